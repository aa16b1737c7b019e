package studio.karangou.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceId;

class GrowthTest {
    private static final UUID HERE = new UUID(1, 1);
    private static final UUID THERE = new UUID(1, 2);

    @Test
    void a_venue_is_reached_by_what_concerns_it_or_everyone() {
        Growth growth = new Growth(5, Map.of(HERE, 7L));

        assertThat(growth.reaches(Set.of(HERE))).hasValue(7);
        assertThat(growth.reaches(Set.of(THERE))).hasValue(5);
        assertThat(new Growth(0, Map.of(HERE, 7L)).reaches(Set.of(THERE))).isEmpty();
    }

    @Test
    void two_of_them_reach_as_far_as_the_later_one() {
        Growth both = new Growth(5, Map.of(HERE, 7L)).and(new Growth(9, Map.of(HERE, 6L, THERE, 8L)));

        assertThat(both).isEqualTo(new Growth(9, Map.of(HERE, 7L, THERE, 8L)));
    }

    @Test
    void what_is_written_is_read_again() {
        Growth growth = new Growth(0, Map.of(HERE, 7L, THERE, 8L));

        assertThat(Growth.read(growth.written())).isEqualTo(growth);
        assertThat(Growth.read(new Growth(12, Map.of()).written())).isEqualTo(new Growth(12, Map.of()));
    }

    @Test
    void more_scopes_than_a_notification_can_carry_are_left_to_be_looked_up() {
        Map<UUID, Long> many = new HashMap<>();
        for (long i = 1; i <= 500; i++) {
            many.put(new UUID(2, i), i);
        }

        Growth read = Growth.read(new Growth(3, many).written());

        assertThat(read.unsaid()).isTrue();
        assertThat(Growth.read(read.written())).isEqualTo(read);
        assertThat(new Growth(5, Map.of(HERE, 7L)).and(read)).isEqualTo(new Growth(5, Map.of(HERE, 7L), true));
    }

    @Test
    void what_is_for_a_device_alone_is_seen() {
        DeviceId device = new DeviceId(HERE);

        assertThat(new Growth(0, Map.of(HERE, 7L)).isFor(device)).isTrue();
        assertThat(new Growth(3, Map.of(THERE, 7L)).isFor(device)).isFalse();
    }
}
