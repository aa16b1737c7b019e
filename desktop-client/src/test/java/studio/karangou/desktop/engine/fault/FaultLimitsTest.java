package studio.karangou.desktop.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.FaultReport.SystemFamily;

class FaultLimitsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final FaultLimits limits = FaultLimits.read("");

    @Test
    void the_same_place_is_told_once_an_hour_with_how_often_it_happened_since() {
        assertThat(limits.happened(fault(1), NOON)).map(FaultReport::count).contains(1);
        for (int second = 1; second <= 3_000; second++) {
            assertThat(limits.happened(fault(1), NOON.plusSeconds(second))).isEmpty();
        }
        assertThat(limits.due(NOON.plusSeconds(3_599))).isEmpty();

        assertThat(limits.happened(fault(1), NOON.plus(FaultLimits.AGAIN)))
                .map(FaultReport::count)
                .contains(3_001);
    }

    @Test
    void what_waited_is_told_when_its_hour_is_over_even_if_it_does_not_happen_again() {
        limits.happened(fault(1), NOON);
        limits.happened(fault(1), NOON.plusSeconds(1));
        limits.happened(fault(1), NOON.plusSeconds(2));

        assertThat(limits.due(NOON.plus(FaultLimits.AGAIN)))
                .singleElement()
                .satisfies(report -> assertThat(report.count()).isEqualTo(2));
        assertThat(limits.due(NOON.plus(FaultLimits.AGAIN.multipliedBy(3)))).isEmpty();
    }

    @Test
    void a_day_has_ten_reports_and_the_next_day_ten_more() {
        long told = 0;
        for (int place = 0; place < 50; place++) {
            told += limits.happened(fault(place), NOON).stream().count();
        }
        assertThat(told).isEqualTo(FaultLimits.A_DAY);
        assertThat(limits.due(NOON.plus(Duration.ofHours(2)))).isEmpty();

        List<FaultReport> tomorrow = limits.due(NOON.plus(Duration.ofDays(1)));
        assertThat(tomorrow).hasSize(FaultLimits.A_DAY);
    }

    @Test
    void a_program_that_dies_at_each_start_is_told_once() {
        assertThat(limits.happened(fault(1), NOON)).isPresent();
        String written = limits.written();
        for (int start = 1; start < 60; start++) {
            FaultLimits again = FaultLimits.read(written);
            assertThat(again.happened(fault(1), NOON.plus(Duration.ofMinutes(start))))
                    .isEmpty();
            written = again.written();
        }
        assertThat(FaultLimits.read(written).happened(fault(1), NOON.plus(FaultLimits.AGAIN)))
                .isPresent();
    }

    @Test
    void what_is_remembered_stays_small() {
        for (int day = 0; day < 40; day++) {
            for (int place = 0; place < 50; place++) {
                limits.happened(fault(1_000 * day + place), NOON.plus(Duration.ofDays(day)));
            }
        }
        assertThat(limits.written()).hasSizeLessThan(2_000);
    }

    @Test
    void a_time_that_a_wrong_clock_wrote_holds_nothing_up() {
        limits.happened(fault(1), NOON.plus(Duration.ofDays(400)));

        assertThat(limits.happened(fault(1), NOON)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "day x 3", "day 2026-11-22 many", "abc notatime", "\n\n", "1 2 3 4 5"})
    void what_cannot_be_read_is_forgotten(String written) {
        assertThat(FaultLimits.read(written).happened(fault(1), NOON)).isEqualTo(Optional.of(fault(1)));
    }

    private static FaultReport fault(int place) {
        return new FaultReport(
                FaultReport.UNEXPECTED,
                List.of("java.lang.IllegalStateException"),
                List.of("studio.karangou.desktop.app.Place" + place + "x.thing:1"),
                "0.1.0",
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                1);
    }
}
