package studio.karangou.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.feature.ingest.FfmpegPrograms;

/// A film goes in by the operator's routes and comes out in players that know nothing of Karangou.
class OtherPlayersTest {
    private static final Path VLC = Path.of("/usr/bin/cvlc");
    private static final Path RUNUSER = Path.of("/usr/sbin/runuser");
    private static final int SECONDS = 13;

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static FfmpegPrograms programs;
    private static String url;

    @BeforeAll
    static void takeAFilmIn() throws IOException {
        programs = FfmpegPrograms.bundled(Path.of(System.getProperty("java.io.tmpdir"), "karangou-test-ffmpeg"));
        server = TestServer.start(DatabaseKind.H2, Files.createDirectory(folder.resolve("data")));
        Path source = folder.resolve("source.mp4");
        assertThat(run(List.of(
                        programs.ffmpegProgram().toString(),
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=s=640x360:r=25:d=" + SECONDS,
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=f=440:d=" + SECONDS,
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=f=880:d=" + SECONDS,
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-map",
                        "2",
                        "-metadata:s:a:0",
                        "language=fra",
                        "-metadata:s:a:1",
                        "language=ewe",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p",
                        source.toString())))
                .isEmpty();
        FilmId film = new TestCatalogue(server).film("Lagune");
        String operator = "/api/v1/operator/films/" + film;
        assertThat(server.send(server.asOperator(operator + "/subtitles/fr")
                                .PUT(BodyPublishers.ofString("1\n00:00:01,000 --> 00:00:04,000\nÀ bientôt\n")))
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<byte[]> accepted =
                server.send(server.asOperator(operator + "/source").PUT(BodyPublishers.ofFile(source)));
        assertThat(accepted.statusCode()).isEqualTo(202);
        awaitDone(
                "/api/v1/operator/jobs/" + TestServer.json(accepted).path("job").asText());
        HttpResponse<byte[]> playback = server.send(server.asOperator(
                        operator + "/playbacks/" + TestDevice.enrolled(server).id())
                .POST(BodyPublishers.noBody()));
        assertThat(playback.statusCode()).isEqualTo(201);
        url = TestServer.json(playback).path("url").asText();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ffprobe_sees_every_rung_every_language_and_the_subtitles() throws IOException {
        String streams = run(List.of(
                programs.ffprobeProgram().toString(),
                "-v",
                "error",
                "-show_entries",
                "stream=codec_name,height:stream_tags=language",
                "-of",
                "compact=p=0",
                url));

        assertThat(streams.lines().filter(line -> line.contains("h264")))
                .extracting(line -> line.replaceAll(".*height=([0-9]+).*", "$1"))
                .contains("144", "240", "360");
        assertThat(streams).contains("language=fr", "language=ee").contains("codec_name=webvtt");
    }

    @Test
    void ffmpeg_decodes_the_best_picture_and_the_sound_without_a_word_of_complaint() throws IOException {
        String said = run(List.of(
                programs.ffmpegProgram().toString(),
                "-v",
                "warning",
                "-nostdin",
                "-i",
                url,
                "-map",
                "0:v",
                "-map",
                "0:a",
                "-progress",
                "pipe:1",
                "-f",
                "null",
                "-"));

        assertThat(said.lines().filter(line -> !line.contains("=") && !line.isBlank()))
                .isEmpty();
        assertThat(said).contains("out_time=00:00:13.").contains("progress=end");
    }

    @Test
    void a_wrong_token_opens_nothing() throws IOException {
        String said = run(List.of(programs.ffprobeProgram().toString(), "-v", "error", url + "x"));
        assertThat(said).contains("40");
        assertThat(server.get(url + "x").statusCode()).isBetween(401, 403);
    }

    @Test
    void vlc_shows_pictures_of_the_film() throws IOException {
        assumeTrue(Files.isExecutable(VLC), "VLC is not installed");
        boolean root = System.getProperty("user.name").equals("root");
        assumeTrue(!root || Files.isExecutable(RUNUSER), "VLC does not run as root");
        Path shots = Files.createTempDirectory("karangou-vlc");
        Files.setPosixFilePermissions(shots, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>(root ? List.of(RUNUSER.toString(), "-u", "nobody", "--") : List.of());
        command.addAll(List.of(
                VLC.toString(),
                "--quiet",
                "--intf=dummy",
                "--vout=dummy",
                "--aout=dummy",
                "--play-and-exit",
                "--rate=4",
                "--video-filter=scene",
                "--scene-format=png",
                "--scene-ratio=25",
                "--scene-path=" + shots,
                "--no-video-title-show",
                url));

        run(command);

        try (Stream<Path> files = Files.list(shots)) {
            assertThat(files.filter(file -> file.toString().endsWith(".png")).count())
                    .as("a picture for nearly every second")
                    .isGreaterThanOrEqualTo(SECONDS - 4);
        }
    }

    private static void awaitDone(String job) {
        for (int i = 0; i < 600; i++) {
            JsonNode told = TestServer.json(server.send(server.asOperator(job).GET()));
            String state = told.path("state").asText();
            assertThat(state).as(told.toString()).isIn("queued", "running", "done");
            if (state.equals("done")) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("not done after a minute");
    }

    /// Both outputs of a program.
    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(new File("/"))
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said;
    }
}
