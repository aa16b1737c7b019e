package studio.karangou.desktop.engine.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFullException;
import studio.karangou.desktop.engine.disk.DriveFailure;
import studio.karangou.desktop.feature.sync.DriveRoad.Progress;

/// A drive that is pulled out at every moment there is.
class StickCopyTest {
    private static final int BLOCKS = 5;
    private static final int SIZE = BLOCKS * 256 * 1024 - 100;

    @TempDir
    private Path folder;

    private Path source;
    private Path stick;
    private Path target;

    @BeforeEach
    void fill() throws IOException {
        byte[] content = new byte[SIZE];
        new Random(7).nextBytes(content);
        source = Files.write(folder.resolve("source"), content);
        stick = Files.createDirectory(folder.resolve("stick"));
        target = stick.resolve("aller.colis");
    }

    @Test
    void pulled_out_at_any_write_it_goes_on_where_it_was() throws IOException {
        for (int writes = 0; writes <= BLOCKS; writes++) {
            Files.write(target, new byte[] {1}); // the one before
            FailingDisk failing = new FailingDisk(writes);
            assertThatThrownBy(() -> new StickCopy(failing).copy(source, target, Progress.NONE))
                    .isInstanceOf(FailureException.class);
            assertThat(Files.readAllBytes(target)).as("half a file has no name").containsExactly(1);

            List<Long> moved = new ArrayList<>();
            new StickCopy(Disk.REAL).copy(source, target, (done, total) -> moved.add(done));

            assertThat(Files.mismatch(source, target)).isEqualTo(-1);
            // the last write of a pulled drive may be half a block: that one is written again
            assertThat(moved.getFirst()).isEqualTo(Math.min(writes, BLOCKS - 1) * 256L * 1024);
            assertThat(stick).isDirectoryContaining("glob:**aller.colis").isDirectoryNotContaining("glob:**partiel");
        }
    }

    @Test
    void what_lies_there_under_the_partial_name_is_not_believed() throws IOException {
        Path partial = stick.resolve("aller.colis.partiel");
        byte[] other = Files.readAllBytes(source);
        other[300_000] ^= 1;
        Files.write(partial, java.util.Arrays.copyOf(other, SIZE + 500_000));
        new StickCopy(Disk.REAL).copy(source, target, Progress.NONE);
        assertThat(Files.mismatch(source, target)).isEqualTo(-1);
    }

    @Test
    void a_drive_that_is_full_says_how_much_it_takes() {
        Disk small = new FailingDisk(Integer.MAX_VALUE) {
            @Override
            public long room(Path at) {
                return SIZE / 2;
            }
        };
        assertThatThrownBy(() -> new StickCopy(small).copy(source, target, Progress.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new RoadFailure.DriveFull(2)));
        assertThatThrownBy(() -> new StickCopy(new FailingDisk(2)).copy(source, target, Progress.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new RoadFailure.DriveFull(2)));
    }

    @Test
    void a_drive_that_forgets_what_it_was_told_is_found_out() {
        Disk forgetful = new FailingDisk(Integer.MAX_VALUE) {
            @Override
            public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
                file.write(new byte[length]);
            }
        };
        assertThatThrownBy(() -> new StickCopy(forgetful).copy(source, target, Progress.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new DriveFailure.Failed()));
        assertThat(target).doesNotExist();
    }

    @Test
    void given_up_it_stops_between_two_blocks() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new StickCopy(Disk.REAL).copy(source, target, Progress.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new RoadFailure.GivenUp()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).doesNotExist();
    }

    /// Fails after so many writes, the last one half done; forcing is one more.
    private static class FailingDisk implements Disk {
        private int left;

        FailingDisk(int writes) {
            left = writes;
        }

        @Override
        public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
            if (left-- == 0) {
                file.write(bytes, 0, length / 2);
                throw new DiskFullException(null);
            }
            file.write(bytes, 0, length);
        }

        @Override
        public void force(RandomAccessFile file) throws IOException {
            if (left-- == 0) {
                throw new IOException("gone");
            }
            file.getFD().sync();
        }

        @Override
        public long room(Path at) throws IOException {
            return Disk.REAL.room(at);
        }
    }
}
