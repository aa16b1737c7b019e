package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.packaging.demo.DemoCatalogue;
import studio.karangou.packaging.demo.DemoFilm;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.FilmSource;
import studio.karangou.packaging.demo.ForeignProgram;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.packaging.demo.Patience;

/// What a client needs to show a catalogue; both the benchmark's starts and the AOT cache's training begin with it.
final class StartupGround {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    static final int FILMS = 12;

    private StartupGround() {}

    /// A device that knows twelve films of a server that has ended since.
    static Path device(Path folder) throws IOException {
        Path film = film(folder);
        Path data = folder.resolve("client");
        try (DemoServer server = new DemoServer(
                Installation.current().server(),
                Files.createDirectories(folder.resolve("server")),
                folder.resolve("server.log"))) {
            server.start();
            DemoSeeding seeding = new DemoSeeding(server.operator(), System.err::println);
            DemoCatalogue catalogue = DemoCatalogue.load();
            seeding.projects(catalogue, LocalDate.now(Clock.systemUTC()));
            for (DemoFilm each : catalogue.films().subList(0, FILMS)) {
                seeding.publish(new FilmSource(each, film, null, Map.of()));
            }
            try (Engine engine = Engine.open(data, Clock.systemUTC(), EngineSettings.USUAL)) {
                engine.enrolment().enrol(server.address(), seeding.newCode(), "Banc d’essai", DeviceProfile.LIEU);
                engine.sync().syncNow();
                boolean complete = Patience.await(
                        Duration.ofMinutes(1),
                        () -> engine.library().films().stream()
                                        .filter(known -> known.poster() != null)
                                        .count()
                                >= FILMS);
                if (!complete) {
                    throw new IOException("the catalogue did not come to the device");
                }
            }
        }
        return data;
    }

    private static Path film(Path folder) throws IOException {
        Path film = folder.resolve("film.mp4");
        ForeignProgram.run(
                List.of(
                        BenchCache.programs().ffmpegProgram().toString(),
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=320x180:rate=24",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=sample_rate=48000",
                        "-t",
                        "4",
                        "-pix_fmt",
                        "yuv420p",
                        film.toString()),
                LONGEST,
                out -> {});
        return film;
    }
}
