package studio.karangou.desktop.engine.roads;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.Parcel.Direction;
import studio.karangou.common.protocol.ParcelFailure;
import studio.karangou.common.protocol.ParcelFile;
import studio.karangou.common.protocol.ParcelFolder;
import studio.karangou.common.protocol.ParcelFolder.Found;
import studio.karangou.common.protocol.ParcelName;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DriveFailure;
import studio.karangou.desktop.engine.disk.DriveFiles;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.sync.DriveRoad;

/// The road by a USB drive. One thing at a time: two windows that export at once would write the same file.
public final class DriveCourier implements DriveRoad {
    private static final Logger LOG = LoggerFactory.getLogger(DriveCourier.class);
    /// The server's key for parcels, for devices that never were online since they can use one.
    private static final String KEY_FILE = "serveur.cle";
    private static final int KEY_BYTES = 4 * 1024;

    private final Path home;
    private final ParcelMaker maker;
    private final AnswerTaker answers;
    private final ServerSeal seal;
    private final Self self;
    private final ServerConnection server;
    private final Disk disk;
    private final StickCopy copies;

    /// @param home where files are made whole before they are copied
    public DriveCourier(
            Path home,
            ParcelMaker maker,
            AnswerTaker answers,
            ServerSeal seal,
            Self self,
            ServerConnection server,
            Disk disk) {
        this.home = home;
        this.maker = maker;
        this.answers = answers;
        this.seal = seal;
        this.self = self;
        this.server = server;
        this.disk = disk;
        copies = new StickCopy(disk);
    }

    @Override
    public synchronized Exported export(Path root, Progress progress) {
        learnKey(root);
        ParcelMaker.Made made = made(root);
        Path folder = folderOn(root);
        copies.copy(made.file(), folder.resolve(made.name().fileName()), progress);
        maker.left(made, Road.DRIVE);
        // the generation before stays: a drive may turn out not to have kept what it read back
        removeOlder(root, Direction.UP, made.name(), 1);
        removePartial(folder, made.name().device());
        return new Exported(made.operations(), made.name().fileName());
    }

    /// The parcels for a drive, of a generation that the drive does not have: on a database that came back from a copy
    /// the count goes back, and an answer of that name would be taken for the answer to these.
    private ParcelMaker.Made made(Path root) {
        ParcelMaker.Made made = maker.make();
        boolean same = isThere(root, made);
        int mine = made.name().generation();
        int taken = Stream.of(Direction.UP, Direction.DOWN)
                .flatMap(direction -> found(root, direction).stream())
                .map(Found::name)
                .filter(name -> name.device().equals(made.name().device()))
                .mapToInt(ParcelName::generation)
                .filter(generation -> generation > mine || (generation == mine && !same))
                .max()
                .orElse(0);
        return taken == 0 ? made : maker.make(taken);
    }

    private static boolean isThere(Path root, ParcelMaker.Made made) {
        Path there = ParcelFolder.on(root).resolve(made.name().fileName());
        try {
            return Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS) && Files.mismatch(there, made.file()) < 0;
        } catch (IOException e) { // what is wrong with the drive is told when it is written to
            LOG.info("what is on the drive cannot be compared", e);
            return false;
        }
    }

    @Override
    public synchronized Taken take(Path root, Progress progress) {
        learnKey(root);
        DeviceId own = self.device().id();
        @Nullable FailureException last = null;
        for (Found found : found(root, Direction.DOWN)) {
            if (!found.name().device().equals(own)) {
                continue;
            }
            try {
                Taken taken = apply(found, progress);
                removeOlder(root, Direction.DOWN, found.name(), -1);
                if (taken.refusal() == null) {
                    removeOlder(root, Direction.UP, found.name(), -1);
                }
                return taken;
            } catch (FailureException e) {
                if (!isOfTheFile(e)) {
                    throw e;
                }
                LOG.info(
                        "{} is not taken: {}",
                        found.name().fileName(),
                        e.failure().code(),
                        e);
                last = last == null ? e : last;
            }
        }
        throw last == null ? new RoadFailure.NothingForUs().asException() : last;
    }

    /// Whether another generation may be good.
    private static boolean isOfTheFile(FailureException e) {
        return e.failure() instanceof ParcelFailure
                || e.failure() instanceof ProtocolFailure
                || e.failure() instanceof RoadFailure.NotTrusted;
    }

    private Taken apply(Found found, Progress progress) {
        try {
            long total = Files.size(found.file());
            ParcelFile.check(found.file());
            AtomicReference<@Nullable Taken> all = new AtomicReference<>();
            AtomicLong done = new AtomicLong();
            ParcelFile.read(found.file(), parcel -> {
                giveUpIfAsked();
                all.set(AnswerTaker.both(all.get(), answers.take(parcel)));
                progress.moved(done.addAndGet(parcel.length), total);
                return true;
            });
            @Nullable Taken taken = all.get();
            return taken == null ? new Taken(0, 0, 0, false, null) : taken;
        } catch (IOException e) {
            throw failed(found.file().resolveSibling(""), e);
        }
    }

    @Override
    public synchronized Carried carry(Path root, Progress progress) {
        DeviceId own = self.device().id();
        List<Found> waiting = found(root, Direction.UP).stream()
                .filter(found -> !found.name().device().equals(own))
                .toList();
        Set<DeviceId> done = new HashSet<>();
        Set<DeviceId> left = new HashSet<>();
        Carrying carrying = new Carrying(root, progress, waiting);
        for (Found found : waiting) {
            DeviceId device = found.name().device();
            if (!done.contains(device)) {
                (carrying.carry(found) ? done : left).add(device);
            }
        }
        left.removeAll(done);
        return new Carried(carrying.answered, left.size());
    }

    /// One drive that is being emptied.
    private final class Carrying {
        private final Path root;
        private final Progress progress;
        private final long total;
        private long moved;
        private int answered;

        Carrying(Path root, Progress progress, List<Found> waiting) {
            this.root = root;
            this.progress = progress;
            total = waiting.stream()
                    .mapToLong(found -> found.file().toFile().length())
                    .sum();
        }

        /// @return whether it is answered on the drive; if not, the generation before may be whole
        boolean carry(Found found) {
            Path target = folderOn(root).resolve(found.name().answer().fileName());
            try {
                if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                    ParcelFile.check(target);
                    return true; // by us before, or by somebody else
                }
            } catch (IOException | FailureException e) {
                LOG.info("an answer on the drive is damaged and is made anew", e);
            }
            try {
                ParcelFile.check(found.file());
                Path answer = home.resolve(found.name().answer().fileName());
                ask(found.file(), answer);
                copies.copy(answer, target, Progress.NONE);
                Files.deleteIfExists(answer);
                answered++;
                writeKey();
                return true;
            } catch (FailureException e) {
                if (!isForOthersOnly(e)) {
                    throw e;
                }
                LOG.info("{} is left: {}", found.name().fileName(), e.failure().code(), e);
                return false;
            } catch (IOException e) {
                throw failed(found.file().resolveSibling(""), e);
            }
        }

        private void ask(Path parcels, Path answer) throws IOException {
            Files.createDirectories(home);
            try (BufferedOutputStream out = new BufferedOutputStream(Files.newOutputStream(answer))) {
                ParcelFile.Writer writer = new ParcelFile.Writer(out);
                ParcelFile.read(parcels, parcel -> {
                    answer(parcel, writer);
                    moved += parcel.length;
                    progress.moved(moved, total);
                    return true;
                });
                writer.finish();
            }
        }

        private void answer(byte[] parcel, ParcelFile.Writer writer) throws IOException {
            @Nullable String next = null;
            do {
                giveUpIfAsked();
                ServerConnection.ParcelAnswer answer = server.parcel(parcel, next);
                writer.add(answer.parcel());
                next = answer.next();
            } while (next != null);
        }

        private void writeKey() {
            try {
                new DriveFiles(disk, folderOn(root)).write(KEY_FILE, server.sealingKey());
            } catch (FailureException e) {
                LOG.info("the server's key is not on the drive: {}", e.failure().code(), e);
            }
        }
    }

    /// What is wrong with one file, or with one device, is no reason to leave the others.
    private static boolean isForOthersOnly(FailureException e) {
        return e.failure() instanceof ParcelFailure
                || e.failure() instanceof ProtocolFailure
                || (e.failure() instanceof ServerFailure server && !server.passing());
    }

    private static void giveUpIfAsked() {
        if (Thread.currentThread().isInterrupted()) {
            throw new RoadFailure.GivenUp().asException();
        }
    }

    private void learnKey(Path root) {
        Path file = ParcelFolder.on(root).resolve(KEY_FILE);
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= KEY_BYTES) {
                seal.offer(Files.readAllBytes(file), self.device().serverKey());
            }
        } catch (IOException e) {
            LOG.info("the server's key on the drive cannot be read", e);
        }
    }

    private static List<Found> found(Path root, Direction direction) {
        if (!Files.isDirectory(root)) {
            throw new DriveFailure.Gone().asException();
        }
        try {
            return ParcelFolder.found(root, direction);
        } catch (IOException e) {
            throw failed(root, e);
        }
    }

    private static Path folderOn(Path root) {
        if (!Files.isDirectory(root)) {
            throw new DriveFailure.Gone().asException();
        }
        Path folder = ParcelFolder.on(root);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(root, e);
        }
    }

    /// @param keep how many generations before this one stay; -1 removes this one too
    private static void removeOlder(Path root, Direction direction, ParcelName name, int keep) {
        try {
            for (Found found : ParcelFolder.found(root, direction)) {
                boolean old = found.name().generation() < name.generation() - keep;
                if (old && found.name().device().equals(name.device())) {
                    Files.deleteIfExists(found.file());
                }
            }
        } catch (IOException e) {
            LOG.info("files that are over stay on the drive", e); // it may be write-protected by now
        }
    }

    /// What broken copies left that none will go on with.
    private static void removePartial(Path folder, DeviceId device) {
        String ours = "*-" + device + "-*" + ParcelName.PARTIAL;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ours)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.info("what a broken copy left stays on the drive", e);
        }
    }

    private static FailureException failed(Path folder, IOException e) {
        return new FailureException(DriveFiles.why(folder, e), e);
    }
}
