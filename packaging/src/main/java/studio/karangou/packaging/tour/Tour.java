package studio.karangou.packaging.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import studio.karangou.packaging.demo.DemoOptions;
import studio.karangou.packaging.demo.DemoSite;
import studio.karangou.packaging.demo.FilmSource;
import studio.karangou.packaging.demo.Installation;

/// `packaging/demo.sh --tour DIR`: sets the stage and plays the story on it.
public final class Tour {
    private static final String WINDOW = "1440x900";

    private Tour() {}

    /// @param directory for `tour.json` and the pictures; what an earlier tour left there is replaced
    /// @return whether every step was as it should be
    public static boolean play(DemoOptions options, Path directory, Consumer<String> narrator) throws IOException {
        TourWorld world = TourWorld.fresh(directory.toAbsolutePath());
        Installation installation = Installation.current();
        Path cache = installation.root().resolve("packaging/target/demo-cache");
        TourReport report = new TourReport(world.directory);
        try (DemoSite site = new DemoSite(installation, world.home, cache, world.logs, narrator);
                TourClient client = client(installation, world, Objects.requireNonNullElse(options.language(), "fr"))) {
            FilmSource film = site.mainFilm(options.film(), options.generated());
            FrameComparison comparison = new FrameComparison(site.ffmpeg());
            Screening screening = new Screening(comparison, film.file(), world.directory);
            TourStage stage = new TourStage(world.directory, report, narrator);
            try (TourServer server = new TourServer(site, film, world.data("players"))) {
                new Story(stage, world, server, client, screening).play();
            }
            report.finish();
        } catch (TourFailure e) {
            narrator.accept("✗ " + e.getMessage());
        }
        return report.ok();
    }

    private static TourClient client(Installation installation, TourWorld world, String language) throws IOException {
        Path log = world.logs.resolve("client.log");
        return new TourClient(installation.drivenClient(), world.clientData, log, "lieu", WINDOW, language);
    }
}
