package studio.karangou.desktop.engine.people;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.desktop.engine.http.PersonCalls;
import studio.karangou.desktop.feature.people.DoorFailure;

/// How who is signed in stands by the server: asked by this device, which shows itself with the question, and kept.
final class Standing {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final PersonCalls calls;
    private final DeviceSession session;
    private final OfflineDoor door;
    private final boolean remembers;
    private final Meeting meeting;

    /// @param remembers false at a kiosk
    Standing(PersonCalls calls, DeviceSession session, OfflineDoor door, boolean remembers) {
        this.calls = calls;
        this.session = session;
        this.door = door;
        this.remembers = remembers;
        meeting = new Meeting(
                session::withServer,
                calls::device,
                calls::renewDevice,
                () -> introduced().met());
    }

    /// Shows the server who is at this device.
    void meet() {
        meeting.happen();
    }

    Account read() {
        return introduced().answer();
    }

    private PersonCalls.Introduced<Account> introduced() {
        PersonCalls.Introduced<Account> account =
                session.asPerson(access -> calls.introduce("/api/v1/me", access, Account.class));
        confirmed(account.answer());
        return account;
    }

    void confirmed(Account account) {
        session.confirm(account);
        if (!remembers) {
            return;
        }
        if (account.secondFactor()) {
            // it was set up since this device learnt the password, and would not be asked for here
            door.bar(account.id());
        } else {
            door.confirm(account.id());
        }
    }

    /// As in [DevicePeople#doorsClosed].
    void doorsClosed() {
        if (!isClosed()) {
            return;
        }
        try {
            read();
        } catch (FailureException e) {
            LOG.info(
                    "the server cannot be asked whose session is over: {}",
                    e.failure().code());
        }
        if (isClosed()) {
            session.end(new DoorFailure.ClosedElsewhere());
        }
    }

    private boolean isClosed() {
        return session.held().map(HeldSession::account).filter(door::isClosedTo).isPresent();
    }
}
