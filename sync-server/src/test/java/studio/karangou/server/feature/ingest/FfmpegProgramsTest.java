package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.FailureException;

class FfmpegProgramsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ".exe"})
    void programs_of_a_folder_are_found_by_the_names_of_their_system(String ending) throws IOException {
        program("ffmpeg" + ending);
        program("ffprobe" + ending);

        FfmpegPrograms programs = FfmpegPrograms.inFolder(folder);

        assertThat(programs.ffmpegProgram()).isEqualTo(folder.resolve("ffmpeg" + ending));
        assertThat(programs.ffprobeProgram()).isEqualTo(folder.resolve("ffprobe" + ending));
    }

    @Test
    void a_folder_with_one_of_the_two_has_no_ffmpeg() throws IOException {
        program("ffmpeg");
        Files.createDirectory(folder.resolve("ffprobe"));

        assertThatThrownBy(() -> FfmpegPrograms.inFolder(folder))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOf(IngestFailure.NoFfmpeg.class));
    }

    private void program(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
