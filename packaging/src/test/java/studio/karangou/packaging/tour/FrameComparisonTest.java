package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.server.feature.ingest.FfmpegPrograms;

/// With the real ffmpeg, on a film that changes all the time.
final class FrameComparisonTest {
    @TempDir
    static Path folder;

    private static Path ffmpeg = Path.of("");
    private static Path film = Path.of("");

    @BeforeAll
    static void aFilm() throws Exception {
        Path programs = Path.of(System.getProperty("java.io.tmpdir"), "karangou-test-ffmpeg");
        ffmpeg = FfmpegPrograms.bundled(programs).ffmpegProgram();
        film = folder.resolve("film.mp4");
        run("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=24:duration=8", "-pix_fmt", "yuv420p", film.toString());
    }

    @Test
    void the_frame_of_that_time_is_most_alike() throws Exception {
        FrameComparison.Likeness likeness = compared(Duration.ofMillis(5_500), Duration.ofMillis(5_500));
        assertThat(likeness.best()).isGreaterThan(0.98);
        assertThat(likeness.between(500, 2_000)).isLessThan(likeness.best() - 0.05);
        assertThat(likeness.off()).isBetween(-42L, 42L);
    }

    @Test
    void a_player_that_is_one_second_late_is_found_out() throws Exception {
        FrameComparison.Likeness likeness = compared(Duration.ofMillis(4_500), Duration.ofMillis(5_500));
        assertThat(likeness.between(-100, 100)).isLessThan(likeness.best() - 0.05);
        assertThat(likeness.off()).isBetween(-1_042L, -958L);
    }

    @Test
    void a_film_that_cannot_be_read_is_no_comparison() throws Exception {
        Path picture = frameAt(Duration.ofSeconds(1));
        assertThatThrownBy(() -> new FrameComparison(ffmpeg)
                        .around(picture, folder.resolve("none.mp4"), Duration.ofSeconds(9), 24))
                .isInstanceOf(IOException.class);
    }

    private static FrameComparison.Likeness compared(Duration shown, Duration said) throws Exception {
        return new FrameComparison(ffmpeg).around(frameAt(shown), film, said, 24);
    }

    private static Path frameAt(Duration time) throws Exception {
        Path picture = folder.resolve(time.toMillis() + ".png");
        run("-ss", time.toMillis() + "ms", "-i", film.toString(), "-frames:v", "1", picture.toString());
        return picture;
    }

    private static void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-v", "error", "-nostdin", "-y"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
