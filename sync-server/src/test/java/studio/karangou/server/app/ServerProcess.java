package studio.karangou.server.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import studio.karangou.server.db.DatabaseSettings;

/// The server as its users run it: a process of its own.
final class ServerProcess extends ServerClient implements AutoCloseable {
    private final Path data;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;
    private String base = "";

    private ServerProcess(Path data, Map<String, String> environment) {
        super(data);
        this.data = data;
        this.environment = environment;
        log = data.resolveSibling(data.getFileName() + ".log");
    }

    /// Starts it and waits until it says that it is ready.
    static ServerProcess start(Path data, DatabaseSettings database) {
        ServerProcess server = new ServerProcess(data, environment(database));
        server.launch(List.of("--data", data.toString(), "--port", "0"));
        server.awaitReady();
        return server;
    }

    /// Starts it with arguments under which it is not expected to run for long.
    static ServerProcess attempt(Path data, Map<String, String> environment, String... arguments) {
        ServerProcess server = new ServerProcess(data, environment);
        server.launch(List.of(arguments));
        return server;
    }

    /// Starts again what was killed or stopped.
    void startAgain() {
        launch(List.of("--data", data.toString(), "--port", "0"));
        awaitReady();
    }

    /// kill -9
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /// SIGTERM
    void terminate() {
        process.destroy();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What it wrote on standard error.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file of its operator's token.
    Path operatorToken() {
        return data.resolve("operator.token");
    }

    @Override
    public String base() {
        return base;
    }

    @Override
    public InstantSource clock() {
        return Clock.systemUTC();
    }

    @Override
    public void close() {
        closeClient();
        process.destroyForcibly();
        awaitExit();
    }

    private void launch(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml", // the real one, not that of tests
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("KARANGOU_"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it says that it is ready.
    void awaitReady() {
        try {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("did not start: " + log());
            }
            base = line.substring(line.lastIndexOf(' ') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The variables that name a database.
    static Map<String, String> environment(DatabaseSettings database) {
        return switch (database) {
            case DatabaseSettings.H2 _ -> Map.of();
            case DatabaseSettings.PostgreSql postgres ->
                Map.of(
                        "KARANGOU_DATABASE_URL", postgres.url(),
                        "KARANGOU_DATABASE_USER", postgres.user(),
                        "KARANGOU_DATABASE_PASSWORD", postgres.password());
        };
    }
}
