package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.3, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.0.0/15, 10.0.0.1, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "127.0.0.0/8, proxy, false"
    })
    void an_address_is_in_a_network_or_is_not(String network, String address, boolean in) {
        assertThat(Network.isIn(List.of(Network.parse(network)), address)).isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129"})
    void what_is_no_network_is_refused(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
