package studio.karangou.desktop.engine.people;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;

/// Shows the server that who is signed in is at this device, once for each of its sessions: it believes of nobody
/// else that they did what the journal says. Whatever comes of it, what they did is sent.
final class Meeting {
    private static final Logger LOG = LoggerFactory.getLogger(Meeting.class);

    private final DeviceSession session;
    private final Supplier<Optional<String>> device;
    private final Runnable show;
    private volatile String met = "";

    /// @param device the session of the device with the server, empty while it has none
    /// @param show asks the server something as who is signed in
    Meeting(DeviceSession session, Supplier<Optional<String>> device, Runnable show) {
        this.session = session;
        this.device = device;
        this.show = show;
    }

    void happen() {
        Optional<HeldSession> held = session.held().filter(it -> it.tokens() != null);
        Optional<String> at = device.get();
        if (held.isEmpty() || at.isEmpty()) {
            return;
        }
        String meeting = held.get().account().id() + " " + at.get();
        if (meeting.equals(met)) {
            return;
        }
        try {
            show.run();
            met = meeting;
        } catch (FailureException e) {
            LOG.info("the server was not shown who is here: {}", e.failure().code());
        }
    }
}
