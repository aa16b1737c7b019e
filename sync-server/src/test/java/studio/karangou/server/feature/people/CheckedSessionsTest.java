package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.server.http.PersonCaller;

class CheckedSessionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    private final CheckedSessions checked = new CheckedSessions(3);
    private final PersonCaller afi = caller();
    private final PersonCaller kofi = caller();

    @Test
    void what_was_found_good_is_believed_until_its_time() {
        checked.keep("a", afi, NOW.plusSeconds(10), checked.ticket());

        assertThat(checked.find("a", NOW.plusMillis(9_999))).isEqualTo(afi);
        assertThat(checked.find("a", NOW.plusSeconds(10))).isNull();
        assertThat(checked.find("b", NOW)).isNull();
    }

    @Test
    void what_ends_is_forgotten_and_nothing_else() {
        checked.keep("a", afi, NOW.plusSeconds(10), checked.ticket());
        checked.keep("k", kofi, NOW.plusSeconds(10), checked.ticket());

        checked.empty(afi.session());
        assertThat(checked.find("a", NOW)).isNull();
        assertThat(checked.find("k", NOW)).isEqualTo(kofi);
        checked.empty(kofi.person());
        assertThat(checked.find("k", NOW)).isNull();
    }

    @Test
    void what_was_looked_up_before_something_ended_is_not_kept() {
        long ticket = checked.ticket();
        checked.empty(afi.session());
        checked.keep("a", afi, NOW.plusSeconds(10), ticket);

        assertThat(checked.find("a", NOW)).isNull();
    }

    @Test
    void the_oldest_gives_way() {
        for (String token : new String[] {"a", "b", "c", "a", "d"}) {
            checked.keep(token, afi, NOW.plusSeconds(10), checked.ticket());
        }

        assertThat(checked.find("b", NOW)).isNull();
        assertThat(checked.find("a", NOW)).isNotNull();
        assertThat(checked.find("d", NOW)).isNotNull();
    }

    private static PersonCaller caller() {
        return new PersonCaller(new PersonId(UUID.randomUUID()), UUID.randomUUID(), Set.of(Role.SPECTATOR));
    }
}
