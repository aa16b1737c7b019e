package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.feature.ingest.FfmpegPrograms;

/// A real film by the operator's own command, then its standard playlist in a player that is not ours.
class RealFilmTest {
    private static final int SECONDS = 13;
    private static final int FRAMES_PER_SECOND = 24;

    @TempDir
    private static Path data;

    private static TestServer server;
    private static FfmpegPrograms programs;
    private static TestDevice device;
    private static String film;

    /// How a program ended.
    private record Ended(int exit, String output) {}

    @BeforeAll
    static void makeFilm() throws Exception {
        Path home = Path.of(System.getProperty("java.io.tmpdir"), "karangou-test-ffmpeg");
        programs = FfmpegPrograms.bundled(home);
        server = TestServer.start(DatabaseKind.H2, data);
        Path source = data.resolve("film.mp4");
        Ended made = run(List.of(
                programs.ffmpegProgram().toString(),
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=640x360:rate=" + FRAMES_PER_SECOND + ":duration=" + SECONDS,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=" + SECONDS,
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-shortest",
                source.toString()));
        assertThat(made.exit()).as(made.output()).isZero();
        Files.writeString(data.resolve("fr.srt"), "1\n00:00:01,000 --> 00:00:03,000\nBonjour\n");
        Path sheet = Files.writeString(data.resolve("film.yaml"), """
                title: Mire
                synopsis: Une mire et un la.
                director: Personne
                year: 2026
                genre: SHORT
                countries: [TG]
                spoken: [fr]
                subtitles: {fr: fr.srt}
                """);
        film = film(sheet, source);
        device = TestDevice.enrolled(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_rung_and_track_is_seen_by_ffprobe() throws Exception {
        Ended probed = run(
                List.of(programs.ffprobeProgram().toString(), "-v", "error", "-show_streams", "-of", "json", open()));

        assertThat(probed.exit()).as(probed.output()).isZero();
        List<String> kinds = new ArrayList<>();
        for (JsonNode stream : Wire.json().readTree(probed.output()).path("streams")) {
            kinds.add(stream.path("codec_type").asText() + " "
                    + stream.path("height").asText("-"));
        }
        assertThat(kinds).contains("video 144", "video 240", "video 360", "audio -", "subtitle -");
    }

    @Test
    void ffmpeg_decrypts_and_decodes_every_picture_and_sound_of_every_rung_without_a_complaint() throws Exception {
        // every stream: ffmpeg complains of those that it gives up in the middle of a segment
        Ended played = run(List.of(
                programs.ffmpegProgram().toString(),
                "-v",
                "error",
                "-i",
                open(),
                "-map",
                "0:v",
                "-map",
                "0:a",
                "-f",
                "framecrc",
                "-"));

        assertThat(played.exit()).as(played.output()).isZero();
        List<String> lines =
                played.output().lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(lines).as("nothing but frames: no warnings").allMatch(line -> line.matches("\\d,.*"));
        assertThat(frames(lines, 0)).as("144p").isEqualTo(SECONDS * FRAMES_PER_SECOND / 2);
        assertThat(frames(lines, 1)).as("240p").isEqualTo(SECONDS * FRAMES_PER_SECOND);
        assertThat(frames(lines, 2)).as("360p").isEqualTo(SECONDS * FRAMES_PER_SECOND);
        assertThat(frames(lines, 3)).as("sound").isGreaterThan(SECONDS * 48_000 / 1024 - 5);
    }

    private static long frames(List<String> lines, int stream) {
        return lines.stream().filter(line -> line.startsWith(stream + ",")).count();
    }

    @Test
    void a_player_with_a_changed_token_sees_nothing() throws Exception {
        Ended refused = run(List.of(
                programs.ffprobeProgram().toString(), "-v", "error", open().replaceFirst("token=..", "token=zz")));

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("401");
    }

    private static String open() {
        HttpResponse<byte[]> answer = server.send(
                device.request("/api/v1/films/" + film + "/playbacks").POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(201);
        return TestServer.json(answer).path("url").asText();
    }

    private static String film(Path sheet, Path source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        String token = Files.readString(data.resolve("operator.token")).strip();
        try (AdminClient client = new AdminClient(server.base(), token, Locale.FRENCH)) {
            new AdminCommands(
                            client,
                            new Uuid7(server.clock()),
                            new Sentences(Locale.FRENCH, "studio.karangou.server.messages"),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(progress, true, StandardCharsets.UTF_8))
                    .run(List.of("film", sheet.toString(), source.toString()));
        }
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("encode", "done");
        // the film, then the job that prepares it
        return out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    }

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
