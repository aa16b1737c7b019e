package studio.karangou.desktop.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;

class DriveFilesTest {
    @TempDir
    Path drive;

    @Test
    void a_full_drive_keeps_the_file_it_had_and_nothing_of_the_new_one() throws IOException {
        new DriveFiles(Disk.REAL, drive).write("a.karangou", new byte[] {1});
        assertThatThrownBy(() -> new DriveFiles(new SmallDisk(10), drive).write("a.karangou", new byte[100]))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new DriveFailure.Full()));
        assertThat(drive.resolve("a.karangou")).hasBinaryContent(new byte[] {1});
        try (Stream<Path> files = Files.list(drive)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_drive_that_is_pulled_out_while_it_is_written_says_so() throws IOException {
        Path plugged = Files.createDirectories(drive.resolve("clé"));
        Disk pulled = new Disk() {
            @Override
            public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
                try (Stream<Path> all = Files.list(plugged)) {
                    for (Path each : all.toList()) {
                        Files.delete(each);
                    }
                }
                Files.delete(plugged);
                throw new IOException("Input/output error");
            }

            @Override
            public void force(RandomAccessFile file) {}

            @Override
            public long room(Path folder) {
                return 0;
            }
        };
        assertThatThrownBy(() -> new DriveFiles(pulled, plugged).write("a.karangou", new byte[3]))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new DriveFailure.Gone()));
    }

    @Test
    void a_drive_full_of_other_things_is_not_read_for_ever() throws IOException {
        for (int i = 0; i < 120; i++) {
            Files.createFile(drive.resolve("karangou-" + i));
        }
        assertThat(new DriveFiles(Disk.REAL, drive).named(file -> true)).hasSize(50);
    }
}
