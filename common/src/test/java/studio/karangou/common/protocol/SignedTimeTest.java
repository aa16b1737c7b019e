package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;

/// The server's time is for one device and one question.
class SignedTimeTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00.123Z");
    private static final SigningKeyPair SERVER = SigningKeyPair.generate();

    private final SecureRandom random = new SecureRandom();
    private final String nonce = SignedTime.nonce(random);
    private final String answer = SignedTime.answer(SERVER, DEVICE, nonce, NOW).orElseThrow();

    @Test
    void the_device_that_asked_believes_the_server_that_it_knows() {
        assertThat(SignedTime.read(SERVER.verifyingKey(), DEVICE, nonce, answer))
                .hasValue(NOW);
    }

    @Test
    void an_answer_from_before_is_none_to_the_next_question() {
        assertThat(SignedTime.read(SERVER.verifyingKey(), DEVICE, SignedTime.nonce(random), answer))
                .isEmpty();
    }

    @Test
    void an_answer_of_another_key_or_to_another_device_is_not_believed() {
        assertThat(SignedTime.read(SigningKeyPair.generate().verifyingKey(), DEVICE, nonce, answer))
                .isEmpty();
        assertThat(SignedTime.read(SERVER.verifyingKey(), new DeviceId(new UUID(1, 2)), nonce, answer))
                .isEmpty();
    }

    @Test
    void another_instant_under_the_same_signature_is_not_believed() {
        assertThat(SignedTime.read(SERVER.verifyingKey(), DEVICE, nonce, answer.replace("2026", "2036")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "2026-11-22T18:00:00Z", "2026-11-22T18:00:00Z x", "Sun, 22 Nov 2026 18:00:00 GMT"})
    void what_is_no_answer_is_not_believed(String other) {
        assertThat(SignedTime.read(SERVER.verifyingKey(), DEVICE, nonce, other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAA\n", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void the_server_signs_nothing_but_a_nonce(String other) {
        assertThat(SignedTime.answer(SERVER, DEVICE, other, NOW)).isEmpty();
    }
}
