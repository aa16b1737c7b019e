package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.http.SyncServer;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.engine.time.TimeQuestion;

/// One exchange with the server: everything there is to send, then everything there is to fetch.
/// Cut anywhere and run again, it does the rest: the server says how far it is.
public final class SyncRound {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRound.class);
    private static final int HTTP_CONFLICT = 409;
    private static final int HTTP_GONE = 410;
    private static final int MOST_IDLE_ROUNDS = 15; // five minutes at the usual pace
    private static final int HTTP_TOO_LARGE = 413;

    private final JournalStore journal;
    private final ChangeStore changes;
    private final SyncServer server;
    private final Supplier<SigningKeyPair> keys;
    private final Supplier<Optional<VerifyingKey>> pinned;
    private final BestTime time;
    private final LongSupplier nanos;
    private final Ahead ahead;
    private final BatchSize size = new BatchSize();
    private OptionalLong position = OptionalLong.empty();
    private int idleRounds;
    private String asked = ChangePage.START;

    /// @param nanos goes on evenly, as [System#nanoTime]
    /// @param ahead how what is needed next is begun before
    public SyncRound(JournalStore journal, SyncRoundParts parts, BestTime time, LongSupplier nanos, Ahead ahead) {
        this.ahead = ahead;
        this.journal = journal;
        changes = parts.feed();
        server = parts.server();
        keys = parts.keys();
        pinned = parts.pinned();
        this.time = time;
        this.nanos = nanos;
    }

    /// The server is asked how far it is before anything else: after a long time without a word it may not be
    /// where it was.
    void doubt() {
        position = OptionalLong.empty();
    }

    /// Told how many of how many operations are on the server.
    @FunctionalInterface
    public interface Watcher {
        void sent(int done, int total);
    }

    /// @throws FailureException with whatever went wrong
    public void run(DeviceId device, Watcher watcher) {
        try {
            journal.catchUp();
            Optional<FailureException> refusal = tryPush(device, watcher);
            // what the server does not take from here must not keep its films and projects away
            pull(device);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        } catch (FailureException e) {
            // whatever happened, the server is asked how far it is before anything is sent again
            position = OptionalLong.empty();
            throw e;
        }
    }

    /// @return why the journal is not taken, empty if it was
    private Optional<FailureException> tryPush(DeviceId device, Watcher watcher) {
        try {
            push(device, watcher);
            return Optional.empty();
        } catch (FailureException e) {
            if (e.failure() instanceof ServerFailure server && server.passing()) {
                throw e;
            }
            position = OptionalLong.empty();
            return Optional.of(e);
        }
    }

    private void push(DeviceId device, Watcher watcher) {
        try {
            push(device, knownPosition(), watcher);
        } catch (FailureException e) {
            if (!(e.failure() instanceof SyncFailure.Gap)) {
                throw e;
            }
            LOG.warn("the server is behind what it said before, as after a restored backup; it is sent the rest again");
            push(device, askPosition(), watcher);
        }
    }

    private void push(DeviceId device, long first, Watcher watcher) {
        long from = first;
        int total = (int) Math.min(Integer.MAX_VALUE, journal.last() - from);
        long begin = from;
        Ahead.Begun<Optional<Batch>> next = prepare(device, from + 1);
        try {
            while (from < journal.last()) {
                watcher.sent((int) (from - begin), Math.max(total, (int) (journal.last() - begin)));
                Optional<Batch> batch = prepared(next, device, from + 1);
                if (batch.isEmpty()) {
                    break;
                }
                next = prepare(device, batch.get().lastSequence() + 1);
                from = send(batch.get());
            }
        } finally {
            next.close();
        }
        position = OptionalLong.of(from);
    }

    private Ahead.Begun<Optional<Batch>> prepare(DeviceId device, long first) {
        return ahead.begin(() -> batch(device, first));
    }

    /// What was prepared, unless it begins elsewhere or there was nothing to send yet.
    private Optional<Batch> prepared(Ahead.Begun<Optional<Batch>> begun, DeviceId device, long first) {
        return begun.get().filter(batch -> batch.firstSequence() == first).or(() -> batch(device, first));
    }

    private Optional<Batch> batch(DeviceId device, long first) {
        return journal.from(first, Limits.BATCH_OPERATIONS, size.bytes())
                .map(run -> Batch.sign(keys.get(), device, run.firstSequence(), run.previousHash(), run.operations()));
    }

    /// A server that lost its last commits, in a power cut or to an older backup, answers the next batch with a gap.
    /// When nothing is sent, it is asked now and then, so that what it lost does not stay here until the next
    /// operation.
    private long knownPosition() {
        boolean idle = position.isPresent() && position.getAsLong() == journal.last();
        idleRounds = idle ? idleRounds + 1 : 0;
        if (position.isEmpty() || idleRounds == MOST_IDLE_ROUNDS) {
            idleRounds = 0;
            return askPosition();
        }
        return position.getAsLong();
    }

    private long askPosition() {
        while (true) {
            long known = journal.acknowledged();
            JournalPosition said = server.position(known);
            check(said);
            if (said.acknowledged() < known) {
                journal.acknowledge(said.acknowledged(), List.of());
            } else if (said.acknowledged() > known) {
                // a receipt was lost, or the database; with it, what was set aside
                journal.acknowledge(said.through(), said.quarantined());
            }
            if (said.acknowledged() <= known || said.through() == said.acknowledged()) {
                return said.acknowledged();
            }
        }
    }

    /// A number alone says nothing: of two copies of a journal, the server may have as many operations of the other.
    private void check(JournalPosition said) {
        if (said.acknowledged() > journal.last()) {
            throw new SyncFailure.ServerAhead(said.acknowledged(), journal.last()).asException();
        }
        boolean other = journal.chainHash(said.acknowledged())
                .filter(ours -> !ours.equals(said.chainHash()))
                .isPresent();
        if (other) {
            throw new SyncFailure.Forked().asException();
        }
    }

    private long send(Batch batch) {
        long began = nanos.getAsLong();
        PushReceipt receipt;
        try {
            receipt = server.push(batch);
        } catch (FailureException e) {
            size.failed();
            throw understood(e);
        }
        size.went(Duration.ofNanos(nanos.getAsLong() - began));
        if (receipt.acknowledged() < batch.lastSequence() || receipt.acknowledged() > journal.last()) {
            throw new ServerFailure.Garbled().asException();
        }
        // no further, should the server have more by now: this receipt tells of this batch only
        journal.acknowledge(batch.lastSequence(), receipt.quarantined());
        return batch.lastSequence();
    }

    private FailureException understood(FailureException e) {
        if (!(e.failure() instanceof ServerFailure.Refused refused)) {
            return e;
        }
        if (refused.status() == HTTP_CONFLICT && refused.problem().equals("sync.fork")) {
            return new FailureException(new SyncFailure.Forked(), e);
        }
        if (refused.status() == HTTP_CONFLICT && refused.problem().equals("sync.gap")) {
            return new FailureException(new SyncFailure.Gap(), e);
        }
        boolean again = refused.status() == HTTP_TOO_LARGE && !size.isLeast();
        // tried again soon, with a smaller batch
        return again ? new FailureException(new ServerFailure.Busy(refused.status()), e) : e;
    }

    private void pull(DeviceId device) {
        try {
            pullToTheEnd(device);
        } catch (FailureException e) {
            if (!(e.failure() instanceof ServerFailure.Refused refused) || refused.status() != HTTP_GONE) {
                throw e;
            }
            LOG.warn(
                    "the server's feed is not the one that was read here, as after a restored backup; it is read anew");
            relearn();
            changes.rewind(asked);
            pullToTheEnd(device);
        }
    }

    private void pullToTheEnd(DeviceId device) {
        while (!pull(device, changes.cursor())) {
            LOG.info("another road has led further meanwhile");
        }
    }

    /// What went to a restored server by another road may have been judged another way than the first time.
    private void relearn() {
        try {
            check(server.position(0));
            journal.acknowledge(0, List.of());
            position = OptionalLong.of(askPosition());
        } catch (FailureException e) {
            if (e.failure() instanceof ServerFailure server && server.passing()) {
                throw e;
            }
            position = OptionalLong.empty(); // the next round says why
        }
    }

    /// @return whether the feed was read to its end; false if a stick or a neighbour brought some of it
    ///     meanwhile, and it goes on from another place than what is on its way here
    private boolean pull(DeviceId device, String from) {
        // what the server has by now stands in what it is asked for next
        long known = journal.acknowledged();
        TimeQuestion question = new TimeQuestion(time, nanos, device, pinned.get());
        Asked next = fetch(from, question);
        try {
            asked = from;
            while (true) {
                ChangePage page = next.await();
                if (page.more() && page.cursor().equals(asked)) {
                    throw new ServerFailure.Garbled().asException();
                }
                if (page.more()) {
                    next = fetch(page.cursor(), question);
                }
                if (!changes.applyIfNext(asked, page)) {
                    return false;
                }
                if (!page.more()) {
                    journal.covered(known);
                    return true;
                }
                asked = page.cursor();
            }
        } finally {
            next.page().close();
        }
    }

    /// A page that is asked for, and with it the time.
    private record Asked(Ahead.Begun<ChangePage> page, TimeQuestion question) {
        ChangePage await() {
            try {
                ChangePage here = page.get();
                question.read(here.serverTime());
                return here;
            } finally {
                question.remember();
            }
        }
    }

    private Asked fetch(String cursor, TimeQuestion question) {
        return new Asked(ahead.begin(() -> server.changes(cursor, question)), question);
    }
}
