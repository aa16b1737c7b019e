package studio.karangou.packaging.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A JVM of ours, started and ended by its process id.
public final class ChildProcess implements AutoCloseable {
    private static final int GRACE_SECONDS = 20;
    private static final List<String> USUAL = List.of("--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8");

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /// Starts a class on the JVM that runs this.
    ///
    /// @param log where the process' standard error goes, appended
    public static ChildProcess start(
            String classPath, String mainClass, List<String> jvmOptions, List<String> arguments, Path log)
            throws IOException {
        return start(classPath, mainClass, jvmOptions, arguments, log, Map.of());
    }

    /// As above, with more in the environment.
    public static ChildProcess start(
            String classPath,
            String mainClass,
            List<String> jvmOptions,
            List<String> arguments,
            Path log,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // said twice, the first would not be what a cache of the JVM was made with
        USUAL.stream().filter(option -> !jvmOptions.contains(option)).forEach(command::add);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    public Process process() {
        return process;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /// kill -9: the process gets no chance to put anything in order.
    public void kill() throws IOException {
        process.destroyForcibly();
        awaitEnd();
    }

    /// SIGTERM, then an end in good order.
    ///
    /// @return the exit code
    public int stop() throws IOException {
        process.destroy();
        return awaitEnd();
    }

    /// Waits, for as long as a person uses it, until the process ends by itself.
    ///
    /// @return the exit code
    public int awaitEndOfUse() throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process runs", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            kill();
        }
    }

    private int awaitEnd() throws IOException {
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("process " + process.pid() + " did not end in " + GRACE_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process ends", e);
        }
    }
}
