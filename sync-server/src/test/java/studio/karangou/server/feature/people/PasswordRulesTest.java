package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules(_ -> false, new PasswordHashing(1));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Passw0rd!",
                "azertyuiop",
                "12345678901",
                "qwertyqwerty",
                "iloveyou2",
                "karangou1",
                "mensahafi",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefghijkl",
                "kpalimé2026",
                "atakpame-notse",
                "Essowè1998!",
                "jesusmaforce228",
                "septembre-sokode"
            })
    void what_is_tried_first_is_refused(String password) {
        assertThatThrownBy(() -> rules.check(password, List.of("Afi Mensah", "afi.mensah@exemple.tg")))
                .hasMessage("people.password-guessable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fleuve mangue tambour sept",
                "xK9#vTq2",
                "nous irons tous au cinema demain soir",
                "ɖevi lɔ̃a nu sɔsrɔ̃",
                "k7f9q2m4x8w3"
            })
    void what_nobody_guesses_is_taken_whatever_it_is_made_of(String password) {
        assertThatCode(() -> rules.check(password, List.of("Afi Mensah"))).doesNotThrowAnyException();
    }

    @Test
    void the_longest_password_is_judged_in_time() {
        String longest = "correct horse battery staple ".repeat(9).substring(0, 256);

        assertTimeout(Duration.ofSeconds(10), () -> rules.check(longest, List.of()));
        assertThatThrownBy(() -> rules.check(longest + "x", List.of())).hasMessage("people.password-too-long");
        assertThatThrownBy(() -> rules.check("🎬".repeat(7), List.of())).hasMessage("people.password-too-short");
    }

    @Test
    void a_breached_password_is_found_by_five_digits_of_its_hash() throws IOException {
        AtomicReference<String> asked = new AtomicReference<>();
        HttpServer service = serving(
                200,
                "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n" + hashRest("fleuve mangue tambour sept") + ":3\r\n"
                        + hashRest("girafe lampe nuage vingt") + ":0\r\n",
                asked);
        try (BreachRange range = new BreachRange(address(service))) {
            assertThat(range.contain("fleuve mangue tambour sept")).isTrue();
            assertThat(asked.get()).matches("/range/[0-9A-F]{5}");
            assertThat(range.contain("girafe lampe nuage vingt")).as("padding").isFalse();
            assertThat(range.contain("tout autre chose")).isFalse();
            assertThatThrownBy(() -> new PasswordRules(range, new PasswordHashing(1))
                            .check("fleuve mangue tambour sept", List.of()))
                    .hasMessage("people.password-breached");
        } finally {
            service.stop(0);
        }
    }

    @Test
    void a_service_that_is_not_there_stops_nobody() throws IOException {
        HttpServer service = serving(500, "", new AtomicReference<>());
        String address = address(service);
        try (BreachRange range = new BreachRange(address)) {
            assertThat(range.contain("fleuve mangue")).isFalse();
            service.stop(0);
            assertThat(range.contain("fleuve mangue")).isFalse();
        }
    }

    private static String hashRest(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest).substring(5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(HttpServer service) {
        return "http://127.0.0.1:" + service.getAddress().getPort() + "/range/";
    }

    private static HttpServer serving(int status, String body, AtomicReference<String> asked) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().getPath());
            byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
        return service;
    }
}
