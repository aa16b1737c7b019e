package studio.karangou.server.feature.playback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;

/// At most so many viewing sessions at a time, by device and by person. Each holds a lease that what its player asks
/// for renews: a player that crashed gives its place back by itself.
public final class Viewings {
    /// A player fetches a segment of six seconds ahead; one that is paused for longer takes its place anew.
    static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(30);
    /// Longer than any token: while it opens playlists, its viewing must be there to be counted.
    private static final Duration KEPT = Duration.ofDays(4);
    private static final int REMEMBERED = 10_000;

    private final Database database;
    private final int most;
    private final Clock clock;
    private final ViewingStore store = new ViewingStore();
    private final Map<UUID, Instant> renewed = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
            return size() > REMEMBERED;
        }
    });

    /// @param most at a time
    public Viewings(Database database, int most, Clock clock) {
        this.database = database;
        this.most = most;
        this.clock = clock;
    }

    /// The name of the viewing that a token opened; the token cannot be told from it.
    static UUID id(String token) {
        byte[] hash =
                ContentAddress.newDigest().digest(("karangou-viewing\n" + token).getBytes(StandardCharsets.US_ASCII));
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /// Takes a place.
    ///
    /// @param person who watches, null when nobody said
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.TooManyViewings]
    void open(UUID id, DeviceId device, @Nullable PersonId person, FilmId film) {
        database.inTransaction(transaction -> {
            Instant now = clock.instant();
            store.lock(transaction, device, person);
            checkRoom(transaction, id, device, person, now);
            store.forget(transaction, now.minus(KEPT));
            store.add(transaction, id, device, person, film, now, now.plus(LEASE));
            return id;
        });
    }

    /// Keeps a place, or takes it again.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.TooManyViewings] if it was given
    ///     to others meanwhile
    void keep(UUID id) {
        if (isFresh(id)) {
            return;
        }
        database.inTransaction(transaction -> {
            store.find(transaction, id).ifPresent(viewing -> {
                Instant now = clock.instant();
                if (!viewing.leaseUntil().isAfter(now)) {
                    store.lock(transaction, viewing.device(), viewing.person());
                    checkRoom(transaction, id, viewing.device(), viewing.person(), now);
                }
                store.renew(transaction, id, now.plus(LEASE));
            });
            return id;
        });
        renewed.put(id, clock.instant());
    }

    /// Somebody watches on: renews the lease if it is not over. Bytes are everyone's, so nothing is refused here.
    public void watching(UUID id) {
        if (isFresh(id)) {
            return;
        }
        database.inTransaction(transaction -> {
            Instant now = clock.instant();
            store.find(transaction, id)
                    .filter(viewing -> viewing.leaseUntil().isAfter(now))
                    .ifPresent(_ -> store.renew(transaction, id, now.plus(LEASE)));
            return id;
        });
        renewed.put(id, clock.instant());
    }

    private boolean isFresh(UUID id) {
        Instant last = renewed.get(id);
        return last != null && clock.instant().isBefore(last.plus(RENEW_EVERY));
    }

    private void checkRoom(Transaction transaction, UUID id, DeviceId device, @Nullable PersonId person, Instant now) {
        if (store.others(transaction, id, device, person, now) >= most) {
            throw new PlaybackFailure.TooManyViewings(most).asException();
        }
    }
}
