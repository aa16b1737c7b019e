package studio.karangou.desktop.engine.people;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.DoorFailure;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.feature.people.SignedIn;

/// Codes by which people who have no password come in at this device, where there is no network.
final class DeviceCodes {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceCodes.class);

    private final boolean remembers;
    private final DeviceSession session;
    private final OfflineDoor door;
    private final Supplier<Optional<SignedIn>> current;
    private final Supplier<Reach> reach;
    private final Runnable ask;

    /// @param remembers false at a kiosk, which has no such codes
    /// @param current who is signed in
    /// @param reach whether the server answered last
    /// @param ask the server something, for where nobody knows
    DeviceCodes(
            boolean remembers,
            DeviceSession session,
            OfflineDoor door,
            Supplier<Optional<SignedIn>> current,
            Supplier<Reach> reach,
            Runnable ask) {
        this.remembers = remembers;
        this.session = session;
        this.door = door;
        this.current = current;
        this.reach = reach;
        this.ask = ask;
    }

    /// What the door is opened with.
    ///
    /// @throws FailureException with [DoorFailure.NotKnownHere], or with [DoorFailure.NetworkIsHere] where the
    ///     server can be asked
    Credentials forDoor(Credentials phoneAndCode) {
        if (!remembers) {
            throw new DoorFailure.NotKnownHere().asException();
        }
        if (serverAnswers()) {
            throw new DoorFailure.NetworkIsHere().asException();
        }
        return new Credentials(doorName(phoneAndCode.email()), phoneAndCode.password());
    }

    /// Asked if nobody knows: the one way in must not be closed by a guess.
    private boolean serverAnswers() {
        return switch (reach.get()) {
            case THERE -> true;
            case GONE -> false;
            case UNKNOWN -> {
                try {
                    ask.run();
                    yield true;
                } catch (FailureException e) {
                    LOG.debug(
                            "asked whether the server is there: {}", e.failure().code());
                    yield !(e.failure() instanceof PeopleFailure.NoNetwork);
                }
            }
        };
    }

    /// Whether who is signed in may choose one: they have no password to come in with.
    boolean areOffered() {
        return remembers
                && current.get()
                        .map(SignedIn::account)
                        .filter(account -> !account.hasPassword())
                        .filter(account -> account.phone() != null || account.email() != null)
                        .filter(account -> !account.secondFactor())
                        .isPresent();
    }

    /// This device lets who is signed in come in by a code of their own from now on, without the server.
    ///
    /// @throws FailureException with [DoorFailure.DeviceCodeWeak] or [PeopleFailure.NotKept]
    void choose(String code) {
        HeldSession held = session.held()
                .filter(_ -> areOffered())
                .orElseThrow(() -> new PeopleFailure.NotSignedIn().asException());
        @Nullable String phone = held.account().phone();
        String known = phone == null ? String.valueOf(held.account().email()) : phone;
        DeviceCode.check(code, known);
        door.learn(new Credentials(doorName(known), code), held.account(), held.contact());
    }

    /// An e-mail address with a code of this device is another key than the address with a password: the server knows
    /// nothing of it, and its no to the password must not cost the code.
    private static String doorName(String typed) {
        return typed.contains("@") ? "code:" + typed.strip() : typed;
    }
}
