package studio.karangou.server.feature.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.post.Letter;

/// Codes of second factors that were wrong. Whoever types them has shown a first factor: its owner is told after five
/// in a row, once a day. Counted in memory, for the latest accounts: a restart only makes a letter come later.
final class FactorGuesses {
    private static final int TOLD_AFTER = 5;
    private static final Duration COUNTED_FOR = Duration.ofDays(1);
    private static final int REMEMBERED = 10_000;

    private final Database database;
    private final Accounts accounts;
    private final PeopleLimits limits;
    private final AuditLog audit;
    private final InstantSource clock;
    private final PeopleStore people = new PeopleStore();
    private final Map<PersonId, Wrong> inARow = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PersonId, Wrong> eldest) {
            return size() > REMEMBERED;
        }
    };

    FactorGuesses(Database database, Accounts accounts, PeopleLimits limits, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.accounts = accounts;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param since the first of them
    private record Wrong(int times, Instant since) {}

    /// To be called before a code is looked at.
    ///
    /// @throws studio.karangou.common.model.FailureException with
    ///     [studio.karangou.server.http.RequestFailure.TooManyAttempts]
    void begin(PersonId person, PeopleLimits.Door door) {
        limits.factorCode(person, door);
    }

    /// Does what somebody who is signed in asks for with a code of the factor.
    ///
    /// @throws studio.karangou.common.model.FailureException as [#begin], or as the work
    <T> T guarded(PersonId person, Supplier<T> work) {
        begin(person, PeopleLimits.Door.PROOF);
        try {
            T done = work.get();
            right(person, PeopleLimits.Door.PROOF);
            return done;
        } catch (FailureException e) {
            if (e.failure() instanceof PeopleFailure.SecondFactorRefused) {
                wrong(person, Actor.of(person), null);
            }
            throw e;
        }
    }

    void right(PersonId person, PeopleLimits.Door door) {
        limits.factorCodeRight(person, door);
        synchronized (inARow) {
            inARow.remove(person);
        }
    }

    /// @param by who typed it, as far as it is known
    /// @param detail for the audit log, null for none
    void wrong(PersonId person, Actor by, @Nullable String detail) {
        boolean telling = count(person);
        database.inTransaction(transaction -> {
            audit.append(transaction, by, AuditAction.SECOND_FACTOR_REFUSED, person.value(), detail);
            if (telling && people.find(transaction, person).isPresent()) {
                accounts.tell(transaction, person, Letter.Kind.SECOND_FACTOR_GUESSED);
            }
            return person;
        });
    }

    /// @return whether it is the one after which the person is told
    private boolean count(PersonId person) {
        Instant now = clock.instant();
        synchronized (inARow) {
            @Nullable Wrong before = inARow.get(person);
            Wrong all = before == null || !now.isBefore(before.since().plus(COUNTED_FOR))
                    ? new Wrong(1, now)
                    : new Wrong(before.times() + 1, before.since());
            inARow.put(person, all);
            return all.times() == TOLD_AFTER;
        }
    }
}
