package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import studio.karangou.server.app.TestClock;

class AttemptLimitTest {
    private final TestClock clock = new TestClock();
    private final AttemptLimit limit = new AttemptLimit(3, Duration.ofSeconds(10), clock);

    @Test
    void failures_beyond_the_limit_shut_one_address_out() {
        fail("10.0.0.1", 3);

        assertThatThrownBy(() -> limit.check("10.0.0.1")).hasMessage("http.too-many-attempts");
        assertThatCode(() -> limit.check("10.0.0.2")).doesNotThrowAnyException();
    }

    @Test
    void one_more_attempt_is_free_after_each_period() {
        fail("10.0.0.1", 3);
        clock.advance(Duration.ofSeconds(10));
        limit.check("10.0.0.1");
        limit.failed("10.0.0.1");

        assertThatThrownBy(() -> limit.check("10.0.0.1")).hasMessage("http.too-many-attempts");
        clock.advance(Duration.ofMinutes(1));
        fail("10.0.0.1", 3);
        assertThatThrownBy(() -> limit.check("10.0.0.1")).hasMessage("http.too-many-attempts");
    }

    @Test
    void a_clock_that_is_set_back_frees_nobody_and_locks_nobody_out_for_longer() {
        fail("10.0.0.1", 3);
        clock.advance(Duration.ofHours(-1));
        assertThatThrownBy(() -> limit.check("10.0.0.1")).hasMessage("http.too-many-attempts");
        clock.advance(Duration.ofHours(1).plusSeconds(10));
        assertThatCode(() -> limit.check("10.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void so_many_addresses_do_not_fill_the_memory() {
        fail("10.0.0.1", 3);
        for (int i = 0; i < 10_000; i++) {
            limit.failed("2001:db8::" + i);
        }

        assertThatCode(() -> limit.check("10.0.0.1")).as("forgotten").doesNotThrowAnyException();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            limit.check(address);
            limit.failed(address);
        }
    }

    @Test
    void an_attempt_that_begins_counts_until_it_succeeds() {
        for (int i = 0; i < 20; i++) {
            limit.begin("a");
            limit.succeeded("a");
        }
        limit.begin("a");
        limit.begin("a");
        limit.begin("a");

        assertThatThrownBy(() -> limit.begin("a")).hasMessage("http.too-many-attempts");
        limit.succeeded("a");
        limit.begin("a");
        limit.begin("b");
    }
}
