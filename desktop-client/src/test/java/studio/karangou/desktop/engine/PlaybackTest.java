package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.desktop.engine.delivery.ShowingFailure;
import studio.karangou.desktop.engine.disk.SmallDisk;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.catalogue.Downloads;
import studio.karangou.desktop.feature.player.PlayableFilm;

class PlaybackTest {
    @TempDir
    Path folder;

    private final HttpClient player = HttpClient.newHttpClient();
    private final SmallDisk disk = new SmallDisk(Long.MAX_VALUE);
    private EngineBench bench;
    private FakeFilm made;
    private FilmId film;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder, disk);
        made = new FakeFilm(bench.server.keys(), "Lagune", 6, 30_000, null);
        film = made.film().id();
        bench.server.add(made);
        bench.enrol();
        bench.await("the film", () -> !bench.engine().library().films().isEmpty());
    }

    @AfterEach
    void stop() {
        player.shutdownNow();
        bench.close();
    }

    @Test
    void a_film_on_disk_plays_without_a_network_in_its_best_picture_and_the_venues_variants() throws Exception {
        download();
        bench.server.down();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            String master = text(open.address());
            assertThat(master.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF")))
                    .hasSize(1);
            assertThat(master).contains("RESOLUTION=1280x720", "LANGUAGE=\"ee\"", "TYPE=SUBTITLES");
            assertThat(text(at(open, "video.m3u8")))
                    .contains("#EXT-X-MAP:URI=\"init.mp4\"", "#EXTINF:6.000,", "video-5.m4s", "#EXT-X-ENDLIST")
                    .doesNotContain("EXT-X-KEY", "video-6.m4s");
            assertThat(text(at(open, "init.mp4"))).isEqualTo("video init");
            // the licence's bits are 0101 from the first on
            assertThat(served(open, "video-0.m4s")).isEqualTo("720p/0/first");
            assertThat(served(open, "video-1.m4s")).isEqualTo("720p/1/second");
            assertThat(served(open, "audio-1-4.m4s")).isEqualTo("ee-96/4");
            assertThat(text(at(open, "audio-0.m3u8"))).contains("audio-init-0.mp4", "audio-0-5.m4s");
            assertThat(text(at(open, "audio-init-1.mp4"))).isEqualTo("sound init ee");
            assertThat(text(at(open, "subtitles-0.m3u8"))).contains("subtitles-0.vtt");
            assertThat(text(at(open, "subtitles-0.vtt"))).startsWith("WEBVTT");
            assertThat(open.pictureSize()).isEqualTo(new PlayableFilm.Size(1280, 720));
            assertThat(open.trouble()).isNull();
        }
    }

    @Test
    void a_film_that_is_shown_is_not_removed_under_its_audience() throws Exception {
        download();
        bench.server.down();
        Downloads downloads = bench.engine().downloads();
        PlayableFilm first = bench.engine().playback().open(film);
        try (PlayableFilm second = bench.engine().playback().open(film)) {
            first.close();
            first.close();
            for (ThrowingCallable removal :
                    List.<ThrowingCallable>of(() -> downloads.remove(film), () -> downloads.cancel(film))) {
                assertThatThrownBy(removal)
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure()).isEqualTo(new DownloadFailure.BeingShown()));
            }
            assertThat(served(second, "video-0.m4s")).isEqualTo("720p/0/first");
            assertThat(bench.download(film)).isInstanceOf(DownloadState.Ready.class);
        }
        downloads.remove(film);
        assertThat(bench.download(film)).isInstanceOf(DownloadState.NotStarted.class);
    }

    @Test
    void a_film_that_could_not_be_opened_is_not_kept_for_it() throws Exception {
        download();
        bench.server.down();
        Files.delete(folder.resolve("downloads").resolve(film.toString()).resolve("licence.cbor"));
        assertThatThrownBy(() -> bench.engine().playback().open(film)).isInstanceOf(FailureException.class);
        bench.engine().downloads().remove(film);
        assertThat(bench.download(film)).isInstanceOf(DownloadState.NotStarted.class);
    }

    @Test
    void small_pictures_come_from_the_sheets_on_disk() {
        download();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            PlayableFilm.Tile tile = open.tileAt(Duration.ofSeconds(19)).orElseThrow();
            assertThat(tile.sheet()).hasContent("sheet 0");
            assertThat(tile.x()).isEqualTo(160);
            assertThat(tile.y()).isEqualTo(90);
            assertThat(open.tileAt(Duration.ofSeconds(25)).orElseThrow().sheet())
                    .hasContent("sheet 1");
            assertThat(open.tileAt(Duration.ofHours(9))).isEmpty();
        }
    }

    @Test
    void a_film_of_which_a_better_picture_is_still_coming_is_shown_at_that_size() throws Exception {
        download();
        delete(file(made.manifest().video().get(2).segments().get(3).second().address()));
        bench.server.down();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            assertThat(served(open, "video-0.m4s")).isEqualTo("720p/0/first");
            assertThat(served(open, "video-3.m4s")).isEqualTo("144p/3/second");
            assertThat(open.pictureSize()).isEqualTo(new PlayableFilm.Size(1280, 720));
            assertThat(text(open.address())).contains("RESOLUTION=1280x720");
        }
    }

    @Test
    void a_damaged_segment_is_never_shown_and_is_fetched_again() throws Exception {
        download();
        Encrypted segment = made.manifest().video().get(2).segments().get(2).first();
        Path file = file(segment.address());
        byte[] bytes = Files.readAllBytes(file);
        bytes[1000] ^= 1;
        Files.write(file, bytes);
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            assertThat(served(open, "video-2.m4s")).isEqualTo("144p/2/first");
            bench.await("the segment again", () -> Files.exists(file));
            assertThat(ContentAddress.of(Files.readAllBytes(file))).isEqualTo(segment.address());
        }
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            assertThat(served(open, "video-2.m4s")).isEqualTo("720p/2/first");
        }
    }

    @Test
    void while_a_segment_cannot_be_had_the_player_waits_and_the_host_is_told() throws Exception {
        download();
        made.manifest()
                .video()
                .forEach(rung -> delete(file(rung.segments().get(2).first().address())));
        bench.server.down();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            CompletableFuture<HttpResponse<byte[]>> waiting =
                    player.sendAsync(request(at(open, "video-2.m4s")), BodyHandlers.ofByteArray());
            bench.await("the trouble", () -> new ShowingFailure.WaitingForSegment().equals(open.trouble()));
            assertThat(waiting).isNotDone();
            bench.server.up();
            assertThat(FakeFilm.clearText(waiting.get().body())).endsWith("p/2/first");
            assertThat(open.trouble()).isNull();
        }
    }

    @Test
    void a_full_disk_does_not_stop_a_film_that_the_network_still_brings() throws Exception {
        download();
        made.manifest()
                .video()
                .forEach(rung -> delete(file(rung.segments().get(2).first().address())));
        disk.makeRoom(0);
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            assertThat(served(open, "video-2.m4s")).endsWith("p/2/first");
            assertThat(open.trouble()).isNull();
        }
    }

    @Test
    void a_host_who_waits_with_a_full_disk_is_told_of_the_disk() throws Exception {
        download();
        made.manifest()
                .video()
                .forEach(rung -> delete(file(rung.segments().get(2).first().address())));
        disk.makeRoom(0);
        bench.server.down();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            CompletableFuture<HttpResponse<byte[]>> waiting =
                    player.sendAsync(request(at(open, "video-2.m4s")), BodyHandlers.ofByteArray());
            bench.await("the trouble", () -> open.trouble() instanceof DownloadFailure.NoRoom);
            bench.server.up();
            assertThat(FakeFilm.clearText(waiting.get().body())).endsWith("p/2/first");
            assertThat(open.trouble()).isNull();
        }
    }

    @Test
    void a_film_that_is_not_here_plays_from_the_network_and_leaves_nothing_behind() throws Exception {
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            assertThat(served(open, "video-0.m4s")).endsWith("p/0/first");
            assertThat(served(open, "audio-0-0.m4s")).startsWith("fr-");
            assertThat(bench.download(film)).isEqualTo(new DownloadState.NotStarted());
        }
        Path segment = file(
                made.manifest().video().getFirst().segments().getFirst().first().address());
        bench.await("nothing left", () -> !Files.exists(segment));
    }

    @Test
    void a_film_that_is_neither_here_nor_on_the_network_is_a_sentence() {
        bench.server.down();
        refused(new ShowingFailure.LicenceMissing());
    }

    @Test
    void an_expired_licence_is_refused_also_with_the_clock_set_back() {
        bench.server.faults.licenceUntil = Instant.parse("2026-12-24T00:00:00Z");
        download();
        bench.server.down();
        bench.clock.set(Instant.parse("2026-12-25T00:00:00Z"));
        refused(new ShowingFailure.LicenceExpired(Instant.parse("2026-12-24T00:00:00Z")));
        bench.clock.set(Instant.parse("2026-11-23T00:00:00Z"));
        refused(new ShowingFailure.LicenceExpired(Instant.parse("2026-12-24T00:00:00Z")));
        bench.stop();
        refused(new ShowingFailure.LicenceExpired(Instant.parse("2026-12-24T00:00:00Z")));
    }

    @Test
    void a_wrong_clock_is_put_right_by_the_servers_time() {
        bench.server.faults.licenceUntil = Instant.parse("2026-12-24T00:00:00Z");
        download();
        bench.server.faults.clockAhead = Duration.ofDays(60);
        bench.engine().sync().syncNow();
        bench.await(
                "the server's time",
                () -> Instant.parse("2027-01-01T00:00:00Z")
                        .isBefore(bench.engine().sync().status().lastSync()));
        bench.server.down();
        refused(new ShowingFailure.LicenceExpired(Instant.parse("2026-12-24T00:00:00Z")));
    }

    @Test
    void a_licence_that_has_not_begun_is_refused() {
        bench.server.faults.licenceFrom = Instant.parse("2026-12-01T00:00:00Z");
        download();
        refused(new ShowingFailure.LicenceNotYet(Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void screenings_are_counted_once_an_evening() throws Exception {
        bench.server.faults.screenings = 1;
        download();
        bench.server.down();
        for (int afterABreak = 0; afterABreak < 2; afterABreak++) {
            try (PlayableFilm open = bench.engine().playback().open(film)) {
                assertThat(served(open, "video-0.m4s")).isEqualTo("720p/0/first");
            }
        }
        bench.clock.advance(Duration.ofDays(1));
        refused(new ShowingFailure.LicenceUsedUp(1));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 206, 0, 10",
        "bytes=5-, 206, 5, -1",
        "bytes=-7, 206, -7, 7",
        "bytes=9-5, 200, 0, -1",
        "bytes=0-1000000, 206, 0, -1",
        "bytes=999999-, 416, 0, 0"
    })
    void ranges_are_answered_as_the_standard_says(String range, int status, int from, int length) throws Exception {
        download();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            URI segment = at(open, "video-0.m4s");
            byte[] whole =
                    player.send(request(segment), BodyHandlers.ofByteArray()).body();
            HttpResponse<byte[]> part = player.send(
                    HttpRequest.newBuilder(segment).header("Range", range).build(), BodyHandlers.ofByteArray());
            assertThat(part.statusCode()).isEqualTo(status);
            int begin = from < 0 ? whole.length + from : from;
            int size = status == 416 ? 0 : length < 0 ? whole.length - begin : length;
            assertThat(part.body()).hasSize(size);
            assertThat(part.headers().firstValueAsLong("Content-Length")).hasValue(size);
            if (size > 0) {
                assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, begin, begin + size));
            }
        }
    }

    @Test
    void head_says_the_length_and_sends_nothing() throws Exception {
        download();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            HttpResponse<byte[]> head = player.send(
                    HttpRequest.newBuilder(at(open, "video-0.m4s")).HEAD().build(), BodyHandlers.ofByteArray());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0))
                    .isGreaterThan(30_000);
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void strangers_get_404_and_nothing_more() throws Exception {
        download();
        URI address;
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            address = open.address();
            String wrong = address.toString().replaceAll("/[0-9a-f]{32}/", "/00000000000000000000000000000000/");
            nothing(URI.create(wrong));
            nothing(URI.create("http://127.0.0.1:" + address.getPort() + "/"));
            nothing(at(open, "video-99.m4s"));
            nothing(at(open, "../../etc/passwd"));
            assertThat(raw(
                            address,
                            "POST " + address.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
                                    + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 404");
            assertThat(raw(address, "GET " + address.getPath() + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 404");
        }
        nothing(address);
    }

    @Test
    void huge_heads_slow_heads_and_noise_lose_their_connection_and_the_player_is_served_meanwhile() throws Exception {
        download();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket("127.0.0.1", open.address().getPort());
                socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(served(open, "video-0.m4s")).isEqualTo("720p/0/first");
            assertThat(raw(open.address(), "GET / HTTP/1.1\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"))
                    .isEmpty();
            assertThat(raw(open.address(), "\u0000\u0001 nonsense\r\n\r\n")).isEmpty();
            for (Socket socket : slow) {
                // closed by the other side, though it never says more
                socket.setSoTimeout(10_000);
                assertThat(read(socket)).isEmpty();
                socket.close();
            }
        }
    }

    @Test
    void many_readers_at_once_get_the_same() throws Exception {
        download();
        try (PlayableFilm open = bench.engine().playback().open(film)) {
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                answers.add(player.sendAsync(request(at(open, "video-" + i % 6 + ".m4s")), BodyHandlers.ofByteArray()));
            }
            for (int i = 0; i < 60; i++) {
                assertThat(FakeFilm.clearText(answers.get(i).get().body())).startsWith("720p/" + i % 6 + "/");
            }
        }
    }

    private void download() {
        bench.engine().downloads().start(film);
        bench.await(
                "the film on disk",
                () -> bench.download(film) instanceof DownloadState.Ready ready
                        && ready.quality().equals("720p"));
    }

    private void refused(ShowingFailure expected) {
        assertThatThrownBy(() -> bench.engine().playback().open(film))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(expected));
    }

    private void nothing(URI address) throws Exception {
        HttpResponse<byte[]> answer = player.send(request(address), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    private String served(PlayableFilm open, String name) throws Exception {
        HttpResponse<byte[]> answer = player.send(request(at(open, name)), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return FakeFilm.clearText(answer.body());
    }

    private String text(URI address) throws Exception {
        return player.send(request(address), BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(URI address) {
        return HttpRequest.newBuilder(address).build();
    }

    private static URI at(PlayableFilm open, String name) {
        return URI.create(open.address().toString().replace("master.m3u8", name));
    }

    private static String raw(URI address, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return "";
            }
            return read(socket);
        }
    }

    private static String read(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            // reset by the other side, which had not read everything
            return "";
        }
    }

    private Path file(ContentAddress address) {
        return folder.resolve("films").resolve(address.hex().substring(0, 2)).resolve(address.hex());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
