package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.desktop.engine.films.FilmStore;

/// Gives the clear bytes of a segment, whatever it takes: the best rendition on disk, another one while that is
/// damaged, the network while there is none, and patience while there is no network. Never anything damaged.
final class SegmentSource {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentSource.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /// A hall can wait so long; then the connection ends.
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration NOTICED_AFTER = Duration.ofMillis(1500);
    /// A rung is fetched while watching only if the network brings it faster than it plays by this much.
    private static final double HEADROOM = 1.5;

    private final FilmStore store;
    private final ContentFetcher fetcher;
    private final ContentKey key;
    private final Runnable damaged;
    private final ViewingPlace place;
    private final Map<Object, Long> waiting = new ConcurrentHashMap<>();
    /// Why the store took nothing the last time, null if it did.
    private volatile @Nullable Failure diskTrouble;

    /// @param damaged told when something on disk was found missing or damaged
    /// @param place that is needed for what the network brings
    SegmentSource(FilmStore store, ContentFetcher fetcher, ContentKey key, Runnable damaged, ViewingPlace place) {
        this.place = place;
        this.store = store;
        this.fetcher = fetcher;
        this.key = key;
        this.damaged = damaged;
    }

    /// A segment in one of its renditions.
    ///
    /// @param bitsPerSecond at most, of the rendition
    record Choice(Encrypted segment, int bitsPerSecond) {}

    /// Whether somebody has been waiting for a segment for longer than passes unnoticed.
    private boolean isWaiting() {
        long now = System.nanoTime();
        return waiting.values().stream().anyMatch(since -> now - since > NOTICED_AFTER.toNanos());
    }

    /// Why somebody waits.
    ///
    /// @return null while nobody does; what is wrong with the disk rather than with the network if both may be
    @Nullable
    Failure trouble() {
        if (!isWaiting()) {
            return null;
        }
        Failure refusal = place.refusal();
        if (refusal != null) {
            return refusal;
        }
        Failure ofDisk = diskTrouble;
        return ofDisk == null ? new ShowingFailure.WaitingForSegment() : ofDisk;
    }

    /// The clear bytes of a segment.
    ///
    /// @param choices its renditions, from the lowest to the highest
    /// @param wanted whether anybody still waits for it
    /// @throws IOException when nobody waits any more, or after long patience
    byte[] clear(List<Choice> choices, BooleanSupplier wanted) throws IOException, InterruptedException {
        Wanted first = wanted(affordable(choices).segment());
        Wanted then = wanted(choices.getFirst().segment());
        return wherever(() -> fromDisk(choices), first, then, wanted);
    }

    /// The bytes of content that is stored clear.
    ///
    /// @throws IOException as [#clear]
    byte[] plain(Manifest.Clear content, BooleanSupplier wanted) throws IOException, InterruptedException {
        Wanted piece = new Wanted(Piece.of(content), Optional::of);
        return wherever(() -> store.read(content.address()), piece, piece, wanted);
    }

    /// Content, and how its bytes are made clear.
    private record Wanted(Piece piece, Function<byte[], Optional<byte[]>> clear) {}

    private Wanted wanted(Encrypted segment) {
        return new Wanted(Piece.of(segment), bytes -> decrypted(segment, bytes));
    }

    private byte[] wherever(Supplier<Optional<byte[]>> disk, Wanted first, Wanted then, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        Optional<byte[]> here = disk.get();
        if (here.isPresent()) {
            return here.get();
        }
        damaged.run();
        Object ticket = new Object();
        waiting.put(ticket, System.nanoTime());
        try {
            return fromNetwork(disk, first, then, wanted);
        } finally {
            waiting.remove(ticket);
        }
    }

    private Optional<byte[]> fromDisk(List<Choice> choices) {
        boolean foundDamage = false;
        Optional<byte[]> found = Optional.empty();
        for (Choice choice : choices.reversed()) {
            Encrypted segment = choice.segment();
            if (store.has(segment.address(), segment.size())) {
                found = store.read(segment.address()).flatMap(bytes -> decrypted(segment, bytes));
                if (found.isPresent()) {
                    break;
                }
                foundDamage = true;
            } else if (store.file(segment.address()).isPresent()) {
                // cut
                foundDamage = true;
            }
        }
        if (foundDamage) {
            damaged.run();
        }
        return found;
    }

    /// @param first what is tried at first, and `then` after a failure
    private byte[] fromNetwork(Supplier<Optional<byte[]>> disk, Wanted first, Wanted then, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = FIRST_PAUSE;
        Wanted next = first;
        while (System.nanoTime() - until < 0 && wanted.getAsBoolean()) {
            try {
                Optional<byte[]> unstored = isHere(next) ? unread(disk, next) : fetch(next);
                if (unstored.isPresent()) {
                    return unstored.get();
                }
            } catch (IOException | FailureException e) {
                LOG.debug("content {} cannot be had yet: {}", next.piece().address(), e.toString());
                next = then;
                Thread.sleep(pause);
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            // a download may have brought another rendition meanwhile
            Optional<byte[]> here = disk.get();
            if (here.isPresent()) {
                return here.get();
            }
        }
        throw new IOException("nobody waits for the content any more, or it cannot be had");
    }

    private boolean isHere(Wanted wanted) {
        return store.has(wanted.piece().address(), wanted.piece().size());
    }

    /// It is on the disk, which does not give it: perhaps by now, else from the network past the store.
    private Optional<byte[]> unread(Supplier<Optional<byte[]>> disk, Wanted wanted) throws IOException {
        Optional<byte[]> again = disk.get();
        return again.isPresent() ? again : Optional.of(inMemory(wanted));
    }

    /// Fetches content into the store; while that cannot take it, into memory.
    ///
    /// @return the clear bytes if they are not in the store
    private Optional<byte[]> fetch(Wanted wanted) throws IOException, InterruptedException {
        Piece piece = wanted.piece();
        place.needed();
        Failure refusal = place.refusal();
        if (refusal != null) {
            throw new FailureException(refusal);
        }
        try {
            fetcher.fetch(piece, bytes -> {});
            diskTrouble = null;
            return Optional.empty();
        } catch (IOException e) {
            Failure trouble = DiskTroubles.failure(e).orElseThrow(() -> e);
            if (diskTrouble == null) {
                LOG.warn("the disk takes no more; the film goes on from the network", e);
            }
            diskTrouble = trouble;
        }
        return Optional.of(inMemory(wanted));
    }

    private byte[] inMemory(Wanted wanted) throws IOException {
        Piece piece = wanted.piece();
        byte[] bytes = fetcher.document(piece.address(), Math.toIntExact(piece.size()));
        return wanted.clear().apply(bytes).orElseThrow(() -> new IOException("does not open with the film's key"));
    }

    private Choice affordable(List<Choice> choices) {
        double bitsPerSecond = fetcher.bytesPerSecond() * 8 / HEADROOM;
        return choices.reversed().stream()
                .filter(choice -> choice.bitsPerSecond() <= bitsPerSecond)
                .findFirst()
                .orElse(choices.getFirst());
    }

    private Optional<byte[]> decrypted(Encrypted segment, byte[] bytes) {
        try {
            return Optional.of(key.decrypt(segment.iv(), bytes));
        } catch (GeneralSecurityException e) {
            LOG.error("segment {} is whole but does not open with the film's key", segment.address(), e);
            return Optional.empty();
        }
    }
}
