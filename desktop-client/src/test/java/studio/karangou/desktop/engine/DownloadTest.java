package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.SmallDisk;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.catalogue.LibraryFilm.Left;
import studio.karangou.desktop.feature.catalogue.LibraryFilm.Right;
import studio.karangou.desktop.feature.player.PlayableFilm;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;

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
    void a_film_whose_bytes_the_server_cannot_give_keeps_no_other_away_and_says_why() {
        FakeFilm other = new FakeFilm(bench.server.keys(), "Harmattan", 4, 2_000, null);
        bench.server.add(other);
        bench.await("both", () -> bench.engine().library().films().size() == 2);
        bench.server.faults.badBlob = firstSound(made).hex();

        bench.engine().downloads().start(film);
        bench.engine().downloads().start(other.film().id());

        bench.await("the other", () -> bench.download(other.film().id()) instanceof DownloadState.Ready);
        bench.await(
                "why",
                () -> bench.download(film) instanceof DownloadState.Waiting waiting
                        && waiting.trouble() instanceof ServerFailure.Busy);
        bench.server.faults.badBlob = "";
        awaitReady("720p");
    }

    @Test
    void a_download_that_dies_says_so_and_goes_on_when_it_is_asked_to() {
        disk.dies(true);
        bench.engine().downloads().start(film);
        bench.await("the failure", () -> bench.download(film) instanceof DownloadState.Failed);
        assertThat(bench.download(film))
                .isInstanceOfSatisfying(
                        DownloadState.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(new DownloadFailure.Unexpected()));
        disk.dies(false);
        bench.engine().downloads().resume(film);
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
    void who_watches_the_disk_is_told_without_a_network_when_films_leave_it() {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        bench.server.down();
        bench.engine().sync().syncNow();
        bench.await("no network", () -> bench.engine().sync().status().connection() instanceof Connection.Offline);
        AtomicLong seen = new AtomicLong(Long.MAX_VALUE);
        try (Subscription watching = bench.engine()
                .sync()
                .onChange(() -> seen.set(bench.engine().sync().status().filmBytes()))) {
            bench.engine().downloads().remove(film);
            bench.await("an empty disk", () -> seen.get() < 1000);
        }
    }

    @Test
    void papers_that_are_cut_again_and_again_come_piece_by_piece() {
        int most = made.blobs().get(manifest()).length / 3 + 1;
        bench.server.faults.cutBlobsAfter = most;
        bench.engine().downloads().start(film);
        bench.await("the manifest", () -> Files.exists(file(manifest(), "")));
        assertThat(bench.server.ranges()).contains("bytes=" + most + "-", "bytes=" + 2 * most + "-");
        bench.server.faults.cutBlobsAfter = -1;
        awaitReady("720p");
    }

    @Test
    void papers_that_were_wrong_before_they_were_cut_are_fetched_from_the_beginning() throws IOException {
        Path part = file(manifest(), ".part");
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[100]);
        bench.engine().downloads().start(film);
        awaitReady("720p");
        assertThat(bench.server.ranges()).contains("bytes=100-");
    }

    @Test
    void what_no_film_names_is_swept_at_the_next_start_and_what_one_names_stays() throws IOException {
        FakeFilm other = new FakeFilm(bench.server.keys(), "La Nuit", 3, 5_000, null);
        bench.server.add(other);
        bench.await("the other", () -> bench.engine().library().films().size() == 2);
        bench.engine().downloads().start(film);
        awaitReady("720p");
        bench.engine().downloads().start(other.film().id());
        bench.await(
                "the other",
                () -> bench.download(other.film().id()) instanceof DownloadState.Ready ready && !ready.canImprove());
        long both = bench.engine().sync().status().filmBytes();
        bench.stop();
        // as when the program is killed while it removes the film
        Files.delete(card());
        Path part = file(ContentAddress.of(new byte[1]), ".part");
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[1]);
        bench.await("an empty place", () -> bench.engine().sync().status().filmBytes() < both / 2);
        bench.await("no parts", () -> Files.notExists(part));
        bench.server.down();
        bench.await("all of the other", () -> bench.download(other.film().id()) instanceof DownloadState.Ready);
        try (var showing = bench.engine().playback().open(other.film().id())) {
            assertThat(showing.duration()).isEqualTo(Duration.ofSeconds(18));
        }
        assertThat(Files.exists(file(Objects.requireNonNull(made.film().poster()), "")))
                .isTrue();
    }

    @Test
    void nothing_is_swept_while_a_card_cannot_be_read() throws IOException {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        bench.stop();
        int before = filesWhole();
        byte[] good = Files.readAllBytes(card());
        Files.write(card(), new byte[good.length]);
        FakeFilm other = new FakeFilm(bench.server.keys(), "La Nuit", 1, 500, null);
        bench.server.add(other);
        bench.await(
                "the other",
                () -> bench.engine().library().film(other.film().id()).isPresent());
        bench.engine().downloads().start(other.film().id());
        bench.await("work behind the sweep", () -> bench.download(other.film().id()) instanceof DownloadState.Ready);
        assertThat(filesWhole()).isGreaterThan(before);
        bench.stop();
        Files.write(card(), good);
        assertThat(bench.download(film)).isInstanceOf(DownloadState.Ready.class);
    }

    @Test
    void a_removal_that_was_cut_goes_on_at_the_next_start_and_fetches_nothing() throws IOException {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        // a folder that is not empty cannot be removed as a file
        Path stuck = file(
                made.manifest().video().getFirst().segments().getFirst().first().address(), "");
        Path away = folder.resolve("away");
        Files.move(stuck, away);
        Files.createDirectories(stuck.resolve("inside"));
        byte[] wanted = Files.readAllBytes(card());
        bench.engine().downloads().remove(film);
        bench.await("a note that it goes", () -> !Arrays.equals(wanted, cardNow()));
        bench.stop();
        assertThat(card()).exists();
        Files.delete(stuck.resolve("inside"));
        Files.delete(stuck);
        Files.move(away, stuck);
        bench.server.requests().clear();
        assertThat(bench.download(film)).isEqualTo(new DownloadState.NotStarted());
        bench.await("an empty store", () -> filesWhole() <= 1);
        bench.await("no card", () -> Files.notExists(card()));
        assertThat(bench.server.requests()).noneMatch(request -> request.contains("/licences"));
    }

    @Test
    void films_may_take_what_was_said_last_also_after_a_restart() {
        bench.engine().allowFilms(7_000_000_000L);
        assertThat(bench.engine().sync().status().filmBytesAllowed()).isEqualTo(7_000_000_000L);
        bench.stop();
        assertThat(bench.engine().sync().status().filmBytesAllowed()).isEqualTo(7_000_000_000L);
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
        bench.await("the failure", () -> switch (bench.download(film)) {
            case DownloadState.Failed failed -> failed.failure() instanceof DownloadFailure.NoRoom;
            case DownloadState.Ready ready -> ready.trouble() instanceof DownloadFailure.NoRoom;
            case DownloadState.NotStarted _,
                    DownloadState.Waiting _,
                    DownloadState.Running _,
                    DownloadState.Paused _,
                    DownloadState.Improving _ -> false;
        });
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
    void a_machine_that_is_never_offline_renews_its_licences_in_time() {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        long asked = licencesAsked();
        bench.server.faults.licenceUntil = Instant.parse("2028-06-01T00:00:00Z");

        bench.clock.set(Instant.parse("2027-05-30T12:00:00Z")); // the first one ends on 1 June

        bench.await("a new licence", () -> licencesAsked() == asked + 1);
        awaitReady("720p");
        bench.clock.set(Instant.parse("2027-06-10T12:00:00Z"));
        bench.engine().playback().open(film).close();
    }

    @Test
    void the_last_day_of_the_right_is_known_and_said_to_be_near_while_nobody_can_renew_it() throws IOException {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        assertThat(right()).isEqualTo(new Right(bench.server.faults.licenceUntil, Left.ENOUGH));

        bench.server.down();
        bench.stop();
        bench.clock.set(Instant.parse("2027-05-29T12:00:00Z"));
        assertThat(right().left()).isEqualTo(Left.LITTLE);
        bench.clock.set(Instant.parse("2027-06-02T12:00:00Z"));
        bench.stop();
        assertThat(right().left()).isEqualTo(Left.NOTHING);
    }

    private Right right() {
        return Objects.requireNonNull(
                bench.engine().library().film(film).orElseThrow().right());
    }

    private long licencesAsked() {
        return bench.server.requests().stream()
                .filter(request -> request.contains("/licences"))
                .count();
    }

    @Test
    void a_film_that_was_prepared_again_plays_as_before_until_the_new_one_is_whole_and_frees_the_old() {
        bench.engine().downloads().start(film);
        awaitReady("720p");
        FakeFilm again = made.preparedAgain(bench.server.keys());
        bench.server.faults.badBlob = firstSound(again).hex();
        Path oldSound = file(firstSound(made));
        Path newSound = file(firstSound(again));

        bench.server.add(again);
        bench.await(
                "the new one on its way", () -> bench.server.requests().contains("GET " + blobOf(firstSound(again))));
        PlayableFilm showing = bench.engine().playback().open(film);
        assertThat(bench.download(film)).isInstanceOf(DownloadState.Improving.class);
        assertThat(oldSound).exists();
        bench.server.faults.badBlob = "";
        bench.await(
                "the new one",
                () -> newSound.toFile().exists()
                        && cardManifest().equals(again.film().manifest()));
        awaitReady("720p");
        assertThat(oldSound).as("while it is shown").exists();
        showing.close();

        bench.await("the old one gone", () -> !oldSound.toFile().exists());
        assertThat(newSound).exists();
        try (PlayableFilm after = bench.engine().playback().open(film)) {
            assertThat(after.duration()).isEqualTo(Duration.ofSeconds(48));
        }
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

    private static String blobOf(ContentAddress address) {
        return "/api/v1/blobs/" + address;
    }

    private Path file(ContentAddress address) {
        return folder.resolve("films").resolve(address.hex().substring(0, 2)).resolve(address.hex());
    }

    private ContentAddress cardManifest() {
        FilmCardView card = Wire.fromCbor("card", cardNow(), FilmCardView.class);
        return card.manifest();
    }

    /// What this test wants to know of a card.
    record FilmCardView(ContentAddress manifest) {}

    private static ContentAddress firstSound(FakeFilm of) {
        return of.manifest()
                .audio()
                .getFirst()
                .renditions()
                .getFirst()
                .segments()
                .getFirst()
                .address();
    }

    private ContentAddress manifest() {
        return Objects.requireNonNull(made.film().manifest());
    }

    private Path card() {
        return folder.resolve("downloads").resolve(film.toString()).resolve("card.cbor");
    }

    private byte[] cardNow() {
        try {
            return Files.readAllBytes(card());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(ContentAddress address, String ending) {
        return folder.resolve("films").resolve(address.hex().substring(0, 2)).resolve(address.hex() + ending);
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
