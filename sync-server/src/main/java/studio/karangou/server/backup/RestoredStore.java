package studio.karangou.server.backup;

import java.time.Instant;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Sql;

/// What must not come back with a database that is put back.
public final class RestoredStore {
    private final Database database;

    public RestoredStore(Database database) {
        this.database = database;
    }

    /// Ends every session of people: some of them had been ended since the backup was made, and nobody knows which.
    ///
    /// @return how many
    public int endSessions(Instant now) {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("update person_session set ended_at = :now, end_reason = 'RESTORED'"
                        + " where ended_at is null")
                .bind("now", Sql.time(now))
                .execute());
    }
}
