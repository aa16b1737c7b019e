package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.post.PostSettings;

class ServerConfigTest {
    private static final List<String> LEAST = List.of("--data", "/var/lib/karangou", "--port", "8080");

    @TempDir
    private Path folder;

    @Test
    void data_and_port_are_enough() {
        ServerConfig config = ServerConfig.read(LEAST, Map.of());

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.secrets()).isEqualTo(Path.of("/var/lib/karangou/secrets"));
        assertThat(config.films()).isEqualTo(Path.of("/var/lib/karangou/objects"));
        assertThat(config.operatorToken()).isEqualTo(Path.of("/var/lib/karangou/operator.token"));
        assertThat(config.database()).isEqualTo(new DatabaseSettings.H2(Path.of("/var/lib/karangou/karangou"), 10));
        assertThat(config.licenceLife()).isEqualTo(Duration.ofDays(30));
        assertThat(config.keepFailed()).isEqualTo(Duration.ofDays(14));
        assertThat(config.publicUrl()).isNull();
    }

    @Test
    void letters_and_sessions_are_as_the_settings_say() {
        ServerConfig config = ServerConfig.read(
                LEAST,
                Map.of(
                        "KARANGOU_SMTP_HOST", "mail.example",
                        "KARANGOU_SMTP_SECURITY", "tls",
                        "KARANGOU_SMTP_PORT", "465",
                        "KARANGOU_SMTP_PASSWORD", "geheim",
                        "KARANGOU_MAIL_FROM", "karangou@example.org",
                        "KARANGOU_SMS_URL", "https://sms.example/send",
                        "KARANGOU_SESSION_DAYS", "30"));

        assertThat(config.people().post().smtp())
                .isEqualTo(new PostSettings.Smtp(
                        "mail.example", 465, PostSettings.Security.TLS, null, "geheim", "karangou@example.org"));
        assertThat(config.people().post().sms())
                .isEqualTo(new PostSettings.Sms(URI.create("https://sms.example/send"), null));
        assertThat(config.people().lives().person()).isEqualTo(Duration.ofDays(30));
        assertThat(config.toString()).doesNotContain("geheim");
        assertThat(ServerConfig.read(LEAST, Map.of()).people().post().smtp()).isNull();
        for (Map<String, String> wrong : List.of(
                Map.of("KARANGOU_SMTP_HOST", "mail.example"),
                Map.of(
                        "KARANGOU_SMTP_HOST",
                        "mail.example",
                        "KARANGOU_MAIL_FROM",
                        "x",
                        "KARANGOU_SMTP_SECURITY",
                        "ssl"),
                Map.of("KARANGOU_SMS_URL", "ftp://sms.example"),
                Map.of("KARANGOU_PASSWORD_BREACH_URL", "::"),
                Map.of("KARANGOU_SESSION_DAYS", "0"))) {
            assertThat(catchThrowableOfType(FailureException.class, () -> ServerConfig.read(LEAST, wrong)))
                    .as(wrong.toString())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://sms.example/send, ",
        "http://127.0.0.1:9000/send, ",
        "http://[::1]:9000/send, ",
        "http://localhost/send, ",
        "http://sms.example/send, config.needs-https",
        "http://localhost.example/send, config.needs-https",
        "http://192.168.1.20/send, config.needs-https",
        "ftp://sms.example, config.bad-value"
    })
    void secrets_go_to_other_machines_over_https_only(String address, String code) {
        for (String variable : List.of("KARANGOU_SMS_URL", "KARANGOU_PASSWORD_BREACH_URL")) {
            FailureException refused = catchThrowableOfType(
                    FailureException.class, () -> ServerConfig.read(LEAST, Map.of(variable, address)));
            assertThat(refused == null ? null : refused.failure().code()).isEqualTo(code);
        }
        FailureException refused = catchThrowableOfType(FailureException.class, () -> AdminMain.checked(address));
        assertThat(refused == null).isEqualTo(code == null);
    }

    @ParameterizedTest
    @CsvSource({"0, ", "200, ", "5000, ", "5001, config.bad-value", "10000, config.bad-value"})
    void lines_never_take_the_connections_that_devices_send_over(String lines, String code) {
        FailureException refused = catchThrowableOfType(
                FailureException.class,
                () -> ServerConfig.read(LEAST, Map.of("KARANGOU_HTTP_LIVE_CONNECTIONS", lines)));

        assertThat(refused == null ? null : refused.failure().code()).isEqualTo(code);
        assertThat(ServerConfig.read(LEAST, Map.of()).http().liveConnections()).isLessThanOrEqualTo(5000);
    }

    @Test
    void a_variable_goes_before_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("karangou.yaml"), """
                licence: {days: 7}
                playback.hours: 3
                public-url: https://karangou.example/
                database:
                  url: jdbc:postgresql://db/karangou
                  user: karangou
                  pool-size: 20
                """);
        Path password = Files.writeString(folder.resolve("password"), "geheim\n");

        ServerConfig config = ServerConfig.read(
                List.of("--config", file.toString(), "--data", "d", "--port", "0", "--host", "0.0.0.0"),
                Map.of("KARANGOU_LICENCE_DAYS", "14", "KARANGOU_DATABASE_PASSWORD_FILE", password.toString()));

        assertThat(config.licenceLife()).isEqualTo(Duration.ofDays(14));
        assertThat(config.playbackLife()).isEqualTo(Duration.ofHours(3));
        assertThat(config.publicUrl()).isEqualTo("https://karangou.example");
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.database())
                .isEqualTo(new DatabaseSettings.PostgreSql("jdbc:postgresql://db/karangou", "karangou", "geheim", 20));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false, false",
        "127.8.0.1, false, false",
        "localhost, false, false",
        "::1, false, false",
        "0.0.0.0, false, true",
        "::, false, true",
        "192.168.1.20, false, true",
        "0.0.0.0, true, false"
    })
    void plain_http_is_for_this_machine_or_behind_a_proxy(String host, boolean behindProxy, boolean warned) {
        ServerConfig config = ServerConfig.read(
                List.of("--data", "d", "--port", "0", "--host", host),
                Map.of("KARANGOU_HTTP_BEHIND_PROXY", Boolean.toString(behindProxy)));

        assertThat(config.plainToOthers()).isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({
        "--data d, config.missing",
        "--port 1, config.missing",
        "--data d --port, config.bad-argument",
        "--data d --prot 1, config.bad-argument",
        "--data d --port x, config.bad-value",
        "--data d --port 65536, config.bad-value",
        "--data d --port 1 --config nowhere.yaml, config.unreadable-file"
    })
    void arguments_that_cannot_be_are_refused(String arguments, String code) {
        refused(List.of(arguments.split(" ", -1)), Map.of(), code);
    }

    @ParameterizedTest
    @CsvSource({
        "KARANGOU_LICENCE_DAYS, 0, config.bad-value",
        "KARANGOU_LICENCE_DAYS, month, config.bad-value",
        "KARANGOU_INGEST_KEEP_FAILED_DAYS, 0, config.bad-value",
        "KARANGOU_HTTP_BEHIND_PROXY, yes, config.bad-value",
        "KARANGOU_PUBLIC_URL, karangou.example, config.bad-value",
        "KARANGOU_DATABASE_URL, jdbc:mysql://db/k, config.bad-value",
        "KARANGOU_DATABASE_URL, jdbc:postgresql://db/k, config.missing"
    })
    void settings_that_cannot_be_are_refused(String name, String value, String code) {
        refused(LEAST, Map.of(name, value), code);
    }

    @ParameterizedTest
    @CsvSource({
        "'licence: {dyas: 7}', config.unknown-setting",
        "'licence: [7', config.unreadable-file",
        "'just text', config.bad-value",
        "'- a', config.bad-value",
        "'x: !!java.net.URL [http://x]', config.unreadable-file"
    })
    void a_file_that_cannot_be_is_refused(String content, String code) throws IOException {
        Path file = Files.writeString(folder.resolve("karangou.yaml"), content);

        refused(List.of("--data", "d", "--port", "0", "--config", file.toString()), Map.of(), code);
    }

    private static void refused(List<String> arguments, Map<String, String> environment, String code) {
        assertThat(catchThrowableOfType(FailureException.class, () -> ServerConfig.read(arguments, environment)))
                .hasMessage(code);
    }
}
