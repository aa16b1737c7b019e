package studio.karangou.packaging.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.app.AdminClient;
import studio.karangou.server.feature.ingest.FfmpegPrograms;

/// A server with a catalogue that looks like one, in a folder of its own.
public final class DemoSite implements AutoCloseable {
    /// Films beside the main one that the kiosks hold.
    private static final int KIOSK_FILMS = 3;

    private final DemoServer server;
    private final Path home;
    private final DemoCatalogue catalogue = DemoCatalogue.load();
    private final DemoFilms films;
    private final FfmpegPrograms programs;
    private final Consumer<String> narrator;

    /// @param home where the server, the venue's desk and the memory of both are
    /// @param cache for films that were made; outlives the data
    /// @param logs folder of the server's log
    public DemoSite(Installation installation, Path home, Path cache, Path logs, Consumer<String> narrator)
            throws IOException {
        this.narrator = narrator;
        this.home = home;
        Files.createDirectories(logs);
        server = new DemoServer(installation.server(), home.resolve("server"), logs.resolve("server.log"));
        programs = FfmpegPrograms.from(configured(), cache.resolve("ffmpeg")).get();
        films = new DemoFilms(programs, catalogue, cache.resolve("films"), narrator);
    }

    public DemoServer server() {
        return server;
    }

    /// The ffmpeg that makes films and checks pictures.
    public Path ffmpeg() {
        return programs.ffmpegProgram();
    }

    /// The film to show first.
    ///
    /// @param given a file of the user's, null if none
    /// @param generated whether to leave Big Buck Bunny, which has to be fetched, aside
    public FilmSource mainFilm(@Nullable Path given, boolean generated) throws IOException {
        return generated && given == null ? films.generate(catalogue.films().getFirst()) : films.main(given);
    }

    public DemoSeeding seeding() throws IOException {
        return new DemoSeeding(server.operator(), home.resolve("venue"), narrator);
    }

    /// Enters the projects with what they have collected, prepares the film to show first unless it is there, and has
    /// the kiosks hold it.
    public void open(FilmSource main) throws IOException {
        DemoSeeding seeding = seeding();
        try (DemoDesk desk = desk(seeding);
                AdminClient operator = server.operator()) {
            new DemoFunding(operator, desk).enter(catalogue, LocalDate.now(Clock.system(ZoneOffset.UTC)));
            publish(seeding, main);
            desk.giveToKiosks(List.of(main.film().id()));
        }
    }

    /// Registers the demo's people, and says to whom the commands belong with which one goes on.
    public void people() throws IOException {
        try (AdminClient operator = server.operator()) {
            new DemoPeople(server, operator).enter(seeding().venue());
        }
        DemoPeople.introduce(server, narrator);
    }

    /// Prepares a film unless it is there.
    public void add(FilmSource film) throws IOException {
        publish(seeding(), film);
    }

    /// Prepares the films that are not there yet, one after the other, whatever becomes of one of them; the kiosks hold
    /// some of them.
    public void prepareTheOthers(FilmSource main) throws IOException {
        DemoSeeding seeding = seeding();
        List<DemoFilm> others = new ArrayList<>(catalogue.films());
        others.removeIf(film -> film.id().equals(main.film().id()));
        List<DemoFilm> there = new ArrayList<>();
        for (DemoFilm film : others) {
            try {
                publish(seeding, films.generate(film));
                there.add(film);
            } catch (IOException | FailureException e) {
                narrator.accept(film.title() + " : " + e.getMessage()); // and the next one
            }
        }
        try (DemoDesk desk = desk(seeding)) {
            desk.giveToKiosks(
                    there.stream().limit(KIOSK_FILMS).map(DemoFilm::id).toList());
        }
    }

    /// What all projects have collected when the demo begins, F CFA.
    public long collected() {
        return catalogue.projects().stream()
                .mapToLong(DemoCatalogue.DemoProject::collected)
                .sum();
    }

    private DemoDesk desk(DemoSeeding seeding) throws IOException {
        return DemoDesk.open(home.resolve("desk"), server.address(), seeding::newCode);
    }

    private static void publish(DemoSeeding seeding, FilmSource source) throws IOException {
        if (!seeding.isPublished(source.film().id())) {
            seeding.publish(source);
        }
    }

    private static @Nullable Path configured() {
        String folder = System.getenv("KARANGOU_FFMPEG");
        return folder == null ? null : Path.of(folder);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
