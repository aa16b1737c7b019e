package studio.karangou.server.app;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import studio.karangou.common.model.Role;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Sql;

/// Which people, devices, films and messages there are, which are gone, and what people have that can be taken from
/// them.
final class GoneStore {
    private static final int LATELY = 100_000;

    private final Database database;

    GoneStore(Database database) {
        this.database = database;
    }

    /// A role of a person.
    record RoleOf(UUID person, Role role) {}

    Set<UUID> people() {
        return ids("select id from person where erased_at is null");
    }

    Set<UUID> erased() {
        return ids("select id from person where erased_at is not null");
    }

    Set<UUID> devices() {
        return ids("select id from device where revoked_at is null");
    }

    Set<UUID> revoked() {
        return ids("select id from device where revoked_at is not null");
    }

    /// Messages that were removed.
    Set<UUID> removedMessages() {
        return ids("select id from removed_message");
    }

    /// What became of something.
    ///
    /// @param given false if it was taken, or refused to who had it
    record Event<T>(T what, boolean given, Instant at) {}

    /// The films of the catalogue, each with when it was brought back; those that never went are there for ever.
    Map<UUID, Instant> films() {
        Map<UUID, Instant> films = new HashMap<>();
        ids("select id from film where not withdrawn and decided_at is null")
                .forEach(film -> films.put(film, Instant.EPOCH));
        filmEvents().stream().filter(Event::given).forEach(event -> films.put(event.what(), event.at()));
        return films;
    }

    /// Of each film that was ever withdrawn, whether it is back.
    List<Event<UUID>> filmEvents() {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("select id, withdrawn, decided_at from film where decided_at is not null")
                .map((row, _) ->
                        new Event<>(Sql.id(row, "id"), !row.getBoolean("withdrawn"), Sql.time(row, "decided_at")))
                .list());
    }

    /// Of each person, how often what opens their account has changed.
    Map<UUID, Long> credentialVersions() {
        record Row(UUID person, long version) {}
        Map<UUID, Long> versions = new HashMap<>();
        database.inTransaction(transaction -> transaction
                        .handle()
                        .createQuery("select id, credential_version from person where erased_at is null")
                        .map((row, _) -> new Row(Sql.id(row, "id"), row.getLong("credential_version")))
                        .list())
                .forEach(row -> versions.put(row.person(), row.version()));
        return versions;
    }

    /// Since when people have the roles that they have.
    Map<RoleOf, Instant> rolesHeld() {
        record Row(RoleOf role, Instant since) {}
        Map<RoleOf, Instant> held = new HashMap<>();
        database.inTransaction(transaction -> transaction
                        .handle()
                        .createQuery(
                                "select person, role, coalesce(decided_at, requested_at) as given_at from person_role"
                                        + " where state = 'VERIFIED'")
                        .map((row, _) -> new Row(
                                new RoleOf(Sql.id(row, "person"), Role.valueOf(row.getString("role"))),
                                Sql.time(row, "given_at")))
                        .list())
                .forEach(row -> held.put(row.role(), row.since()));
        return held;
    }

    /// What became of roles lately: what a crash may have kept from being noted.
    List<Event<RoleOf>> latestRoleEvents() {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("select subject, action, detail, made_at from audit_entry"
                        + " where position > (select max(position) from audit_entry) - :lately"
                        + " and action in (:given, :taken, :refused) and subject is not null")
                .bind("lately", LATELY)
                .bind("given", AuditAction.ROLE_VERIFIED.code())
                .bind("taken", AuditAction.ROLE_TAKEN.code())
                .bind("refused", AuditAction.ROLE_REFUSED.code())
                .map((row, _) -> new Event<>(
                        new RoleOf(Sql.id(row, "subject"), role(row.getString("detail"))),
                        row.getString("action").equals(AuditAction.ROLE_VERIFIED.code()),
                        Sql.time(row, "made_at")))
                .list());
    }

    /// As the audit log names it: the word may be followed by why.
    private static Role role(String detail) {
        return Role.valueOf(detail.split(" ", 2)[0]);
    }

    private Set<UUID> ids(String query) {
        return database.inTransaction(transaction -> new HashSet<>(
                transaction.handle().createQuery(query).mapTo(UUID.class).list()));
    }
}
