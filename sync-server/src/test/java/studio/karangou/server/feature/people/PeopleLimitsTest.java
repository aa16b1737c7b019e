package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;

/// Letters to addresses that are another one each time, and patient guessers.
class PeopleLimitsTest {
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final PeopleLimits limits = new PeopleLimits(() -> now);
    private int address;

    @Test
    void letters_are_counted_by_the_network_of_a_customer_and_all_together() {
        int let = 0;
        while (isSent("20010db80007" + HexFormat.of().toHexDigits((short) let))) {
            let++;
        }
        assertThat(let).isEqualTo(100);

        while (isSent("192.0." + let / 250 + "." + let % 250)) {
            let++;
        }
        assertThat(let).isEqualTo(1_000);
    }

    @Test
    void the_owner_gets_letters_at_home_whatever_strangers_do() {
        Bytes owner = lookup();
        limits.signedIn(owner, new Origin("198.51.100.7", null));
        for (int i = 0; isSent("192.0." + i / 250 + "." + i % 250); i++) {
            assertThat(i).isLessThan(1_000);
        }

        limits.letter(owner, new Origin("198.51.100.7", null));
    }

    @Test
    void codes_of_a_second_factor_are_guessed_twenty_times_a_day_however_patiently() {
        PersonId person = new PersonId(new UUID(0, 1));
        assertThat(guessesOfADay(person, PeopleLimits.Door.SIGN_IN)).isBetween(38, 41);
        assertThat(guessesOfADay(person, PeopleLimits.Door.SIGN_IN)).isBetween(19, 21);
        assertThat(guessesOfADay(person, PeopleLimits.Door.PROOF))
                .as("a stolen session uses up nothing at the door, nor the other way round")
                .isGreaterThan(37);

        limits.recovered(person);
        assertThat(is(() -> limits.factorCode(person, PeopleLimits.Door.SIGN_IN)))
                .as("who has another password")
                .isTrue();
    }

    /// One that is tried every minute.
    private int guessesOfADay(PersonId person, PeopleLimits.Door door) {
        int let = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            let += is(() -> limits.factorCode(person, door)) ? 1 : 0;
            now = now.plus(Duration.ofMinutes(1));
        }
        return let;
    }

    @Test
    void a_host_hands_out_codes_for_a_full_house_a_day() {
        PersonId host = new PersonId(new UUID(0, 2));
        int let = 0;
        while (is(() -> limits.codeOfHost(host))) {
            let++;
        }
        assertThat(let).isEqualTo(100);
        limits.codeOfHost(new PersonId(new UUID(0, 3)));
    }

    private boolean isSent(String network) {
        return is(() -> limits.letter(lookup(), new Origin(network, null)));
    }

    private static boolean is(Runnable allowed) {
        try {
            allowed.run();
            return true;
        } catch (FailureException e) {
            assertThat(e.failure().code()).isEqualTo("http.too-many-attempts");
            return false;
        }
    }

    private Bytes lookup() {
        return Bytes.of(HexFormat.of().parseHex(HexFormat.of().toHexDigits(address++)));
    }
}
