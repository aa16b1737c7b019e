package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HeapPressureTest {
    @Test
    void what_lives_after_a_collection_counts() {
        HeapPressure always = HeapPressure.above(0);
        System.gc();
        assertThat(always.getAsBoolean()).isTrue();

        HeapPressure never = HeapPressure.above(1);
        System.gc();
        assertThat(never.getAsBoolean()).isFalse();
    }

    @Test
    void under_pressure_a_few_still_get_in_so_that_it_ends() {
        AtomicBoolean pressure = new AtomicBoolean();
        InFlight inFlight = new InFlight(100, pressure::get);
        for (int i = 0; i < 20; i++) {
            inFlight.enter();
        }

        pressure.set(true);
        assertThatThrownBy(inFlight::enter).hasMessage("http.busy");
        for (int i = 0; i < 13; i++) {
            inFlight.leave();
        }
        inFlight.enter();
        assertThatThrownBy(inFlight::enter).hasMessage("http.busy");
        pressure.set(false);
        inFlight.enter();
    }
}
