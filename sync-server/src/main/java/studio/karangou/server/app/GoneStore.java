package studio.karangou.server.app;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import studio.karangou.common.model.Role;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Sql;

/// Which people and devices there are, which are gone, and what people have that can be taken from them.
final class GoneStore {
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

    private Set<UUID> ids(String query) {
        return database.inTransaction(transaction -> new HashSet<>(
                transaction.handle().createQuery(query).mapTo(UUID.class).list()));
    }
}
