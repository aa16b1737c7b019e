package studio.karangou.server.feature.device;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;
import studio.karangou.server.feed.VisitStore;

/// Takes note of who is at which device: a request that shows a person's session and the device's own. What a journal
/// says that a person did is believed of those alone, so it is noted as early as can be, with the person's session;
/// nobody comes in at a device without a network who has not been there with one before.
public final class Meetings {
    private static final int REMEMBERED = 20_000;

    private final Database database;
    private final SessionService sessions;
    private final ChangeFeedStore feed;
    private final Clock clock;
    private final MeetingStore store = new MeetingStore();
    private final VisitStore visits = new VisitStore();
    private final Map<Meeting, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Meeting, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Meetings(Database database, SessionService sessions, ChangeFeedStore feed, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.feed = feed;
        this.clock = clock;
    }

    /// Somebody at a device.
    record Meeting(PersonId person, DeviceId device) {}

    /// A person's own request came with a device's token; one that says nothing is no reason to refuse the request.
    ///
    /// @param shown the token of a device's session
    /// @return whether the meeting is noted, now or before; not for a token that is not good or too old
    public boolean met(PersonId person, String shown) {
        Optional<Meeting> meeting = sessions.shownBy(shown).map(device -> new Meeting(person, device));
        if (meeting.isEmpty() || isKnown(meeting.get())) {
            return meeting.isPresent();
        }
        return database.inTransaction(transaction -> note(transaction, meeting.get()));
    }

    /// Which device a token was made for; it may be over for a while.
    public Optional<DeviceId> shownBy(String token) {
        return sessions.shownBy(token);
    }

    /// Somebody opens a session at a device, or goes on with one; it is noted with that or not at all.
    public void met(Transaction transaction, PersonId person, DeviceId device) {
        Meeting meeting = new Meeting(person, device);
        if (!isKnown(meeting)) {
            note(transaction, meeting);
        }
    }

    /// Tells the devices of the venues where somebody has been that none lets them in by itself any more.
    ///
    /// @param version the first that opens their account from now on
    public void closeDoors(Transaction transaction, PersonId person, long version) {
        Change.DoorsClosed change = new Change.DoorsClosed(person, version);
        feed.append(
                transaction,
                visits.venues(transaction, person).stream()
                        .map(venue -> FeedEntry.doors(venue, change))
                        .toList());
    }

    /// Whether a person was at a device of one of a host's venues, those included that were shut out since, or at no
    /// device at all.
    public boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person) {
        return store.mayBeKnownTo(transaction, host, person);
    }

    private boolean note(Transaction transaction, Meeting meeting) {
        boolean noted = store.note(transaction, meeting, clock.instant());
        if (noted) {
            // a kiosk keeps nothing of a visitor, and is told nothing of them
            if (!store.isKiosk(transaction, meeting.device())) {
                transaction.atEnd(() -> feed.join(transaction, meeting.device(), List.of(meeting.person())));
            }
            transaction.afterwards(() -> remember(meeting));
        }
        return noted;
    }

    private synchronized boolean isKnown(Meeting meeting) {
        return known.containsKey(meeting);
    }

    private synchronized void remember(Meeting meeting) {
        known.put(meeting, true);
    }
}
