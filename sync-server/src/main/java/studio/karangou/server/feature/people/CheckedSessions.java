package studio.karangou.server.feature.people;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.http.PersonCaller;

/// Access tokens that were found good a moment ago, with whose they are. Bounded; what ends a session or changes a
/// role empties it of that person.
final class CheckedSessions {
    private final Map<String, Checked> byToken;
    private long emptied;

    /// @param most tokens, of which the oldest gives way
    CheckedSessions(int most) {
        byToken = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
                return size() > most;
            }
        };
    }

    /// @param until it must be looked up anew
    private record Checked(PersonCaller caller, Instant until) {}

    /// Whose token it is, null if that must be looked up.
    synchronized @Nullable PersonCaller find(String token, Instant now) {
        Checked checked = byToken.get(token);
        return checked != null && now.isBefore(checked.until()) ? checked.caller() : null;
    }

    /// To be read before looking up, and given back with what was found.
    synchronized long ticket() {
        return emptied;
    }

    /// Keeps what was looked up, unless something was emptied meanwhile: then it may be what has just ended.
    synchronized void keep(String token, PersonCaller caller, Instant until, long ticket) {
        if (ticket == emptied) {
            byToken.remove(token);
            byToken.put(token, new Checked(caller, until));
        }
    }

    /// Forgets all tokens of a person.
    synchronized void empty(PersonId person) {
        emptied++;
        byToken.values().removeIf(checked -> checked.caller().person().equals(person));
    }

    /// Forgets all tokens.
    synchronized void empty() {
        emptied++;
        byToken.clear();
    }

    /// Forgets all tokens of a session.
    synchronized void empty(UUID session) {
        emptied++;
        byToken.values().removeIf(checked -> checked.caller().session().equals(session));
    }
}
