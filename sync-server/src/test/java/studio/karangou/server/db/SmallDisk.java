package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A file system of a few megabytes (tmpfs), on which a disk is full as on any other. Only root may mount one; where
/// that is not possible the test is skipped, and `packaging/test.sh` runs it once more as root of a namespace.
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Mounts one in an empty folder.
    public static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()))
                .as("only root can mount a small disk")
                .isTrue();
        return new SmallDisk(folder);
    }

    /// Takes all the room that is left.
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            byte[] block = new byte[BLOCK];
            while (folder.toFile().getUsableSpace() > 0) {
                out.write(block);
            }
        }
    }

    /// Gives back what was taken.
    public void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    /// A larger disk with what was on this one.
    public void grow(int megabytes) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString()))
                .isTrue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertThat(run("umount", "--lazy", folder.toString())).isTrue();
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
