package studio.karangou.server.feature.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.db.Transaction;

/// How often each film was watched, counted by each device. Only the batch that holds the device's row
/// touches its counts, so that a film which is shown everywhere is no place where all wait for each other.
final class TallyStore {
    /// What a batch adds for a film.
    record Count(long viewings, long spectators) {
        Count plus(Count more) {
            return new Count(viewings + more.viewings, spectators + more.spectators);
        }
    }

    void add(Transaction transaction, DeviceId device, Map<FilmId, Count> counts) {
        Map<UUID, Count> left = new TreeMap<>();
        counts.forEach((film, count) -> left.put(film.value(), count));
        int[] met = write(
                transaction,
                "update film_tally set viewings = viewings + :viewings, spectators = spectators + :spectators,"
                        + " untold = true where film = :film and device = :device",
                device,
                left);
        List<UUID> films = new ArrayList<>(left.keySet());
        for (int i = 0; i < met.length; i++) {
            if (met[i] != 0) {
                left.remove(films.get(i));
            }
        }
        write(
                transaction,
                "insert into film_tally (film, device, viewings, spectators, untold)"
                        + " values (:film, :device, :viewings, :spectators, true)",
                device,
                left);
    }

    private static int[] write(Transaction transaction, String sql, DeviceId device, Map<UUID, Count> counts) {
        if (counts.isEmpty()) {
            return new int[0];
        }
        PreparedBatch batch = transaction.handle().prepareBatch(sql);
        counts.forEach((film, count) -> batch.bind("film", film)
                .bind("device", device.value())
                .bind("viewings", count.viewings())
                .bind("spectators", count.spectators())
                .add());
        return batch.execute();
    }
}
