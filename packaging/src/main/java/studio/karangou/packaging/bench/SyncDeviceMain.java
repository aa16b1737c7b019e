package studio.karangou.packaging.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.DeviceApi.EnrolmentAnswer;
import studio.karangou.common.protocol.DeviceApi.EnrolmentRequest;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.Introduction;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.keychain.FileKeychain;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.DataFolder;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.sync.Surroundings;
import studio.karangou.desktop.engine.sync.SyncEngine;
import studio.karangou.desktop.engine.sync.SyncRoundParts;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.sync.SyncStatus;

/// A device of the benchmark, in a process of its own, with the client's real journal, database and sync engine.
///
/// - `record FOLDER SERVER CODE OPERATIONS mix|talk SEED`, with films and projects on standard input: enrols it and
///   fills its journal. Only here the disk does not wait for its platter at each operation.
/// - `sync FOLDER SERVER push|all|peer`: says READY, waits for a line, and syncs until the server has all (`push`), or
///   until everything was fetched too (`all`); then says RESULT and figures. As a `peer` it gives up when it is cut
/// off.
/// - `position FOLDER SERVER`: says how many operations the server has.
public final class SyncDeviceMain {
    static final String READY = "READY";
    static final String RESULT = "RESULT ";
    private static final String IDENTITY = "bench-device";

    private SyncDeviceMain() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path folder = Path.of(arguments[1]);
        URI server = URI.create(arguments[2]);
        if (arguments[0].equals("record")) {
            List<FilmId> films = List.of(in.readLine().split(" ")).stream()
                    .map(FilmId::parse)
                    .toList();
            List<ProjectId> projects = List.of(in.readLine().split(" ")).stream()
                    .map(ProjectId::parse)
                    .toList();
            SyncMix mix = new SyncMix(
                    Long.parseLong(arguments[6]),
                    Integer.parseInt(arguments[4]),
                    films,
                    projects,
                    Clock.systemUTC().instant(),
                    arguments[5].equals("talk"));
            try (Device device = new Device(folder, new Hasty(), mix, mix::actor)) {
                device.enrol(server, arguments[3]);
                mix.forEachRemaining(device.journal::record);
            }
        } else {
            BestTime time = new BestTime(Clock.systemUTC(), System::nanoTime, new Forgetful());
            try (Device device = new Device(folder, Disk.REAL, time, Optional::empty)) {
                device.journal.openFor(device.known());
                if (arguments[0].equals("position")) {
                    say(Map.of("position", device.position(server)));
                    return;
                }
                System.out.println(READY);
                in.readLine();
                say(device.sync(server, time, Until.valueOf(arguments[3].toUpperCase(Locale.ROOT))));
            }
        }
    }

    /// When a device is done.
    private enum Until {
        PUSH,
        ALL,
        PEER
    }

    private static void say(Map<String, Object> figures) throws IOException {
        System.out.println(RESULT + Wire.json().writeValueAsString(figures));
    }

    /// The parts of a client that sync needs, on its data folder.
    private static final class Device implements AutoCloseable {
        private final DataFolder folder;
        private final DeviceSecrets secrets;
        private final LocalDatabase database;
        private final Changes changes = new Changes();
        private final JournalStore journal;

        Device(Path data, Disk disk, InstantSource clock, Supplier<Optional<PersonId>> actor) {
            folder = DataFolder.take(data);
            secrets = new FileKeychain(Disk.REAL, folder.secrets()).secrets();
            database = LocalDatabase.open(folder.database(), secrets.storageKey("database"))
                    .database();
            BooleanSupplier sure = () -> true;
            journal = new JournalStore(
                    disk, folder.journals(), secrets.storageKey("journal"), database, changes, clock, sure, actor);
        }

        void enrol(URI address, String code) throws IOException {
            try (ServerConnection server = connection()) {
                EnrolmentAnswer answer = server.enrol(
                        address,
                        new EnrolmentRequest(
                                code,
                                "Banc d’essai",
                                DeviceProfile.LIEU,
                                secrets.signing().verifyingKey().raw(),
                                secrets.sealing().sealingKey().raw()));
                Files.writeString(
                        folder.folder().resolve(IDENTITY), answer.device().toString());
                journal.openFor(answer.device());
            }
        }

        DeviceId known() throws IOException {
            return new DeviceId(UUID.fromString(
                    Files.readString(folder.folder().resolve(IDENTITY)).strip()));
        }

        private ServerConnection connection() {
            return new ServerConnection(TimeLimits.USUAL, secrets::signing, () -> Locale.FRENCH, Introduction.NONE);
        }

        long position(URI address) throws IOException {
            try (ServerConnection server = connection()) {
                server.identify(address, known());
                return server.position(journal.acknowledged()).acknowledged();
            }
        }

        Map<String, Object> sync(URI address, BestTime time, Until until) throws Exception {
            CompletableFuture<Long> pushed = new CompletableFuture<>();
            CompletableFuture<Long> done = new CompletableFuture<>();
            CompletableFuture<Long> cut = new CompletableFuture<>();
            long known = journal.acknowledged();
            try (ServerConnection server = connection();
                    SyncEngine engine = engine(server, time)) {
                server.identify(address, known());
                SettingsStore settings = new SettingsStore(database);
                Optional<String> before = settings.get(SyncEngine.LAST_SYNC);
                try (var _ = changes.sync().add(() -> {
                    if (!pushed.isDone() && journal.acknowledged() == journal.last()) {
                        pushed.complete(System.nanoTime());
                    }
                    if (!settings.get(SyncEngine.LAST_SYNC).equals(before)) {
                        done.complete(System.nanoTime());
                    } else if (engine.reach() == Reach.GONE) {
                        cut.complete(System.nanoTime());
                    }
                    if (engine.status().connection() instanceof SyncStatus.Connection.Refused refused) {
                        pushed.completeExceptionally(new FailureException(refused.failure()));
                        done.completeExceptionally(new FailureException(refused.failure()));
                    }
                })) {
                    ProcessCpu begun = ProcessCpu.now();
                    engine.begin(known());
                    long end = (Long)
                            switch (until) {
                                case PUSH -> pushed.join();
                                case ALL -> done.join();
                                case PEER ->
                                    CompletableFuture.anyOf(pushed, done, cut).join();
                            };
                    return figures(end, begun, known, cut.isDone());
                }
            }
        }

        private Map<String, Object> figures(long end, ProcessCpu begun, long known, boolean cut) throws IOException {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("millis", (end - begun.moment()) / 1_000_000);
            figures.put("cpu", ProcessCpu.now().seconds() - begun.seconds());
            figures.put(
                    "peakMegabytes",
                    ProcessFigures.peakMegabytes(ProcessHandle.current().pid()));
            figures.put("acknowledged", journal.acknowledged());
            // as others name them
            figures.put("ms", (end - begun.moment()) / 1_000_000);
            figures.put("written", journal.acknowledged() - known);
            figures.put("error", cut && journal.acknowledged() < journal.last() ? "cut" : null);
            return figures;
        }

        private SyncEngine engine(ServerConnection server, BestTime time) {
            ChangeStore feed = new ChangeStore(database, new CatalogueStore(database), changes);
            return new SyncEngine(
                    journal,
                    new SettingsStore(database),
                    changes,
                    time,
                    new SyncRoundParts(feed, server, secrets::signing, Optional::empty),
                    server::live,
                    new Surroundings(
                            new Surroundings.Space(() -> 0, () -> 0),
                            _ -> Optional.empty(),
                            Throwable::printStackTrace,
                            List.of()),
                    Duration.ofHours(1));
        }

        @Override
        public void close() {
            journal.close();
            database.close();
            folder.close();
        }
    }

    /// The device is not switched off meanwhile.
    private static final class Forgetful implements BestTime.Memory {
        @Override
        public Optional<BestTime.Remembered> recall() {
            return Optional.empty();
        }

        @Override
        public void remember(BestTime.Remembered remembered) {
            // for longer than this process lives nobody asks
        }
    }

    /// Does not wait until what is written survives a power cut: thirty days are recorded in seconds.
    private static final class Hasty implements Disk {
        @Override
        public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
            Disk.REAL.write(file, bytes, length);
        }

        @Override
        public void force(RandomAccessFile file) {
            // the machine writes it some time
        }

        @Override
        public long room(Path folder) throws IOException {
            return Disk.REAL.room(folder);
        }
    }
}
