package studio.karangou.server.app;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import studio.karangou.server.db.Database;

/// Which people and devices there are, and which are gone.
final class GoneStore {
    private final Database database;

    GoneStore(Database database) {
        this.database = database;
    }

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

    private Set<UUID> ids(String query) {
        return database.inTransaction(transaction -> new HashSet<>(
                transaction.handle().createQuery(query).mapTo(UUID.class).list()));
    }
}
