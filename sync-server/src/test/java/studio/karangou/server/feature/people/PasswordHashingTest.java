package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.http.RequestFailure;

class PasswordHashingTest {
    private final PasswordHashing hashing = new PasswordHashing(2);

    @Test
    void a_password_matches_its_own_hash_and_no_other() {
        String hash = hashing.hash("fleuve mangue");

        assertThat(hashing.matches("fleuve mangue", hash)).isTrue();
        assertThat(hashing.matches("fleuve mangues", hash)).isFalse();
        assertThat(hashing.matches("fleuve mangue", null)).isFalse();
        assertThat(hashing.hash("fleuve mangue")).isNotEqualTo(hash);
    }

    @Test
    void who_has_no_account_costs_as_much_as_who_has() {
        String hash = hashing.hash("fleuve mangue");
        long with = fastest(() -> hashing.matches("fleuve", hash));
        long without = fastest(() -> hashing.matches("fleuve", null));

        assertThat((double) without / with).isBetween(0.5, 2.0);
    }

    /// Nanoseconds; the fastest of several is least disturbed by what else the machine does.
    private static long fastest(Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long begun = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        return fastest;
    }

    @Test
    void accents_are_the_same_however_a_keyboard_composes_them() {
        assertThat(hashing.matches("me\u0301tis", hashing.hash("m\u00e9tis"))).isTrue();
    }

    /// Made by the reference implementation's command `argon2 somesalt -id -t 2 -k 256 -p 1 -e`.
    @Test
    void hashes_of_other_programs_are_read_and_known_to_be_outdated() {
        String foreign = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(hashing.matches("password", foreign)).isTrue();
        assertThat(hashing.isOutdated(foreign)).isTrue();
        assertThat(hashing.isOutdated(hashing.hash("x"))).isFalse();
    }

    @Test
    void more_than_the_queue_holds_are_turned_away_and_the_others_served() throws Exception {
        PasswordHashing narrow = new PasswordHashing(1);
        String hash = narrow.hash("x");
        List<Future<Boolean>> answers = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                answers.add(many.submit(() -> narrow.matches("x", hash)));
            }
        }
        int served = 0;
        for (Future<Boolean> answer : answers) {
            try {
                assertThat(answer.get()).isTrue();
                served++;
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                busy -> assertThat(busy.failure()).isEqualTo(new RequestFailure.Busy()));
            }
        }
        assertThat(served).isBetween(30, 59);
        assertThat(narrow.matches("x", hash)).as("afterwards all is well").isTrue();
    }

    @Test
    void a_hash_that_is_none_is_an_error_and_leaves_the_queue_free() {
        assertThatThrownBy(() -> hashing.matches("x", "none")).isInstanceOf(RuntimeException.class);
        assertThat(hashing.matches("x", hashing.hash("x"))).isTrue();
    }
}
