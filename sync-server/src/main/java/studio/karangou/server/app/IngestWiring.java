package studio.karangou.server.app;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import studio.karangou.server.feature.ingest.Ffmpeg;
import studio.karangou.server.feature.ingest.FfmpegPrograms;
import studio.karangou.server.feature.ingest.FilmPublisher;
import studio.karangou.server.feature.ingest.IngestRoutes;
import studio.karangou.server.feature.ingest.IngestService;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.jobs.RepeatedWork;

/// Taking films in. Started once the database is open, closed before it is closed.
final class IngestWiring implements AutoCloseable {
    private static final int FILMS_AT_A_TIME = 1;

    private final IngestService service;
    private final IngestRoutes routes;
    private final RepeatedWork tidying;

    /// @param ffmpeg the folder of the programs `ffmpeg` and `ffprobe`, null for those that come with the server
    IngestWiring(Foundation foundation, FilmPublisher publisher, @Nullable Path ffmpeg) {
        ServerConfig config = foundation.config();
        Path folder = config.data().resolve("ingest");
        service = new IngestService(
                new IngestService.Settings(folder, config.uploadBytes(), FILMS_AT_A_TIME, config.keepFailed()),
                foundation.database(),
                foundation.objects(),
                publisher,
                new Ffmpeg(FfmpegPrograms.from(ffmpeg, config.data().resolve("ffmpeg")), true),
                foundation.clock());
        tidying = new RepeatedWork("ingest-tidying", Duration.ofHours(1), service::tidy);
        routes = new IngestRoutes(service, foundation.clock());
    }

    void register(RouteTable table) {
        routes.register(table);
    }

    /// Takes up what was under way when the server stopped.
    void start() {
        service.start();
        tidying.start();
    }

    @Override
    public void close() {
        tidying.close();
        service.close();
    }
}
