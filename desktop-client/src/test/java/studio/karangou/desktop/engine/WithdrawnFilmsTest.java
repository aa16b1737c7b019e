package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Change;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.player.PlayableFilm;

/// What becomes of a film on this disk that the operator takes out of the catalogue.
class WithdrawnFilmsTest {
    @TempDir
    Path folder;

    private EngineBench bench;
    private FakeFilm made;
    private FilmId film;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder);
        made = new FakeFilm(bench.server.keys(), "Lagune", 3, 5_000, null);
        film = made.film().id();
        bench.server.add(made);
        bench.enrol();
        bench.await("the film", () -> bench.engine().library().film(film).isPresent());
        download();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void its_bytes_its_card_and_its_licence_go() {
        assertThat(files("films")).isGreaterThan(3);
        assertThat(files("downloads")).isPositive();

        bench.server.add(new Change.FilmWithdrawn(film));

        bench.await("it is gone", this::isGone);
        bench.stop();
        assertThat(isGone()).as("after a restart too").isTrue();
    }

    @Test
    void one_that_is_shown_stays_to_its_end() {
        int before = files("films");
        try (PlayableFilm shown = bench.engine().playback().open(film)) {
            bench.server.add(new Change.FilmWithdrawn(film));
            another("Harmattan"); // comes after it, and each change is a look
            assertThat(files("films")).isGreaterThanOrEqualTo(before);
            assertThat(shown.duration()).isPositive();
        }

        another("Les Rails");

        bench.await("it is gone", () -> files("downloads") == 0);
    }

    @Test
    void one_that_is_announced_again_stays() {
        bench.server.down();
        bench.server.add(new Change.FilmWithdrawn(film));
        bench.server.add(made);
        bench.server.restart();
        another("Harmattan");
        download();

        another("Les Rails");

        assertThat(bench.download(film)).isInstanceOf(DownloadState.Ready.class);
        assertThat(files("downloads")).isPositive();
    }

    private void download() {
        bench.engine().downloads().start(film);
        bench.await(
                "all of it",
                () -> bench.download(film) instanceof DownloadState.Ready ready
                        && ready.quality().equals("720p"));
    }

    private void another(String title) {
        FakeFilm other = new FakeFilm(bench.server.keys(), title, 1, 100, null);
        bench.server.add(other);
        bench.await(
                title, () -> bench.engine().library().film(other.film().id()).isPresent());
    }

    /// But for its poster.
    private boolean isGone() {
        return bench.engine().library().film(film).isEmpty() && files("films") <= 1 && files("downloads") == 0;
    }

    private int files(String name) {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return (int) files.filter(Files::isRegularFile).count();
        } catch (IOException | UncheckedIOException e) {
            return Integer.MAX_VALUE; // it changes just now
        }
    }
}
