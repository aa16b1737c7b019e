package studio.karangou.server.feature.playback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.ViewingApi.ViewingShown;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.playback.ViewingStore.Viewer;
import studio.karangou.server.feature.playback.ViewingStore.Viewing;
import studio.karangou.server.http.PersonCaller;

/// At most so many viewing sessions at a time, by device and by person. Each holds a lease that what its player asks
/// for renews: a player that crashed gives its place back by itself.
public final class Viewings {
    /// A player fetches a segment of six seconds ahead; one that is paused for longer takes its place anew.
    static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(30);
    /// Longer than any token: while it opens playlists, its viewing must be there to be counted.
    private static final Duration KEPT = Duration.ofDays(4);
    private static final Duration KEPT_OF_OURS = Duration.ofMinutes(10);
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

    /// The name of a viewing that a person's program drew a name for: nobody meets another one's.
    private static UUID id(PersonId person, UUID drawn) {
        return id(person + "\n" + drawn);
    }

    /// Takes a place for a player that is not ours.
    ///
    /// @param person who watches, null when nobody said
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.TooManyViewings]
    void open(UUID id, DeviceId device, @Nullable PersonId person, FilmId film) {
        database.inTransaction(transaction -> {
            open(transaction, id, new Viewer(device, person, null), film);
            return id;
        });
    }

    private void open(Transaction transaction, UUID id, Viewer viewer, FilmId film) {
        Instant now = clock.instant();
        store.lock(transaction, viewer);
        checkRoom(transaction, id, viewer, now);
        store.forget(transaction, now.minus(KEPT), now.minus(KEPT_OF_OURS));
        store.add(transaction, id, viewer, film, now, now.plus(LEASE));
    }

    /// Somebody watches in our own program: takes a place, or keeps it.
    ///
    /// @param drawn by the program, the same for one showing
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.TooManyViewings] or
    ///     [PlaybackFailure.ViewingEnded]
    void watches(PersonCaller caller, UUID drawn, FilmId film) {
        UUID id = id(caller.person(), drawn);
        Viewer viewer = new Viewer(null, caller.person(), caller.session());
        database.inTransaction(transaction -> {
            store.lock(transaction, viewer); // of two at once with the same name the second finds it
            Optional<Viewing> known = store.find(transaction, id);
            if (known.isEmpty()) {
                open(transaction, id, viewer, film);
            } else {
                keep(transaction, id, known.get());
            }
            return id;
        });
    }

    /// What somebody watches now.
    List<ViewingShown> list(PersonCaller caller) {
        return database.inTransaction(
                transaction -> store.ofPerson(transaction, caller.person(), caller.session(), clock.instant()));
    }

    /// Ends one of the caller's viewings.
    ///
    /// @param name as the program drew it, or as the list has it
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.UnknownViewing]
    void end(PersonCaller caller, UUID name) {
        List<UUID> names = List.of(name, id(caller.person(), name));
        boolean ended =
                database.inTransaction(transaction -> store.end(transaction, caller.person(), names, clock.instant()));
        names.forEach(renewed::remove);
        if (!ended) {
            throw new PlaybackFailure.UnknownViewing().asException();
        }
    }

    /// Whether this server opened it, for this device and film, and its person has not ended it.
    boolean isOpen(UUID id, DeviceId device, FilmId film) {
        return database.inTransaction(transaction -> store.find(transaction, id))
                .filter(viewing ->
                        device.equals(viewing.viewer().device()) && film.equals(viewing.film()) && !viewing.ended())
                .isPresent();
    }

    /// Whether somebody watches a film in our own program, and has not ended it.
    ///
    /// @param drawn by the program
    boolean isOpen(PersonCaller caller, UUID drawn, FilmId film) {
        return database.inTransaction(transaction -> store.find(transaction, id(caller.person(), drawn)))
                .filter(viewing -> film.equals(viewing.film()) && !viewing.ended())
                .isPresent();
    }

    /// Keeps a place, or takes it again.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.TooManyViewings] if it was given
    ///     to others meanwhile, [PlaybackFailure.ViewingEnded]
    void keep(UUID id) {
        if (isFresh(id)) {
            return;
        }
        database.inTransaction(transaction -> {
            store.find(transaction, id).ifPresent(viewing -> keep(transaction, id, viewing));
            return id;
        });
        renewed.put(id, clock.instant());
    }

    private void keep(Transaction transaction, UUID id, Viewing viewing) {
        if (viewing.ended()) {
            throw new PlaybackFailure.ViewingEnded().asException();
        }
        Instant now = clock.instant();
        if (!viewing.leaseUntil().isAfter(now)) {
            store.lock(transaction, viewing.viewer());
            checkRoom(transaction, id, viewing.viewer(), now);
        }
        store.renew(transaction, id, now.plus(LEASE));
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

    private void checkRoom(Transaction transaction, UUID id, Viewer viewer, Instant now) {
        if (store.others(transaction, id, viewer, now) >= most) {
            throw new PlaybackFailure.TooManyViewings(most).asException();
        }
    }
}
