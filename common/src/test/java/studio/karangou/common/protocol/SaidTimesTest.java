package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.merge.LastWriter;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.common.protocol.OperationBody.FilmHeld;

class SaidTimesTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 1));
    private static final Instant ARRIVED = Instant.parse("2026-11-23T12:00:00Z");
    private static final long HOUR = 3_600_000;

    @Test
    void a_time_that_is_right_is_taken_as_it_is() {
        long early = ARRIVED.toEpochMilli() - HOUR;

        assertThat(SaidTimes.of(List.of(at(1, early, 3, false), at(2, early + 5, 0, true)), ARRIVED))
                .containsExactly(stamp(early, 3, 1), stamp(early + 5, 0, 2));
    }

    @Test
    void of_a_clock_that_runs_ahead_the_journal_decides_what_was_said_last() {
        long future = ARRIVED.toEpochMilli() + 1000 * HOUR;

        List<Stamp> said = SaidTimes.of(List.of(at(1, future, 7, true), at(2, future + 9, 0, true)), ARRIVED);

        assertThat(said).containsExactly(stamp(ARRIVED.toEpochMilli(), 0, 1), stamp(ARRIVED.toEpochMilli(), 0, 2));
        assertThat(said.get(1)).isGreaterThan(said.get(0));
    }

    @Test
    void what_was_said_after_a_clock_was_put_right_is_the_last_word() {
        long future = ARRIVED.toEpochMilli() + 1000 * HOUR;
        long right = ARRIVED.toEpochMilli() - 2 * HOUR;

        List<Stamp> said = SaidTimes.of(List.of(at(1, future, 0, true), at(2, right, 0, false)), ARRIVED);

        LastWriter<String> wrong = new LastWriter<>("wrong", said.get(0));
        assertThat(wrong.merge(new LastWriter<>("right", said.get(1))).value()).isEqualTo("right");
    }

    @Test
    void what_is_recorded_again_later_keeps_its_place_in_time() {
        long late = ARRIVED.toEpochMilli() - HOUR;

        List<Stamp> said = SaidTimes.of(List.of(at(1, late, 0, false), at(2, late - 9 * HOUR, 0, false)), ARRIVED);

        assertThat(said.get(0)).isGreaterThan(said.get(1));
    }

    private static Stamp stamp(long millis, int counter, long sequence) {
        return new Stamp(new HybridTime(millis, counter), DEVICE, sequence);
    }

    private static Operation at(long sequence, long millis, int counter, boolean unsure) {
        return new Operation(
                DEVICE,
                sequence,
                new OperationId(new UUID(2, sequence)),
                new HybridTime(millis, counter),
                null,
                new FilmHeld(new FilmId(new UUID(3, 3)), true),
                unsure);
    }
}
