package studio.karangou.server.feature.device;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Database;

/// Takes note of who is at which device: a request that shows a person's session and the device's own. What a journal
/// says that a person did is believed of those alone; nobody comes in at a device without a network who has not been
/// there with one before.
public final class Meetings {
    private static final int REMEMBERED = 20_000;

    private final Database database;
    private final SessionService sessions;
    private final Clock clock;
    private final MeetingStore store = new MeetingStore();
    private final Map<Meeting, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Meeting, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Meetings(Database database, SessionService sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Somebody at a device.
    record Meeting(PersonId person, DeviceId device) {}

    /// A person's own request came with a device's token; one that says nothing is no reason to refuse the request.
    ///
    /// @param shown the token of a device's session
    public void met(PersonId person, String shown) {
        Optional<DeviceId> device = sessions.shownBy(shown);
        if (device.isEmpty()) {
            return;
        }
        Meeting meeting = new Meeting(person, device.get());
        if (isKnown(meeting)) {
            return;
        }
        boolean noted = database.inTransaction(transaction -> store.note(transaction, meeting, clock.instant()));
        if (noted) {
            remember(meeting);
        }
    }

    private synchronized boolean isKnown(Meeting meeting) {
        return known.containsKey(meeting);
    }

    private synchronized void remember(Meeting meeting) {
        known.put(meeting, true);
    }
}
