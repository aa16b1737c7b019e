package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;

/// Letters to addresses that are another one each time.
class PeopleLimitsTest {
    private final PeopleLimits limits = new PeopleLimits(InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")));
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

    private boolean isSent(String network) {
        try {
            limits.letter(lookup(), new Origin(network, null));
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
