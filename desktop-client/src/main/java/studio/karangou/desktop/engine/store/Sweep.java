package studio.karangou.desktop.engine.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.FeedPlace;

/// Forgets what the server does not have any more, once its feed has been read from the start: what came meanwhile is
/// marked, and at the end all else goes. What this device recorded, and what it knows of its money, is never swept.
final class Sweep {
    private static final String UNDER_WAY = "sync.sweep";
    private static final String NONE = "";
    /// Where nothing is known of the feed that was read before.
    private static final String ELSEWHERE = "elsewhere";

    private static final UUID NOTHING = new UUID(0, 0);
    private static final List<String> SWEPT = List.of(
            "DELETE FROM film WHERE NOT EXISTS (SELECT 1 FROM seen WHERE kind = 'film' AND seen.id = film.id)",
            "DELETE FROM project WHERE NOT EXISTS (SELECT 1 FROM seen WHERE kind = 'project' AND seen.id = project.id)",
            "DELETE FROM message WHERE NOT EXISTS (SELECT 1 FROM seen WHERE kind = 'message' AND seen.id = message.id)",
            "DELETE FROM kiosk_film WHERE NOT EXISTS"
                    + " (SELECT 1 FROM seen WHERE kind = 'kiosk-film' AND seen.id = kiosk_film.film)",
            "DELETE FROM kiosk_holding WHERE NOT EXISTS (SELECT 1 FROM seen WHERE kind = 'holding'"
                    + " AND seen.id = kiosk_holding.kiosk AND seen.other = kiosk_holding.film)",
            "DELETE FROM room WHERE whole"
                    + " AND NOT EXISTS (SELECT 1 FROM seen WHERE kind = 'joined' AND seen.id = room.film)");

    private Sweep() {}

    /// The feed is read from its start.
    ///
    /// @param cursor up to where it had been read
    static void begin(Handle handle, String cursor) {
        handle.execute("DELETE FROM seen");
        SettingsStore.write(
                handle, UNDER_WAY, FeedPlace.of(cursor).map(FeedPlace::epoch).orElse(ELSEWHERE));
    }

    /// Notes what has come, if it is under way.
    static void mark(Handle handle, List<Change> changes) {
        if (before(handle).isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("MERGE INTO seen (kind, id, other) KEY (kind, id, other) VALUES (?, ?, ?)");
        changes.forEach(change -> mark(batch, change));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /// Ends it with the last page.
    ///
    /// @return whether something may have gone
    static boolean end(Handle handle, ChangePage last) {
        Optional<String> before = before(handle);
        if (before.isEmpty() || last.more()) {
            return false;
        }
        SWEPT.forEach(handle::execute);
        MarkStore.sweep(handle);
        boolean missed = before.equals(FeedPlace.of(last.cursor()).map(FeedPlace::epoch));
        if (missed) { // who was erased meanwhile is not told any more, nor what became of cash long ago
            handle.execute("DELETE FROM offline_person");
            KioskStore.sweep(handle);
        }
        handle.execute("DELETE FROM seen");
        SettingsStore.write(handle, UNDER_WAY, NONE);
        return true;
    }

    /// The epoch of the feed that was read before, empty while nothing is swept.
    private static Optional<String> before(Handle handle) {
        return SettingsStore.read(handle, UNDER_WAY).filter(epoch -> !epoch.equals(NONE));
    }

    private static void mark(PreparedBatch batch, Change change) {
        switch (change) {
            case Change.FilmChanged film -> add(batch, "film", film.film().id().value(), NOTHING);
            case Change.ProjectChanged project ->
                add(batch, "project", project.project().id().value(), NOTHING);
            case Change.MessageShared message ->
                add(batch, "message", message.id().value(), NOTHING);
            case Change.KioskFilm film -> add(batch, "kiosk-film", film.film().value(), NOTHING);
            case Change.KioskHolds holds ->
                add(batch, "holding", holds.kiosk().value(), holds.film().value());
            case Change.FavouriteChanged favourite ->
                add(
                        batch,
                        "favourite",
                        MarkStore.owner(favourite.person()),
                        favourite.film().value());
            case Change.RatingChanged rating ->
                add(
                        batch,
                        "rating",
                        MarkStore.owner(rating.person()),
                        rating.film().value());
            case Change.Joined joined -> add(batch, "joined", joined.scope(), NOTHING);
            case Change.CashAnnounced cash -> add(batch, "cash", cash.id().value(), NOTHING);
            case Change.ContributionChanged _,
                    Change.KioskRefused _,
                    Change.PersonErased _,
                    Change.DoorsClosed _,
                    Change.MessageRemoved _,
                    Change.FilmWithdrawn _,
                    Change.FilmFigures _,
                    Change.Unknown _ -> {}
        }
    }

    private static void add(PreparedBatch batch, String kind, UUID id, UUID other) {
        batch.bind(0, kind).bind(1, id).bind(2, other).add();
    }
}
