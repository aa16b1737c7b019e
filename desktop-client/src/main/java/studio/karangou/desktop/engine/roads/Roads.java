package studio.karangou.desktop.engine.roads;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.EnrolmentGrant;
import studio.karangou.common.protocol.ServerSealingKey;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.sync.SyncEngine;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.DriveRoad;

/// The roads beside HTTPS, put together.
public final class Roads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Roads.class);
    /// A key is asked for again after so long, as the server may have another.
    private static final Duration KEY_LIFE = Duration.ofDays(1);

    private final Ground ground;
    private final ServerSeal seal;
    private final DriveCourier drive;
    private final ParcelMaker maker;
    private final AnswerTaker answers;
    private final Subscription online;
    private final AtomicBoolean asking = new AtomicBoolean();
    private @Nullable DriveMinder watch;
    private volatile @Nullable Instant asked;

    /// What they stand on.
    ///
    /// @param folder where parcels are made and kept
    public record Ground(
            Disk disk,
            Path folder,
            JournalStore journal,
            ChangeStore feed,
            SettingsStore settings,
            BestTime time,
            Self self,
            ServerConnection server,
            SyncEngine sync) {}

    public Roads(Ground ground) {
        this.ground = ground;
        seal = new ServerSeal(ground.settings);
        maker = new ParcelMaker(
                ground.folder.resolve("made"), ground.journal, ground.feed, ground.settings, ground.self, seal);
        answers = new AnswerTaker(ground.journal, ground.feed, ground.settings, ground.time, ground.self);
        drive = new DriveCourier(
                ground.folder.resolve("carried"), maker, answers, seal, ground.self, ground.server, ground.disk);
        online = ground.sync.onChange(this::askForKey);
    }

    /// What this device sends, for other roads.
    public ParcelMaker maker() {
        return maker;
    }

    /// What the server answers, from other roads.
    public AnswerTaker answers() {
        return answers;
    }

    /// The server's key, from wherever it comes.
    public ServerSeal seal() {
        return seal;
    }

    public DriveRoad drive() {
        return drive;
    }

    /// What came with an enrolment by a drive.
    public void granted(EnrolmentGrant grant) {
        if (grant.sealingKey() != null) {
            seal.learn(new ServerSealingKey(grant.sealingKey(), grant.issued()), new VerifyingKey(grant.serverKey()));
        }
    }

    /// Looks after drives from now on.
    public synchronized void watch(Supplier<List<Path>> drives) {
        if (watch == null) {
            watch = new DriveMinder(
                    drives,
                    drive,
                    ground.self.enrolled(),
                    ground.journal::last,
                    () -> ground.sync.reach() == Reach.THERE);
            watch.start();
        }
    }

    /// While the server is in reach: the day it is not, its key must be known.
    private void askForKey() {
        Instant last = asked;
        Instant now = ground.time.instant();
        boolean due = last == null || now.isBefore(last) || now.isAfter(last.plus(KEY_LIFE));
        Optional<EnrolledDevice> device = ground.self.enrolled().get();
        if (due && device.isPresent() && ground.sync.reach() == Reach.THERE && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("server-seal").start(() -> ask(device.get(), now));
        }
    }

    private void ask(EnrolledDevice device, Instant now) {
        try {
            if (seal.offer(ground.server.sealingKey(), device.serverKey())) {
                asked = now;
            }
        } catch (FailureException e) {
            LOG.debug(
                    "the server does not tell its key for parcels: {}",
                    e.failure().code(),
                    e);
            asked = now; // an older server has none; tried again tomorrow or at the next start
        } finally {
            asking.set(false);
        }
    }

    @Override
    public synchronized void close() {
        online.close();
        if (watch != null) {
            watch.close();
        }
    }
}
