package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import studio.karangou.desktop.feature.player.PlayableFilm.Size;

/// A real film in the form that the proxy serves, but clear: two video rungs (360p at 24 fps, 144p at 12 fps) that
/// share an init segment and a time scale, black in their lowest quarter; sound and subtitles in two languages,
/// segments of two seconds.
record TestFilm(Path folder, String program) {
    static final Duration LENGTH = Duration.ofSeconds(24);
    static final Size SIZE = new Size(640, 360);
    static final int SEGMENT_SECONDS = 2;

    static TestFilm in(Path folder) throws IOException, InterruptedException {
        TestFilm film = new TestFilm(folder, Unpacking.program(folder));
        film.video("high", "640x360", 24);
        film.video("low", "256x144", 12);
        film.audio("fr", 440);
        film.audio("en", 880);
        film.subtitles("fr", "Bonjour à toutes et à tous");
        film.subtitles("ee", "Ŋdi na mi katã");
        Files.writeString(folder.resolve("master.m3u8"), MASTER);
        return film;
    }

    private static final String MASTER = """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Français",LANGUAGE="fr",DEFAULT=YES,AUTOSELECT=YES,URI="audio-fr.m3u8"
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,URI="audio-en.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="Français",LANGUAGE="fr",DEFAULT=NO,AUTOSELECT=YES,URI="subtitles-fr.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="Eʋegbe",LANGUAGE="ee",DEFAULT=NO,AUTOSELECT=YES,URI="subtitles-ee.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360,CODECS="avc1.64001e,mp4a.40.2",AUDIO="sound",SUBTITLES="text"
            high.m3u8
            """;

    private void video(String name, String size, int framesPerSecond) throws IOException, InterruptedException {
        ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + size + ":rate=" + framesPerSecond + ",drawbox=y=ih*3/4:h=ih/4:color=black:t=fill",
                "-t",
                Long.toString(LENGTH.toSeconds()),
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-profile:v",
                "high",
                "-pix_fmt",
                "yuv420p",
                "-x264-params",
                "repeat-headers=1",
                "-video_track_timescale",
                "12288",
                "-force_key_frames",
                "expr:gte(t,n_forced*" + SEGMENT_SECONDS + ")",
                "-sc_threshold",
                "0",
                "-f",
                "hls",
                "-hls_time",
                Integer.toString(SEGMENT_SECONDS),
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                "fmp4",
                "-hls_fmp4_init_filename",
                name + "-init.mp4",
                "-hls_segment_filename",
                name + "-%03d.m4s",
                name + ".m3u8");
    }

    private void audio(String language, int hertz) throws IOException, InterruptedException {
        String name = "audio-" + language;
        ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=" + hertz + ":sample_rate=48000",
                "-t",
                Long.toString(LENGTH.toSeconds()),
                "-ac",
                "2",
                "-c:a",
                "aac",
                "-b:a",
                "48k",
                "-f",
                "hls",
                "-hls_time",
                Integer.toString(SEGMENT_SECONDS),
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                "fmp4",
                "-hls_fmp4_init_filename",
                name + "-init.mp4",
                "-hls_segment_filename",
                name + "-%03d.m4s",
                name + ".m3u8");
    }

    private void subtitles(String language, String text) throws IOException {
        StringBuilder lines = new StringBuilder("WEBVTT\n");
        for (int second = 0; second < LENGTH.toSeconds(); second++) {
            lines.append("\n00:%02d.000 --> 00:%02d.000\n%s\n".formatted(second, second + 1, text));
        }
        Files.writeString(folder.resolve("subtitles-" + language + ".vtt"), lines.toString());
        Files.writeString(
                folder.resolve("subtitles-" + language + ".m3u8"),
                "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:%d\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:%d.0,\nsubtitles-%s.vtt\n#EXT-X-ENDLIST\n"
                        .formatted(LENGTH.toSeconds(), LENGTH.toSeconds(), language));
    }

    private void ffmpeg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        run(folder, command);
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /// Unpacks the bundled ffmpeg in a JVM of its own, and prints where it is: the bundle brings libraries along that
    /// the system's libVLC cannot share a process with.
    static final class Unpacking {
        private Unpacking() {}

        static String program(Path folder) throws IOException, InterruptedException {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            String said = run(
                    folder,
                    List.of(
                            java.toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Unpacking.class.getName()));
            return said.strip().lines().toList().getLast();
        }

        public static void main(String[] arguments) {
            System.out.println(Loader.load(ffmpeg.class));
        }
    }
}
