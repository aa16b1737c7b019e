package studio.karangou.desktop.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.SignedTime;

/// What a device believes of the time that an answer says.
class TimeQuestionTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 1));
    private static final Instant CLOCK = Instant.parse("2026-11-22T18:00:00Z");
    private static final Instant SERVER_TIME = Instant.parse("2026-11-23T09:00:00Z");

    private final SigningKeyPair server = SigningKeyPair.generate();
    private long nanos;
    // the machine's clock goes on with what passes
    private final InstantSource clock = () -> CLOCK.plusNanos(nanos);
    private final BestTime time = new BestTime(clock, () -> nanos, new Forgetful());

    @Test
    void what_the_server_signed_for_this_question_is_sure_and_half_of_the_way_is_added() {
        TimeQuestion question = question();
        pass(Duration.ofSeconds(30)); // a session was opened first
        question.sent();
        pass(Duration.ofSeconds(4));

        question.heard(answer(server, DEVICE, question));

        assertThat(time.isSure()).isTrue();
        assertThat(time.instant()).isEqualTo(SERVER_TIME.plusSeconds(2));
    }

    @Test
    void a_body_that_takes_an_hour_makes_it_no_later() {
        TimeQuestion question = question();
        question.sent();
        pass(Duration.ofSeconds(2));
        question.heard(answer(server, DEVICE, question));
        pass(Duration.ofHours(1));

        question.read(SERVER_TIME);

        assertThat(time.isSure()).isTrue();
        assertThat(time.instant()).isEqualTo(SERVER_TIME.plusSeconds(1).plus(Duration.ofHours(1)));
    }

    @Test
    void an_answer_to_an_earlier_question_is_not_believed() {
        Optional<String> recorded = answer(server, DEVICE, question());
        TimeQuestion question = question();

        question.heard(recorded);

        assertNothingIsBelieved(question);
    }

    @Test
    void the_time_of_another_server_is_not_believed() {
        TimeQuestion question = question();

        question.heard(answer(SigningKeyPair.generate(), DEVICE, question));

        assertNothingIsBelieved(question);
    }

    @Test
    void what_was_said_to_another_device_is_not_believed() {
        TimeQuestion question = question();

        question.heard(answer(server, new DeviceId(new UUID(1, 2)), question));

        assertNothingIsBelieved(question);
    }

    @Test
    void without_a_signature_it_is_at_least_so_late_and_nothing_is_sure() {
        TimeQuestion question = question();

        question.heard(Optional.empty());

        assertNothingIsBelieved(question);
    }

    /// The time in the body counts for no more than that of a stick.
    private void assertNothingIsBelieved(TimeQuestion question) {
        assertThat(time.instant()).isEqualTo(CLOCK);
        question.read(CLOCK.minus(Duration.ofDays(3)));
        assertThat(time.instant()).isEqualTo(CLOCK);
        question.read(SERVER_TIME);
        assertThat(time.instant()).isEqualTo(SERVER_TIME);
        assertThat(time.isSure()).isFalse();
    }

    private TimeQuestion question() {
        return new TimeQuestion(time, () -> nanos, DEVICE, Optional.of(server.verifyingKey()));
    }

    private static Optional<String> answer(SigningKeyPair signing, DeviceId device, TimeQuestion question) {
        return SignedTime.answer(signing, device, question.nonce().orElseThrow(), SERVER_TIME);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static final class Forgetful implements BestTime.Memory {
        @Override
        public Optional<BestTime.Remembered> recall() {
            return Optional.empty();
        }

        @Override
        public void remember(BestTime.Remembered remembered) {
            // nobody asks
        }
    }
}
