package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.engine.disk.SmallDisk;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;
import studio.karangou.desktop.feature.catalogue.DownloadState;

class DownloadTest {
    @TempDir
    Path folder;

    private final SmallDisk disk = new SmallDisk(Long.MAX_VALUE);
    private EngineBench bench;
    private FakeFilm made;
    private FilmId film;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder, disk);
        made = new FakeFilm(bench.server.keys(), "Les Vents d’Aného", 8, 20_000, null);
        film = made.film().id();
        bench.server.add(made);
        bench.enrol();
        bench.await("the film", () -> !bench.engine().library().films().isEmpty());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_film_comes_whole_with_the_lowest_picture_first_and_the_best_that_is_wanted_last() {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        assertThat(bench.download(film))
                .isInstanceOfSatisfying(
                        DownloadState.Ready.class,
                        ready -> assertThat(ready.bytes()).isGreaterThan(8 * 4 * 20_000));
        List<String> blobs = bench.server.requests().stream()
                .filter(request -> request.contains("/blobs/"))
                .toList();
        assertThat(blobs).doesNotHaveDuplicates();
        String lowest = blob(made.manifest()
                .video()
                .getFirst()
                .segments()
                .getFirst()
                .first()
                .address()
                .hex());
        String best = blob(made.manifest()
                .video()
                .get(2)
                .segments()
                .getFirst()
                .first()
                .address()
                .hex());
        String tooGood = blob(made.manifest()
                .video()
                .get(3)
                .segments()
                .getFirst()
                .first()
                .address()
                .hex());
        String otherVariant = blob(made.manifest()
                .video()
                .getFirst()
                .segments()
                .getFirst()
                .second()
                .address()
                .hex());
        assertThat(blobs).contains(lowest, best).doesNotContain(tooGood, otherVariant);
        assertThat(blobs.indexOf(lowest)).isLessThan(blobs.indexOf(best));
    }

    @Test
    void a_film_goes_on_after_the_network_was_away() throws IOException {
        bench.server.faults.blobsBusy = true;
        bench.engine().downloads().start(film);
        bench.await("waiting", () -> bench.download(film) instanceof DownloadState.Waiting);
        bench.server.down();
        bench.server.faults.blobsBusy = false;
        bench.server.up();
        awaitReady("720p");
    }

    @Test
    void connections_that_are_cut_again_and_again_bring_the_film_piece_by_piece() {
        bench.server.faults.cutBlobsAfter = 15_000;
        bench.engine().downloads().start(film);
        // each attempt goes on where the last was cut, so two bring a segment
        bench.await("some segments", () -> filesWhole() > 3);
        bench.server.faults.cutBlobsAfter = -1;
        awaitReady("720p");
    }

    @Test
    void a_paused_film_keeps_what_has_come_and_goes_on_after_a_restart() {
        bench.server.faults.cutBlobsAfter = 15_000;
        bench.engine().downloads().start(film);
        bench.await("some segments", () -> filesWhole() > 2);
        bench.engine().downloads().pause(film);
        bench.await("the pause", () -> bench.download(film) instanceof DownloadState.Paused);
        bench.stop();
        assertThat(bench.download(film)).isInstanceOf(DownloadState.Paused.class);
        int before = filesWhole();
        assertThat(before).isGreaterThan(2);
        bench.server.faults.cutBlobsAfter = -1;
        bench.server.requests().clear();
        bench.engine().downloads().resume(film);
        awaitReady("720p");
        assertThat(bench.server.requests().stream().filter(r -> r.contains("/licences")))
                .isEmpty();
    }

    @Test
    void a_restart_in_the_middle_goes_on_by_itself() {
        bench.server.faults.cutBlobsAfter = 15_000;
        bench.engine().downloads().start(film);
        bench.await("some segments", () -> filesWhole() > 2);
        bench.stop();
        bench.server.faults.cutBlobsAfter = -1;
        awaitReady("720p");
    }

    @Test
    void a_cancelled_film_leaves_nothing_but_its_poster() {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        assertThat(bench.engine().sync().status().filmBytes()).isGreaterThan(100_000);
        bench.engine().downloads().remove(film);
        assertThat(bench.download(film)).isEqualTo(new DownloadState.NotStarted());
        bench.await("an empty store", () -> filesWhole() <= 1);
        bench.await("an empty count", () -> bench.engine().sync().status().filmBytes() < 1000);
        bench.stop();
        assertThat(bench.download(film)).isEqualTo(new DownloadState.NotStarted());
    }

    @Test
    void wrong_bytes_are_never_kept_and_end_in_a_sentence() {
        bench.server.faults.sendWrongBlobs = true;
        bench.engine().downloads().start(film);
        bench.await(
                "the failure",
                () -> bench.download(film) instanceof DownloadState.Failed failed
                        && failed.failure().equals(new DownloadFailure.WrongContent()));
        assertThat(filesWhole()).isLessThanOrEqualTo(1);
        bench.server.faults.sendWrongBlobs = false;
        bench.engine().downloads().start(film);
        awaitReady("720p");
    }

    @Test
    void a_full_disk_fails_the_download_keeps_the_rest_and_room_mends_it() {
        disk.makeRoom(FilmStore.RESERVE + 300_000);
        bench.engine().downloads().start(film);
        bench.await(
                "the failure",
                () -> bench.download(film) instanceof DownloadState.Failed failed
                        && failed.failure() instanceof DownloadFailure.NoRoom);
        disk.makeRoom(Long.MAX_VALUE);
        bench.engine().downloads().start(film);
        awaitReady("720p");
    }

    @Test
    void a_disk_that_fills_up_on_the_way_corrupts_nothing() {
        bench.engine().downloads().start(film);
        bench.await("a beginning", () -> filesWhole() > 1);
        disk.makeRoom(30_000);
        bench.await(
                "the failure",
                () -> !(bench.download(film) instanceof DownloadState.Running)
                        && !(bench.download(film) instanceof DownloadState.Improving));
        disk.makeRoom(Long.MAX_VALUE);
        bench.engine().downloads().start(film);
        awaitReady("720p");
    }

    @Test
    void an_expired_licence_is_a_sentence_and_not_a_download() {
        bench.server.faults.licenceUntil = Instant.parse("2026-01-02T00:00:00Z");
        bench.engine().downloads().start(film);
        bench.await(
                "the failure",
                () -> bench.download(film) instanceof DownloadState.Failed failed
                        && failed.failure().equals(new DownloadFailure.LicenceExpired()));
    }

    @Test
    void a_smaller_picture_is_fetched_when_the_better_one_does_not_fit() {
        disk.makeRoom(FilmStore.RESERVE + 800_000);
        bench.engine().downloads().start(film);
        bench.await(
                "a smaller one",
                () -> bench.download(film) instanceof DownloadState.Ready ready
                        && !ready.quality().equals("720p"));
    }

    @Test
    void a_film_on_disk_plays_after_the_database_broke_without_a_network() throws IOException {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        bench.stop();
        bench.server.down();
        Files.writeString(folder.resolve("karangou.mv.db"), "broken");
        assertThat(bench.engine().notices()).hasSize(1);
        assertThat(bench.engine().library().film(film)).isPresent();
        assertThat(bench.download(film)).isInstanceOf(DownloadState.Ready.class);
        try (var showing = bench.engine().playback().open(film)) {
            assertThat(showing.duration()).isEqualTo(Duration.ofSeconds(48));
        }
    }

    private void awaitReady(String quality) {
        bench.await(
                quality,
                () -> bench.download(film) instanceof DownloadState.Ready ready
                        && ready.quality().equals(quality));
    }

    private static String blob(String hex) {
        return "GET /api/v1/blobs/" + hex;
    }

    private int filesWhole() {
        try (Stream<Path> files = Files.walk(folder.resolve("films"))) {
            return (int) files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().contains("."))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
