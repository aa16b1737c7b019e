package studio.karangou.desktop.engine.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Real multicast DNS between two machines that are one; only where the machine carries multicast.
class MdnsLanTest {
    /// Looks of at most a second each; what has gone is swept out of the cache every ten.
    private static final int PATIENCE = 60;

    @Tag("full")
    @Test
    void who_announces_itself_is_heard_until_it_is_silent() throws InterruptedException {
        List<InetAddress> addresses = MdnsLan.reachable();
        assumeFalse(addresses.isEmpty(), "this machine is on no network");
        try (MdnsLan one = new MdnsLan();
                MdnsLan other = new MdnsLan()) {
            one.announce(45_999, "0123456789abcdef");
            List<Lan.Announced> heard = List.of();
            for (int i = 0; i < 5 && heard.isEmpty(); i++) {
                heard = other.heard();
            }
            assumeTrue(!heard.isEmpty(), "this machine carries no multicast");
            assertThat(heard).allSatisfy(announced -> {
                assertThat(announced.group()).isEqualTo("0123456789abcdef");
                assertThat(announced.address().getPort()).isEqualTo(45_999);
            });
            one.silent();
            for (int i = 0; i < PATIENCE && !heard.isEmpty(); i++) {
                heard = other.heard();
            }
            assertThat(heard).isEmpty();
        }
    }
}
