package studio.karangou.server.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.retention.RetentionPeriods;

/// How the server runs.
///
/// @param data the folder that holds everything the server keeps, but for a PostgreSQL database
/// @param port 0 for any free one
/// @param secrets the folder of the server's keys; the same for all nodes of one server
/// @param films the folder of the object store
/// @param publicUrl the address as others see it, without a slash at the end; null to take it from each request
/// @param licenceLife from issue to the last moment in which a showing may begin
/// @param playbackLife of the token for other players
/// @param viewings how many films a person or a device may watch at a time over the network
/// @param uploadBytes the largest film file
/// @param keepFailed how long the file of a film whose preparation failed waits for another try
/// @param http how others are let in
/// @param people how people sign in and how letters reach them
/// @param retention how long what is kept
/// @param ffmpeg the folder of the programs `ffmpeg` and `ffprobe`, null for those that come with the server
record ServerConfig(
        Path data,
        String host,
        int port,
        Path secrets,
        Path films,
        DatabaseSettings database,
        @Nullable String publicUrl,
        Duration licenceLife,
        Duration playbackLife,
        int viewings,
        long uploadBytes,
        Duration keepFailed,
        HttpConfig http,
        @Nullable Path ffmpeg,
        PeopleConfig people,
        RetentionPeriods retention) {
    private static final String RETENTION = "retention.";
    private static final Set<String> ARGUMENTS = Set.of("--data", "--port", "--host", "--config");
    private static final Set<String> SETTINGS = Set.of(
            "secrets",
            "films",
            "public-url",
            "licence.days",
            "playback.hours",
            "playback.viewings",
            "upload.gigabytes",
            "ingest.keep-failed-days",
            "ffmpeg",
            "database.url",
            "database.user",
            "database.password",
            "database.password-file",
            "database.pool-size");
    private static final long GIGABYTE = 1L << 30;

    /// The file of the operator's token.
    Path operatorToken() {
        return data.resolve("operator.token");
    }

    /// Whether a proxy of ours stands before the server and writes `X-Forwarded-For`.
    boolean behindProxy() {
        return http.behindProxy();
    }

    /// The address at which it answers, once it listens.
    String address(int listeningPort) {
        return (http.tls() == null ? "http://" : "https://") + host + ":" + listeningPort;
    }

    /// Whether others than this machine are spoken to in the clear, and nobody said that a proxy ends TLS before us.
    boolean plainToOthers() {
        if (behindProxy() || http.tls() != null) {
            return false;
        }
        try {
            return !InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // listening will fail, and say so
        }
    }

    /// The file of the certificate that the server shows, for the operator's commands on this machine.
    Path shownCertificate() {
        return data.resolve("server.certificate");
    }

    /// The file that says the port while the server runs.
    Path portFile() {
        return data.resolve("server.port");
    }

    /// Reads arguments and settings.
    ///
    /// @throws FailureException with a [ConfigFailure]
    static ServerConfig read(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = arguments(arguments);
        String config = given.get("--config");
        Settings settings =
                config == null ? Settings.of(environment) : Settings.of(environment, path("--config", config));
        settings.checkNames(
                Stream.of(SETTINGS, HttpConfig.SETTINGS, PeopleConfig.settings(settings), retentionSettings())
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet()));
        String folder = given.get("--data");
        if (folder == null) {
            throw new ConfigFailure.Missing("--data").asException();
        }
        Path data = path("--data", folder).toAbsolutePath();
        return new ServerConfig(
                data,
                given.getOrDefault("--host", "127.0.0.1"),
                port(given.get("--port")),
                settings.get("secrets").map(text -> path("secrets", text)).orElse(data.resolve("secrets")),
                settings.get("films").map(text -> path("films", text)).orElse(data.resolve("objects")),
                database(settings, data),
                settings.get("public-url").map(ServerConfig::publicUrl).orElse(null),
                Duration.ofDays(settings.number("licence.days", 30, 1, 3650)),
                Duration.ofHours(settings.number("playback.hours", 12, 1, 72)),
                (int) settings.number("playback.viewings", 3, 1, 1_000),
                settings.number("upload.gigabytes", 64, 1, 1024) * GIGABYTE,
                Duration.ofDays(settings.number("ingest.keep-failed-days", 14, 1, 365)),
                HttpConfig.read(settings),
                settings.get("ffmpeg").map(text -> path("ffmpeg", text)).orElse(null),
                PeopleConfig.read(settings, data),
                retention(settings));
    }

    /// Reads them for a command that does not listen.
    ///
    /// @throws FailureException with a [ConfigFailure]
    static ServerConfig readWithoutPort(List<String> arguments, Map<String, String> environment) {
        List<String> all = new ArrayList<>(arguments);
        if (!all.contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        return read(all, environment);
    }

    private static Map<String, String> arguments(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!ARGUMENTS.contains(name) || i + 1 == arguments.size()) {
                throw new ConfigFailure.BadArgument(name).asException();
            }
            given.put(name, arguments.get(i + 1));
        }
        return given;
    }

    private static int port(@Nullable String text) {
        if (text == null) {
            throw new ConfigFailure.Missing("--port").asException();
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new FailureException(new ConfigFailure.BadValue("--port"), e);
        }
        throw new ConfigFailure.BadValue("--port").asException();
    }

    private static Set<String> retentionSettings() {
        return RetentionPeriods.rules().stream().map(rule -> RETENTION + rule).collect(Collectors.toSet());
    }

    /// Days; those of a rule that nobody sets are its own.
    private static RetentionPeriods retention(Settings settings) {
        Map<String, Integer> days = new HashMap<>();
        for (String rule : RetentionPeriods.rules()) {
            if (settings.get(RETENTION + rule).isPresent()) {
                int least = RetentionPeriods.least(rule);
                days.put(rule, (int) settings.number(RETENTION + rule, least, least, 3650));
            }
        }
        return RetentionPeriods.standard().with(days);
    }

    private static DatabaseSettings database(Settings settings, Path data) {
        int pool = (int) settings.number("database.pool-size", 10, 1, 200);
        String url = settings.get("database.url").orElse(null);
        if (url == null) {
            return new DatabaseSettings.H2(data.resolve("karangou"), pool);
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new ConfigFailure.BadValue("database.url").asException();
        }
        String user = settings.get("database.user")
                .orElseThrow(() -> new ConfigFailure.Missing("database.user").asException());
        return new DatabaseSettings.PostgreSql(
                url, user, settings.secret("database.password").orElse(""), pool);
    }

    private static String publicUrl(String text) {
        if (!text.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new ConfigFailure.BadValue("public-url").asException();
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Path path(String setting, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new FailureException(new ConfigFailure.BadValue(setting), e);
        }
    }
}
