package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as one place.
class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::1, 20010db800010002",
        "::ffff:203.0.113.7, 203.0.113.7",
        "[2001:db8:1:2::1]:4711, 20010db800010002",
        "203.0.113.7:4711, 203.0.113.7",
        "fe80::1%eth9, fe80000000000000",
        "un:known, un",
        "proxy, proxy"
    })
    void a_household_counts_as_one_address(String address, String network) {
        assertThat(PeerAddress.network(address)).isEqualTo(network);
    }
}
