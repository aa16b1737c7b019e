package studio.karangou.server.feature.playback;

import java.time.Instant;
import java.util.List;
import studio.karangou.common.protocol.Licence;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Sql;
import studio.karangou.server.feed.ChangeFeedStore;

/// Which licences were issued.
final class LicenceStore {
    private final Database database;
    private final ChangeFeedStore feed;

    LicenceStore(Database database, ChangeFeedStore feed) {
        this.database = database;
        this.feed = feed;
    }

    /// Notes a licence. Who shows a film is in the discussion of it.
    void add(Licence licence, Instant now) {
        database.inTransaction(transaction -> {
            transaction.atEnd(() -> feed.join(transaction, licence.device(), List.of(licence.film())));
            return transaction
                    .handle()
                    .createUpdate("insert into licence (id, film, device, not_before, not_after, issued_at)"
                            + " values (:id, :film, :device, :before, :after, :now)")
                    .bind("id", licence.id().value())
                    .bind("film", licence.film().value())
                    .bind("device", licence.device().value())
                    .bind("before", Sql.time(licence.notBefore()))
                    .bind("after", Sql.time(licence.notAfter()))
                    .bind("now", Sql.time(now))
                    .execute();
        });
    }
}
