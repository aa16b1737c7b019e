package studio.karangou.desktop.engine.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.Session;

/// A person's session as this device holds it.
///
/// @param tokens null for who came in without the server
/// @param account as the server last said it
/// @param contact when the server last confirmed the session
record HeldSession(@Nullable Tokens tokens, Account account, Instant contact) {
    /// @param access null until the first refresh after a start
    /// @param attempt of the refresh under way, kept until its answer is on disk (decision 0030)
    record Tokens(
            UUID session,
            @Nullable String access,
            String refresh,
            @Nullable UUID attempt) {
        Tokens trying(UUID drawn) {
            return new Tokens(session, access, refresh, drawn);
        }

        @Override
        public String toString() {
            return "Tokens[" + session + "]";
        }
    }

    static HeldSession of(Session session, Instant now) {
        return new HeldSession(
                new Tokens(session.id(), session.access(), session.refresh(), null), session.account(), now);
    }

    HeldSession with(Tokens next) {
        return new HeldSession(next, account, contact);
    }

    HeldSession confirmed(Account now, Instant at) {
        return new HeldSession(tokens, now, at);
    }

    @Override
    public String toString() {
        return "HeldSession[" + account.id() + "]";
    }
}
