package studio.karangou.packaging.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.app.AdminClient;

/// A server process on this machine, with its data in a folder; it keeps its port from start to start.
public final class DemoServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoServer.class);
    /// A server's exit code when another has its folder.
    private static final int DATA_IN_USE = 5;
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

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

    /// Starts the server, unless one runs on this folder and is well: then that is used, and not ended by this.
    ///
    /// @return whether it was started by this
    /// @throws IOException if there is none in the end; the log says why
    public boolean startOrJoin() throws IOException {
        if (join()) {
            return false;
        }
        try {
            start();
            return true;
        } catch (IOException e) {
            // somebody was faster, and their server may not answer yet
            if (process == null || process.stop() != DATA_IN_USE || !Patience.await(LONGEST_START, this::join)) {
                throw e;
            }
            process = null;
            return false;
        }
    }

    private boolean join() throws IOException {
        Path told = data.resolve("server.port");
        if (!Files.exists(told) || !Files.exists(data.resolve("operator.token"))) {
            return false;
        }
        int before = port;
        port = Integer.parseInt(Files.readString(told).strip());
        try (AdminClient operator = operator()) {
            if (operator.get("/health/ready").path("status").asText().equals("UP")) {
                operator.get("/api/v1/operator/jobs"); // which no other server would answer to this token
                return true;
            }
        } catch (FailureException e) {
            LOG.debug("no server answers on port {}", port, e);
        }
        port = before;
        return false;
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

    /// The number of its process.
    ///
    /// @throws IllegalStateException if it does not run
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process.pid();
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
                Locale.getDefault());
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
