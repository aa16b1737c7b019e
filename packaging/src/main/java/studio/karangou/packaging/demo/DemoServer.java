package studio.karangou.packaging.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.server.app.AdminClient;

/// A server process on this machine, with its data in a folder; it keeps its port from start to start.
public final class DemoServer implements AutoCloseable {
    private final String classPath;
    private final Path data;
    private final Path log;
    private final Map<String, String> settings;
    private @Nullable ChildProcess process;
    private @Nullable Path portMemory;
    private int port;

    /// @param classPath the server's jars
    /// @param log where its log goes, appended
    public DemoServer(String classPath, Path data, Path log) {
        this(classPath, data, log, Map.of());
    }

    /// @param settings variables of its environment
    public DemoServer(String classPath, Path data, Path log, Map<String, String> settings) {
        this.classPath = classPath;
        this.data = data;
        this.log = log;
        this.settings = Map.copyOf(settings);
    }

    /// Starts the server; when this returns it answers.
    ///
    /// @throws IOException if it does not start; the log says why
    public void start() throws IOException {
        ChildProcess started = ChildProcess.start(
                classPath,
                "studio.karangou.server.app.ServerMain",
                List.of("-Duser.language=fr"),
                List.of("--data", data.toString(), "--port", String.valueOf(port)),
                log,
                settings);
        process = started;
        String line = started.process().inputReader().readLine();
        if (line == null) {
            throw new IOException("the server did not start; see " + log);
        }
        port = URI.create(line.substring(line.lastIndexOf(' ') + 1)).getPort();
        if (portMemory != null) {
            Files.writeString(portMemory, String.valueOf(port));
        }
    }

    /// Uses the port of the last time, so that devices enrolled then still find the server.
    ///
    /// @param memory the file that remembers it
    public void keepPort(Path memory) throws IOException {
        portMemory = memory;
        if (Files.exists(memory)) {
            port = Integer.parseInt(Files.readString(memory).strip());
        }
    }

    public int port() {
        return port;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path data() {
        return data;
    }

    /// The operator's end of this server.
    public AdminClient operator() throws IOException {
        return new AdminClient(
                address().toString(),
                Files.readString(data.resolve("operator.token")).strip(),
                Locale.FRENCH);
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /// kill -9.
    public void kill() throws IOException {
        if (process != null) {
            process.kill();
        }
    }

    /// Ends it in good order.
    ///
    /// @return its exit code, 0 if it was not running
    public int stop() throws IOException {
        return process == null || !process.isAlive() ? 0 : process.stop();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
