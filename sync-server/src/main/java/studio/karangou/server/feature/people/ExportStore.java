package studio.karangou.server.feature.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// What this feature knows of a person beside the account, to be taken along.
final class ExportStore {
    /// A session, ended ones too, for as long as they are kept.
    ///
    /// @param ended null while it is not
    /// @param why it was ended, as in `SIGNED_OUT`; null while it is not
    record SessionKept(
            UUID id,
            String program,
            boolean secondFactor,
            Instant started,
            Instant lastUsed,
            Instant expires,
            @Nullable Instant ended,
            @Nullable String why) {}

    /// With which other provider a person signs in. What the provider calls them is there as a keyed hash alone, which
    /// says nothing to anybody.
    record IdentityKept(String provider, Instant since) {}

    /// A role and when it was asked for and decided.
    record RoleKept(
            String role,
            String state,
            Instant requested,
            @Nullable Instant decided) {}

    List<SessionKept> sessions(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select id, program, second_factor, started_at, used_at, expires_at, ended_at, end_reason"
                        + " from person_session where person = :person order by started_at desc, id")
                .bind("person", person.value())
                .map((row, _) -> new SessionKept(
                        Sql.id(row, "id"),
                        row.getString("program"),
                        row.getBoolean("second_factor"),
                        Sql.time(row, "started_at"),
                        Sql.time(row, "used_at"),
                        Sql.time(row, "expires_at"),
                        Sql.timeOrNull(row, "ended_at"),
                        row.getString("end_reason")))
                .list();
    }

    List<IdentityKept> identities(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select provider, created_at from person_identity where person = :person"
                        + " order by created_at, provider")
                .bind("person", person.value())
                .map((row, _) -> new IdentityKept(row.getString("provider"), Sql.time(row, "created_at")))
                .list();
    }

    List<RoleKept> roles(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select role, state, requested_at, decided_at from person_role where person = :person"
                        + " order by requested_at, role")
                .bind("person", person.value())
                .map((row, _) -> new RoleKept(
                        row.getString("role"),
                        row.getString("state"),
                        Sql.time(row, "requested_at"),
                        Sql.timeOrNull(row, "decided_at")))
                .list();
    }
}
