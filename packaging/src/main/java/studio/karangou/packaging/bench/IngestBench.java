package studio.karangou.packaging.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.packaging.demo.DemoCatalogue;
import studio.karangou.packaging.demo.DemoFilm;
import studio.karangou.packaging.demo.DemoFilms;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.feature.ingest.Ffmpeg;
import studio.karangou.server.feature.ingest.FfmpegPrograms;
import studio.karangou.server.feature.ingest.FilmPublisher;
import studio.karangou.server.feature.ingest.IngestJobId;
import studio.karangou.server.feature.ingest.IngestService;
import studio.karangou.server.feature.ingest.IngestState;
import studio.karangou.server.storage.FolderStore;

/// Film seconds per second of wall time: the server's whole way from upload to published film, against one bare
/// ffmpeg that encodes the same rungs and sound (and does nothing else), in the same run.
/// `ingest [FILE]`; without a file it takes the demo's painted film of 60 seconds, 720p.
final class IngestBench implements Benchmark {
    private static final int PATIENCE_MINUTES = 60;

    private final Clock clock;

    IngestBench(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Map<String, Object> run(List<String> arguments) throws Exception {
        Path folder = Files.createTempDirectory("karangou-bench");
        try {
            FfmpegPrograms programs = BenchCache.programs();
            DemoCatalogue catalogue = DemoCatalogue.load();
            DemoFilm film = catalogue.films().getFirst();
            System.err.println("source…");
            Path source = arguments.isEmpty()
                    ? new DemoFilms(programs, catalogue, folder.resolve("films"), System.err::println)
                            .generate(film)
                            .file()
                    : Path.of(arguments.getFirst());
            System.err.println("bare ffmpeg…");
            BareLadder bare = BareLadder.encode(programs, source, Files.createDirectory(folder.resolve("bare")));
            System.err.println("Karangou…");
            Duration ours = ours(film, source, programs, folder);
            return figures(bare, ours);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Map<String, Object> figures(BareLadder bare, Duration ours) {
        double film = bare.filmSeconds();
        double bareSeconds = bare.took().toMillis() / 1000.0;
        double ourSeconds = ours.toMillis() / 1000.0;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "ingest");
        figures.put("filmSeconds", film);
        figures.put("rungs", bare.rungs());
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        figures.put("pipelineSeconds", ourSeconds);
        figures.put("pipelineFilmSecondsPerSecond", round(film / ourSeconds));
        figures.put("ffmpegSeconds", bareSeconds);
        figures.put("ffmpegFilmSecondsPerSecond", round(film / bareSeconds));
        figures.put("pipelineAgainstFfmpeg", round(ourSeconds / bareSeconds));
        return figures;
    }

    private Duration ours(DemoFilm film, Path source, FfmpegPrograms programs, Path folder) throws Exception {
        CompletableFuture<FilmId> published = new CompletableFuture<>();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Database database = Database.open(new DatabaseSettings.H2(folder.resolve("db"), 4), meters);
                IngestService service = new IngestService(
                        IngestService.Settings.in(folder.resolve("ingest")),
                        database,
                        new FolderStore(folder.resolve("objects"), UUID.randomUUID()),
                        new OneFilm(film, ContentKey.generate(), published),
                        new Ffmpeg(() -> programs, false),
                        clock)) {
            service.start();
            long started = System.nanoTime();
            IngestJobId job = upload(service, film.id(), source);
            await(service, job, published);
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }

    private static IngestJobId upload(IngestService service, FilmId film, Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            return service.upload(film, in, OptionalLong.of(Files.size(source)));
        }
    }

    private static void await(IngestService service, IngestJobId job, CompletableFuture<FilmId> published)
            throws Exception {
        for (int second = 0; second < PATIENCE_MINUTES * 60; second++) {
            try {
                published.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (service.job(job).state() == IngestState.FAILED) {
                    throw new IllegalStateException(
                            Objects.requireNonNull(service.job(job).failure()).code(), e);
                }
            }
        }
        throw new TimeoutException("no film after an hour");
    }

    /// A catalogue of one film.
    private record OneFilm(DemoFilm film, ContentKey key, CompletableFuture<FilmId> done) implements FilmPublisher {
        @Override
        public ContentKey contentKey(FilmId id) {
            return key;
        }

        @Override
        public Optional<Film> announced(FilmId id) {
            return Optional.of(new Film(
                    film.id(),
                    film.title(),
                    film.synopsis(),
                    film.director(),
                    film.year(),
                    film.genre(),
                    film.countries(),
                    film.spoken(),
                    List.of(),
                    Duration.ZERO,
                    null,
                    null,
                    null));
        }

        @Override
        public void publish(PreparedFilm prepared) {
            done.complete(prepared.film());
        }
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
