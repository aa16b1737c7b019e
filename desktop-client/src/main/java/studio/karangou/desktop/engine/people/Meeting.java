package studio.karangou.desktop.engine.people;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;

/// Shows the server that who is signed in is at this device, once for each of its sessions: it believes of nobody
/// else that they did what the journal says. It is done when the server says so, which passes over a token of the
/// device that is too old. Whatever comes of it, what they did is sent.
final class Meeting {
    private static final Logger LOG = LoggerFactory.getLogger(Meeting.class);

    private final Supplier<Optional<PersonId>> person;
    private final Supplier<Optional<String>> device;
    private final Runnable renew;
    private final BooleanSupplier show;
    private volatile String met = "";

    /// @param person who is signed in with the server, empty for nobody
    /// @param device the session of the device with the server, empty while it has none
    /// @param renew opens another one, where the device belongs to somebody
    /// @param show asks the server something as who is signed in, and says whether it took note of the device
    Meeting(
            Supplier<Optional<PersonId>> person,
            Supplier<Optional<String>> device,
            Runnable renew,
            BooleanSupplier show) {
        this.person = person;
        this.device = device;
        this.renew = renew;
        this.show = show;
    }

    /// With another session of the device if the server does not take the one it has: whoever is here now may be gone
    /// before there is one.
    void happen() {
        try {
            if (!isDone()) {
                renew.run();
                if (!isDone()) {
                    LOG.info("the server took no note of who is here");
                }
            }
        } catch (FailureException e) {
            LOG.info("the server was not shown who is here: {}", e.failure().code());
        }
    }

    /// @return whether the server knows who is here, or there is nobody to show
    private boolean isDone() {
        Optional<PersonId> who = person.get();
        if (who.isEmpty()) {
            return true;
        }
        Optional<String> meeting = device.get().map(at -> who.get() + " " + at);
        if (meeting.isEmpty()) {
            return false;
        }
        if (!meeting.get().equals(met) && show.getAsBoolean()) {
            met = meeting.get();
        }
        return meeting.get().equals(met);
    }
}
