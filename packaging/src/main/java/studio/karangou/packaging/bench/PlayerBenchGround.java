package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.packaging.demo.DemoFilm;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.FilmSource;
import studio.karangou.packaging.demo.ForeignProgram;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.packaging.demo.Patience;

/// A 720p film of 25 pictures a second, taken in by a real server and fetched by real devices.
final class PlayerBenchGround {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    static final FilmId FILM = new FilmId(UUID.fromString("018f4e1a-0000-7000-8000-00000000be0c"));
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    static final int FRAMES_PER_SECOND = 25;
    static final int FILM_SECONDS = 60;

    private final Path folder;
    private final @Nullable Path given;

    /// @param folder for everything that is made; the film is kept from run to run in [BenchCache]
    /// @param given whose pictures to show instead, again and again; null for a film made here
    PlayerBenchGround(Path folder, @Nullable Path given) {
        this.folder = folder;
        this.given = given;
    }

    /// The data folders of two devices that have the film; the server has ended by then.
    List<Path> twoDevices() throws IOException {
        Path source = film();
        Path server = Files.createDirectories(folder.resolve("server"));
        Path log = folder.resolve("server.log");
        try (DemoServer running = new DemoServer(Installation.current().server(), server, log)) {
            running.start();
            DemoSeeding seeding = new DemoSeeding(running.operator(), System.err::println);
            seeding.publish(new FilmSource(entry(), source, null, Map.of()));
            return List.of(device("client", running, seeding), device("bare", running, seeding));
        }
    }

    private Path device(String name, DemoServer server, DemoSeeding seeding) throws IOException {
        Path data = folder.resolve(name);
        try (Engine engine = Engine.open(data, Clock.systemUTC(), EngineSettings.USUAL)) {
            engine.enrolment().enrol(server.address(), seeding.newCode(), name, DeviceProfile.LIEU);
            engine.sync().syncNow();
            require(Patience.await(
                    Duration.ofMinutes(1), () -> engine.library().film(FILM).isPresent()));
            engine.downloads().start(FILM);
            require(Patience.await(Duration.ofMinutes(2), () -> isWhole(engine)));
        }
        return data;
    }

    private static boolean isWhole(Engine engine) {
        return engine.library()
                .film(FILM)
                .filter(film -> film.download() instanceof DownloadState.Ready ready
                        && ready.quality().equals(HEIGHT + "p"))
                .isPresent();
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("the film did not come to the device");
        }
    }

    private Path film() throws IOException {
        if (given != null) {
            return encode(
                    folder.resolve("given.mp4"),
                    List.of("-stream_loop", "-1", "-i", given.toString()),
                    List.of("-vf", "scale=%d:%d,fps=%d".formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND)));
        }
        Path film = BenchCache.folder().resolve("player-" + FILM_SECONDS + ".mp4");
        if (Files.exists(film)) {
            return film;
        }
        // the picture moves everywhere and has noise, as film has grain
        String picture = "testsrc2=size=%dx%d:rate=%d,noise=alls=12:allf=t".formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND);
        Path half = encode(
                BenchCache.folder().resolve("player.part.mp4"), List.of("-f", "lavfi", "-i", picture), List.of());
        return Files.move(half, film);
    }

    private static Path encode(Path file, List<String> picture, List<String> filter) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(BenchCache.programs().ffmpegProgram().toString(), "-v", "error", "-y"));
        command.addAll(picture);
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"));
        command.addAll(List.of("-map", "0:v:0", "-map", "1:a", "-t", String.valueOf(FILM_SECONDS)));
        command.addAll(filter);
        command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-b:v", "6000k"));
        command.addAll(List.of("-c:a", "aac", "-b:a", "128k", file.toString()));
        ForeignProgram.run(command, LONGEST, out -> {});
        return file;
    }

    private static DemoFilm entry() {
        return new DemoFilm(
                FILM,
                "Mire",
                "Une mire avec du grain.",
                "Banc d’essai",
                2026,
                Genre.values()[0],
                List.of(new CountryCode("TG")),
                List.of(new LanguageTag("fr")),
                List.of(),
                null,
                DemoFilm.Art.SUN,
                List.of("#000000"),
                FILM_SECONDS,
                WIDTH,
                HEIGHT,
                FRAMES_PER_SECOND);
    }
}
