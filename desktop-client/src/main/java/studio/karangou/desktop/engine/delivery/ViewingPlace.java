package studio.karangou.desktop.engine.delivery;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.player.PlaybackFailure;

/// The place of one showing among those that a person may watch at a time. Asked for in the background while the
/// network brings the film: only a plain no of the server makes the film wait. A server that does not answer, and a
/// film on disk, never do.
final class ViewingPlace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewingPlace.class);
    /// A third of what the server keeps a place for.
    private static final Duration KEEP_EVERY = Duration.ofMinutes(1);
    /// A place that is given back elsewhere is not waited for much longer.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Places places;
    private final FilmId film;
    private final LongSupplier nanos;
    private UUID showing = UUID.randomUUID();
    private long due;
    private boolean asking;
    private boolean taken;
    private boolean closed;
    private @Nullable Failure refusal;

    /// @param nanos of a clock that only goes forward
    ViewingPlace(Places places, FilmId film, LongSupplier nanos) {
        this.places = places;
        this.film = film;
        this.nanos = nanos;
        due = nanos.getAsLong();
    }

    /// The network is to bring a part of the film. Returns at once; what the server says is in [#refusal] later.
    synchronized void needed() {
        if (closed || asking || nanos.getAsLong() - due < 0 || refusal instanceof PlaybackFailure.ViewingEnded) {
            return;
        }
        if (!places.counts()) {
            refusal = null;
            return;
        }
        asking = true;
        UUID name = showing;
        Thread.ofVirtual().name("viewing-place").start(() -> {
            @Nullable Failure said = ask(name);
            answered(name, said);
        });
    }

    private @Nullable Failure ask(UUID name) {
        try {
            return places.take(name, film).orElse(null);
        } catch (FailureException e) {
            LOG.info(
                    "no word on whether there is a place to watch; the film goes on: {}",
                    e.failure().code());
            return null;
        }
    }

    private void answered(UUID name, @Nullable Failure said) {
        boolean tooLate;
        synchronized (this) {
            asking = false;
            taken = said == null;
            refusal = said;
            due = nanos.getAsLong() + (said == null ? KEEP_EVERY : ASK_AGAIN).toNanos();
            tooLate = closed && taken;
        }
        if (tooLate) {
            leave(name);
        }
    }

    /// Why the network brings nothing more of the film, null while it may.
    synchronized @Nullable Failure refusal() {
        return refusal;
    }

    /// Ends another viewing, or takes up one's own that was ended elsewhere; then asks anew. Blocks.
    ///
    /// @param other null for none
    /// @throws FailureException if the other cannot be ended
    void again(@Nullable UUID other) {
        if (other != null) {
            places.end(other);
        }
        synchronized (this) {
            if (refusal instanceof PlaybackFailure.ViewingEnded) {
                showing = UUID.randomUUID();
                refusal = null;
            }
            due = nanos.getAsLong();
        }
        needed();
    }

    private void leave(UUID name) {
        try {
            places.end(name);
        } catch (FailureException e) {
            LOG.info("the place is free when its time is over: {}", e.failure().code());
        }
    }

    /// Gives the place back in the background; if nobody hears it, it is free three minutes later.
    @Override
    public synchronized void close() {
        closed = true;
        if (taken && !asking) {
            UUID name = showing;
            Thread.ofVirtual().name("viewing-place").start(() -> leave(name));
        }
    }
}
