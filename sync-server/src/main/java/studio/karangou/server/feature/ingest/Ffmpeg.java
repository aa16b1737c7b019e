package studio.karangou.server.feature.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;

/// Runs ffmpeg and ffprobe as processes of their own: whatever a hostile film does to them, the server stays up.
public final class Ffmpeg {
    /// How a film of a stranger is opened: as a file, in one of the formats below. A play list that names other
    /// files of this machine is none of them.
    static final List<String> INPUT = List.of(
            "-protocol_whitelist",
            "file,pipe",
            "-format_whitelist",
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,ogg,asf,mxf,dv,rm,nut,wav,mp3,flac,aac,aiff");

    private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);
    private static final int KEPT_OUTPUT = 8 * 1024 * 1024;
    private static final int KEPT_ERRORS = 64 * 1024;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Supplier<FfmpegPrograms> programs;
    private final boolean lowPriority;

    /// @param lowPriority whether other work of the machine goes first
    public Ffmpeg(Supplier<FfmpegPrograms> programs, boolean lowPriority) {
        this.programs = programs;
        this.lowPriority = lowPriority;
    }

    /// How a process ended.
    ///
    /// @param output the first 8 MiB of its standard output
    /// @param errors the last 64 KiB of its standard error
    record Finished(int exitCode, String output, String errors) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// How long a process may take.
    ///
    /// @param total in all
    /// @param silence without a line of output
    record Patience(Duration total, Duration silence) {
        /// For work that takes moments.
        static final Patience SHORT = new Patience(Duration.ofMinutes(2), Duration.ofMinutes(2));
    }

    /// Runs ffprobe to its end.
    Finished probe(List<String> arguments, Cancellation cancellation) {
        return run(command(programs.get().ffprobeProgram(), arguments), Patience.SHORT, cancellation, line -> {});
    }

    /// Runs ffmpeg to its end.
    ///
    /// @param onLine gets every line of its standard output while it runs; what it throws ends the process and is
    ///     thrown here
    /// @throws FailureException with [IngestFailure.NoFfmpeg], [IngestFailure.TimedOut] or
    ///     [IngestFailure.Cancelled]
    Finished encode(List<String> arguments, Patience patience, Cancellation cancellation, Consumer<String> onLine) {
        List<String> all = new ArrayList<>(List.of("-hide_banner", "-nostdin", "-nostats", "-y"));
        all.addAll(arguments);
        return run(command(programs.get().ffmpegProgram(), all), patience, cancellation, onLine);
    }

    private List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (lowPriority && Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private static Finished run(
            List<String> command, Patience patience, Cancellation cancellation, Consumer<String> onLine) {
        LOG.debug("run {}", command);
        cancellation.check();
        Process process = start(command);
        cancellation.began(process);
        try {
            Reading output = new Reading(process.inputReader(StandardCharsets.UTF_8), KEPT_OUTPUT, false, onLine);
            Reading errors = new Reading(
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)),
                    KEPT_ERRORS,
                    true,
                    line -> {});
            await(process, patience, output);
            cancellation.check();
            Finished finished = new Finished(process.exitValue(), output.text(), errors.text());
            if (finished.exitCode == 127 && finished.errors.contains("shared libraries")) {
                LOG.atError().log("ffmpeg cannot start: {}", finished.errors.strip());
                throw new IngestFailure.NoFfmpeg().asException();
            }
            return finished;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new IngestFailure.Cancelled(), e);
        } finally {
            process.destroyForcibly();
            cancellation.ended();
        }
    }

    private static Process start(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("LD_LIBRARY_PATH"));
            builder.environment().put("LC_ALL", "C");
            builder.redirectInput(ProcessBuilder.Redirect.PIPE);
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new FailureException(new IngestFailure.NoFfmpeg(), e);
        }
    }

    private static void await(Process process, Patience patience, Reading output) throws InterruptedException {
        long started = System.nanoTime();
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            output.rethrow();
            if (now - started > patience.total.toNanos() || now - output.lastLine() > patience.silence.toNanos()) {
                process.destroyForcibly().waitFor();
                throw new IngestFailure.TimedOut().asException();
            }
        }
    }

    /// One of the process's streams, read to its end by a thread of its own.
    private static final class Reading {
        private final StringBuilder kept = new StringBuilder();
        private final AtomicLong lastLine = new AtomicLong(System.nanoTime());
        private final int limit;
        private final boolean keepTheEnd;
        private final Thread thread;
        private volatile @Nullable Throwable failure;

        Reading(BufferedReader lines, int limit, boolean keepTheEnd, Consumer<String> onLine) {
            this.limit = limit;
            this.keepTheEnd = keepTheEnd;
            thread = Thread.ofVirtual().name("ffmpeg-output").start(() -> read(lines, onLine));
        }

        private void read(BufferedReader lines, Consumer<String> onLine) {
            try (Reader closing = lines) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    lastLine.set(System.nanoTime());
                    keep(line);
                    tell(line, onLine);
                }
            } catch (IOException e) {
                LOG.debug("a stream of ffmpeg ended early, as it does when it is stopped", e);
            }
        }

        /// Read on in any case: a process whose output nobody reads stands still.
        private void tell(String line, Consumer<String> onLine) {
            try {
                if (failure == null) {
                    onLine.accept(line);
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        /// What a reader of the lines threw, if it did.
        void rethrow() {
            switch (failure) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case null, default -> {}
            }
        }

        private synchronized void keep(String line) {
            if (keepTheEnd || kept.length() + line.length() < limit) {
                kept.append(line).append('\n');
            }
            if (keepTheEnd && kept.length() > limit) {
                kept.delete(0, kept.length() - limit);
            }
        }

        long lastLine() {
            return lastLine.get();
        }

        String text() throws InterruptedException {
            thread.join();
            rethrow();
            synchronized (this) {
                return kept.toString();
            }
        }
    }
}
