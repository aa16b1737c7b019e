package studio.karangou.server.feature.people;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.ConsentApi.Consent;
import studio.karangou.common.protocol.ConsentApi.ConsentDecision;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.common.protocol.PeopleApi.Agreed;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.http.RequestFailure;

/// What people agreed to, with the version of what they were asked and when (GDPR, article 7; Togo law 2019-014). As
/// easily taken back as given; both stand in the audit log.
final class Consents {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final ConsentStore store = new ConsentStore();

    Consents(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// What the caller has decided so far.
    List<Consent> of(PersonCaller caller) {
        return database.inTransaction(transaction -> of(transaction, caller.person()));
    }

    List<Consent> of(Transaction transaction, PersonId person) {
        return store.of(transaction, person);
    }

    /// Records a decision; the latest counts.
    Consent decide(PersonCaller caller, ConsentPurpose purpose, ConsentDecision decision) {
        if (decision.version() < 1) {
            throw new RequestFailure.BadBody("version").asException();
        }
        Consent consent = new Consent(purpose, decision.version(), decision.given(), clock.instant());
        return database.inTransaction(transaction -> record(transaction, caller.person(), consent));
    }

    /// Records what somebody new agreed to, with their account.
    ///
    /// @param agreed null from a program that did not say
    void record(Transaction transaction, PersonId person, @Nullable Agreed agreed) {
        if (agreed != null) {
            Instant now = clock.instant();
            record(transaction, person, new Consent(ConsentPurpose.PRIVACY_NOTICE, agreed.notice(), true, now));
            if (agreed.news()) {
                record(transaction, person, new Consent(ConsentPurpose.NEWS, agreed.notice(), true, now));
            }
        }
    }

    private Consent record(Transaction transaction, PersonId person, Consent consent) {
        store.put(transaction, person, consent);
        audit.append(
                transaction,
                Actor.of(person),
                consent.given() ? AuditAction.CONSENT_GIVEN : AuditAction.CONSENT_TAKEN_BACK,
                person.value(),
                consent.purpose().name().toLowerCase(Locale.ROOT) + " " + consent.version());
        return consent;
    }
}
