package studio.karangou.packaging.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A program that is not ours, such as ffmpeg, run to its end. Only what it says of its failure is kept.
public final class ForeignProgram {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignProgram.class);

    private ForeignProgram() {}

    /// What a program reads on its standard input.
    public interface Input {
        void write(OutputStream out) throws IOException;
    }

    /// Runs it.
    ///
    /// @param longest that it may take once it has all its input
    /// @throws IOException with its own words if it did not end well or in time, or while waiting for it was
    ///     interrupted; then it has ended, and what it started
    public static void run(List<String> command, Duration longest, Input input) throws IOException {
        Path errors = Files.createTempFile("karangou-program", ".log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        try {
            try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 20)) {
                input.write(out);
            } catch (IOException e) {
                LOG.debug("the program stopped reading; its own words follow", e);
            }
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command.getFirst() + ": " + longest.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        command.getFirst() + ": " + Files.readString(errors).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
            Files.delete(errors);
        }
    }
}
