package studio.karangou.server.db;

import java.time.Instant;
import java.util.Optional;
import studio.karangou.common.crypto.VerifyingKey;

/// Whose data this is: the public signing key of the server that began it.
public final class ServerIdentityStore {
    private final Database database;

    public ServerIdentityStore(Database database) {
        this.database = database;
    }

    /// The key; empty in a new database.
    public Optional<VerifyingKey> find() {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("select signing_key from server_identity where id = 1")
                .map((row, _) -> new VerifyingKey(Sql.bytes(row, "signing_key")))
                .findOne());
    }

    /// Makes a new database this server's. Of two nodes that begin at once, one is first.
    public void claim(VerifyingKey key, Instant now) {
        database.inTransaction(transaction -> {
            boolean claimed = transaction
                    .handle()
                    .createQuery("select 1 from server_identity where id = 1")
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            return claimed
                    ? 0
                    : transaction
                            .handle()
                            .createUpdate("insert into server_identity (id, signing_key, created_at)"
                                    + " values (1, :key, :now)")
                            .bind("key", key.raw().toArray())
                            .bind("now", Sql.time(now))
                            .execute();
        });
    }
}
