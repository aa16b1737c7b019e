package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Road;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.FeedPlace;
import studio.karangou.common.protocol.LiveWord;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.store.Waiting;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.sync.PendingOperation;
import studio.karangou.desktop.feature.sync.Remark;
import studio.karangou.desktop.feature.sync.SyncState;
import studio.karangou.desktop.feature.sync.SyncStatus;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;

/// Keeps the device and its server in step, in the background: at once when something was recorded, again after a
/// while, later and later while the server cannot be reached.
public final class SyncEngine implements SyncState, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
    /// The setting that holds when everything was last exchanged over HTTPS.
    public static final String LAST_SYNC = "sync.last";
    /// While the server tells what is new it is asked only now and then, as whoever tells may be wrong.
    private static final Duration EVERY_WHILE_TOLD = Duration.ofMinutes(5);
    /// A server that fell silent is shown as gone after so long: to connect may take three times as
    /// long, and nobody is told "online" meanwhile.
    private static final Duration IN_DOUBT = Duration.ofSeconds(5);

    private final JournalStore journal;
    private final SettingsStore settings;
    private final Changes changes;
    private final BestTime time;
    private final SyncRoundParts parts;
    private final Surroundings around;
    private final Pace pace;
    private final LiveWatch live;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable String told;
    private final Subscription recorded;
    private final LastWord lastWord;
    private volatile Connection connection = new Connection.Offline(null);
    /// Whether that is known, and not only what one begins with.
    private volatile boolean tried;
    private volatile @Nullable Instant lastContact;
    private volatile @Nullable Instant lastSync;
    private volatile boolean closed;
    private volatile boolean isBegun;
    private @Nullable Thread thread;

    /// Built by the engine's wiring; idle until [#begin].
    ///
    /// @param told where the server tells what is new
    /// @param every how often to look for changes while all is well
    public SyncEngine(
            JournalStore journal,
            SettingsStore settings,
            Changes changes,
            BestTime time,
            SyncRoundParts parts,
            LiveSource told,
            Surroundings around,
            Duration every) {
        this.journal = journal;
        this.settings = settings;
        this.changes = changes;
        this.time = time;
        this.parts = parts;
        this.around = around;
        pace = new Pace(every, RandomGenerator.getDefault());
        lastWord = new LastWord(settings);
        live = new LiveWatch(told, this::isWell, this::told, this::syncNow, RandomGenerator.getDefault());
        lastSync = settings.get(LAST_SYNC).map(Instant::parse).orElse(null);
        recorded = changes.recorded().add(this::syncNow);
    }

    /// Begins to sync a device's journal. What was learnt of another device's server is forgotten.
    public synchronized void begin(DeviceId device) {
        stop();
        lastWord.recall(device);
        SyncRound round = new SyncRound(journal, parts, time, System::nanoTime, Ahead.THREADS);
        Thread begun = Thread.ofVirtual().name("sync").unstarted(() -> run(round, device));
        thread = begun;
        told = null;
        isBegun = true;
        tried = false;
        begun.start();
        live.begin();
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus(
                shown(),
                journal.waiting(),
                journal.waitingContributions(),
                journal.setAside(),
                lastSync,
                around.space().used().getAsLong(),
                around.space().allowed().getAsLong(),
                remarks());
    }

    private Set<Remark> remarks() {
        Set<Remark> remarks = EnumSet.noneOf(Remark.class);
        if (!isBegun) {
            remarks.add(Remark.NOT_ENROLLED);
        } else if (!tried) {
            remarks.add(Remark.NOT_TRIED);
        }
        if (!time.isSure()) {
            remarks.add(Remark.TIME_UNSURE);
        }
        if (lastContact == null) {
            remarks.addAll(around.mended());
        }
        return remarks;
    }

    @Override
    public void mend(OperationId refused, OperationBody corrected) {
        journal.mend(refused, corrected);
    }

    @Override
    public void discard(OperationId refused) {
        journal.discard(refused);
    }

    /// Whether the last round went well.
    private boolean isWell() {
        return connection instanceof Connection.Online;
    }

    @Override
    public boolean isTold() {
        return live.isUp();
    }

    private void told(LiveWord word) {
        told = word.cursor();
        wake.release();
    }

    /// Whether there is a reason to look at once: somebody asked, or the server speaks of what is not here.
    /// The echo of what this device has sent itself is here already.
    private boolean hasReason() {
        String cursor = told;
        try {
            return asked.get() || (cursor != null && isNews(cursor, parts.feed().cursor()));
        } catch (FailureException e) { // the round says what is wrong with the database
            LOG.debug("where the feed was read to is not known", e);
            return true;
        }
    }

    /// Whether a place is one that this device has not come to. It may be behind it: what was told there last may have
    /// left the feed since.
    private static boolean isNews(String told, String here) {
        Optional<FeedPlace> ours =
                FeedPlace.of(here).filter(place -> place.cursor().equals(here));
        Optional<FeedPlace> theirs = FeedPlace.of(told);
        return ours.isEmpty()
                || theirs.isEmpty()
                || !ours.get().epoch().equals(theirs.get().epoch())
                || theirs.get().position() > ours.get().position();
    }

    /// That there is no way to a server that has stopped this device changes nothing: it stays stopped.
    private Connection shown() {
        Connection now = connection;
        return now instanceof Connection.Offline
                ? lastWord.said().<Connection>map(LastWord::connection).orElse(now)
                : now;
    }

    /// Whether the server answered last time. A failure of this device's own says nothing of that.
    public Reach reach() {
        return switch (connection) {
            case Connection.Online _, Connection.Syncing _, Connection.Refused _ -> Reach.THERE;
            case Connection.Offline _ -> tried ? Reach.GONE : Reach.UNKNOWN;
            case Connection.Broken _ -> Reach.UNKNOWN;
        };
    }

    /// Whether the server will never again take anything from this device: it was shut out, copied, or went back to
    /// an older state. Enrolled anew it goes on.
    public boolean isShutOut() {
        return lastWord.said().isPresent();
    }

    @Override
    public List<PendingOperation> pending(int most) {
        return journal.pending(most).stream()
                .map(waiting -> new PendingOperation(
                        waiting.operation(),
                        around.titles().apply(waiting.operation().body()).orElse(null),
                        waiting.refusal(),
                        handed(waiting)))
                .toList();
    }

    private static PendingOperation.@Nullable Handed handed(Waiting waiting) {
        Road road = waiting.road();
        Instant at = waiting.handed();
        return road == null || at == null ? null : new PendingOperation.Handed(road, at);
    }

    @Override
    public void syncNow() {
        asked.set(true);
        wake.release();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        Subscription sync = changes.sync().add(listener);
        Subscription films = changes.films().add(listener); // what films take of the disk
        return () -> {
            sync.close();
            films.close();
        };
    }

    private void run(SyncRound round, DeviceId device) {
        while (!closed && !Thread.currentThread().isInterrupted()) {
            asked.set(false);
            wake.drainPermits();
            Duration wait = once(round, device);
            try {
                if (!awaitReason(wait) && live.isUp()) {
                    round.doubt();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// @return whether there was one before the time was over
    private boolean awaitReason(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        while (wake.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            if (hasReason()) {
                told = null;
                LOG.debug("woken to sync");
                return true;
            }
        }
        return false;
    }

    /// One round; answers how long to wait for the next.
    private Duration once(SyncRound round, DeviceId device) {
        try {
            time.tick();
            Runnable work = () -> round.run(device, (done, total) -> show(new Connection.Syncing(done, total)));
            if (live.isInDoubt()) {
                new Patience(IN_DOUBT, () -> show(new Connection.Offline(lastContact))).during(work);
            } else {
                work.run();
            }
            Instant now = time.instant();
            lastContact = now;
            lastSync = now;
            settings.put(LAST_SYNC, now.toString());
            lastWord.takeBack();
            show(new Connection.Online());
            Duration wait = pace.afterSuccess();
            return live.isUp() && wait.compareTo(EVERY_WHILE_TOLD) < 0 ? EVERY_WHILE_TOLD : wait;
        } catch (FailureException e) {
            return failed(device, e.failure(), e);
        } catch (RuntimeException | Error e) { // an Error too: a device that never syncs again loses everybody's trust
            LOG.error("a sync round failed in a way nobody thought of", e);
            around.faults().accept(e);
            show(new Connection.Broken(new SyncFailure.Unexpected()));
            return pace.afterRefusal();
        }
    }

    private Duration failed(DeviceId device, Failure failure, FailureException e) {
        if (closed || Thread.currentThread().isInterrupted()) {
            return Duration.ZERO;
        }
        if (failure instanceof ServerFailure server && server.passing()) {
            LOG.debug("the server cannot be reached: {}", failure.code(), e);
            boolean justNoWay = server instanceof ServerFailure.Unreachable;
            show(new Connection.Offline(lastContact, justNoWay ? null : server));
            return pace.afterFailure();
        }
        lastWord.hear(device, failure);
        boolean theServers = failure instanceof ServerFailure || failure instanceof SyncFailure;
        Connection now = theServers ? new Connection.Refused(failure) : new Connection.Broken(failure);
        if (!now.equals(connection)) {
            LOG.warn("sync is refused: {}", failure.code(), e);
        }
        show(now);
        return pace.afterRefusal();
    }

    private void show(Connection now) {
        tried = true;
        if (!now.equals(connection)) {
            connection = now;
            changes.sync().changed();
        } else if (now instanceof Connection.Online) {
            // the time of the last sync changed
            changes.sync().changed();
        }
    }

    /// Ends what is under way, before the journal is changed for another device's.
    public synchronized void stop() {
        live.stop();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        recorded.close();
        stop();
    }
}
