package studio.karangou.packaging.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.demo.ChildProcess;
import studio.karangou.packaging.demo.DemoFilm;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Installation;

/// A server in its own process with an empty database, forty films and eight projects; and devices of one venue, each
/// in a process of its own.
final class SyncGround implements AutoCloseable {
    private static final int FILMS = 40;
    private static final int PROJECTS = 8;

    private final Path folder;
    private final @Nullable BenchPostgres postgres;
    private final DemoServer server;
    private final DemoSeeding seeding;
    private final String films;
    private final String projects;
    private int devices;

    /// @param serverOptions for the server's JVM, empty for none
    SyncGround(Path folder, boolean onPostgres, String serverOptions) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path data = Files.createDirectories(folder.resolve("server"));
        String serverJars = Installation.current().server();
        postgres = onPostgres ? new BenchPostgres(folder) : null;
        Map<String, String> settings = new HashMap<>(postgres == null ? Map.of() : postgres.settings());
        if (!serverOptions.isEmpty()) {
            settings.put("JAVA_TOOL_OPTIONS", serverOptions);
        }
        server = new DemoServer(serverJars, data, folder.resolve("server.log"), settings);
        try {
            server.start();
            seeding = new DemoSeeding(server.operator(), System.err::println);
            Uuid7 ids = new Uuid7(Clock.systemUTC());
            films = Stream.generate(() -> new FilmId(ids.next()))
                    .limit(FILMS)
                    .map(this::announced)
                    .collect(Collectors.joining(" "));
            projects = Stream.generate(() -> new ProjectId(ids.next()))
                    .limit(PROJECTS)
                    .map(this::opened)
                    .collect(Collectors.joining(" "));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private String announced(FilmId film) {
        try (var operator = server.operator()) {
            operator.post(
                    "/api/v1/operator/films",
                    new DemoFilm.Entry(
                            film,
                            "Film",
                            "Un film.",
                            "Une réalisatrice",
                            2026,
                            Genre.values()[0],
                            List.of(new CountryCode("TG")),
                            List.of(new LanguageTag("fr")),
                            null));
            return film.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String opened(ProjectId project) {
        try (var operator = server.operator()) {
            operator.post(
                    "/api/v1/operator/projects",
                    new Project(
                            project,
                            "Projet",
                            "Un projet.",
                            "Un réalisateur",
                            new CountryCode("TG"),
                            ProjectState.OPEN,
                            FundingMode.FLEXIBLE,
                            Money.xof(5_000_000),
                            Money.xof(0),
                            0,
                            LocalDate.now(Clock.systemUTC()).plusDays(30),
                            null));
            return project.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return server.address();
    }

    CuttableLine line() throws IOException {
        return new CuttableLine(server.port());
    }

    double serverCpu() throws IOException {
        return ProcessFigures.cpu(server.pid());
    }

    /// Of the database's own processes; 0 where it is in the server.
    double databaseCpu() throws IOException {
        return postgres == null ? 0 : postgres.cpu();
    }

    long serverPeakMegabytes() throws IOException {
        return ProcessFigures.peakMegabytes(server.pid());
    }

    /// Stops the server, and asks its database how fast it is by itself.
    ///
    /// @param most rows
    Map<String, Object> floor(int most) throws Exception {
        server.stop();
        return postgres == null
                ? FloorStore.h2(server.data().resolve("karangou").toString(), most)
                : FloorStore.postgres(postgres.url(), most);
    }

    /// Enrols devices and fills their journals, the first of each call with the same.
    ///
    /// @param operations of each
    List<Path> recorded(int count, int operations, boolean talk) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        List<Future<Path>> filling = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
            for (int i = 0; i < count; i++) {
                int number = ++devices;
                String code = seeding.newCode();
                int seed = i;
                filling.add(pool.submit(() -> record(number, code, operations, talk, seed)));
            }
        }
        List<Path> filled = new ArrayList<>();
        for (Future<Path> one : filling) {
            try {
                filled.add(one.get());
            } catch (ExecutionException e) {
                throw new IOException("a device could not be filled", e);
            }
        }
        return filled;
    }

    private Path record(int number, String code, int operations, boolean talk, int seed) throws IOException {
        Path data = Files.createDirectories(folder.resolve("device-" + number));
        try (ChildProcess process = device(List.of(
                "record",
                data.toString(),
                address().toString(),
                code,
                String.valueOf(operations),
                talk ? "talk" : "mix",
                String.valueOf(seed)))) {
            try (BufferedWriter in = process.process().outputWriter()) {
                in.write(films + "\n" + projects + "\n");
            }
            if (process.awaitEndOfUse() != 0) {
                throw new IOException("see " + folder.resolve("devices.log"));
            }
            return data;
        }
    }

    /// Devices that sync at once, all waiting before the clock starts.
    ///
    /// @param where to reach the server
    /// @param pushOnly whether they are done when the server has everything
    /// @return what each says
    List<DeviceFigures> sync(List<Path> folders, URI where, boolean pushOnly) throws IOException {
        List<ChildProcess> processes = new ArrayList<>();
        try {
            return sync(processes, folders, where, pushOnly);
        } finally {
            for (ChildProcess process : processes) {
                process.close();
            }
        }
    }

    /// @param processes those that were started are in it
    private List<DeviceFigures> sync(List<ChildProcess> processes, List<Path> folders, URI where, boolean pushOnly)
            throws IOException {
        List<BufferedReader> outs = new ArrayList<>();
        for (Path data : folders) {
            ChildProcess process =
                    device(List.of("sync", data.toString(), where.toString(), pushOnly ? "push" : "all"));
            processes.add(process);
            BufferedReader out = process.process().inputReader();
            read(out, SyncDeviceMain.READY);
            outs.add(out);
        }
        for (ChildProcess process : processes) {
            BufferedWriter in = process.process().outputWriter();
            in.write("go\n");
            in.flush();
        }
        List<DeviceFigures> figures = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            String line = read(outs.get(i), SyncDeviceMain.RESULT);
            figures.add(Wire.json().readValue(line.substring(SyncDeviceMain.RESULT.length()), DeviceFigures.class));
            processes.get(i).awaitEndOfUse();
        }
        return figures;
    }

    /// What a device says of one sync; Wire's mapper skips the rest.
    record DeviceFigures(long millis, double cpu, long peakMegabytes, long acknowledged) {}

    private String read(BufferedReader out, String beginning) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("a device ended before its time; see " + folder.resolve("devices.log"));
        }
        return line;
    }

    private ChildProcess device(List<String> arguments) throws IOException {
        return ChildProcess.start(
                Installation.current().packaging(),
                SyncDeviceMain.class.getName(),
                Installation.current().clientOptions(),
                arguments,
                folder.resolve("devices.log"));
    }

    @Override
    public void close() throws IOException {
        try (postgres) {
            server.close();
        }
    }
}
