package studio.karangou.server.feature.sync;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import studio.karangou.common.model.OperationId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Which messages the operator removed: a journal that comes again must not bring them back.
final class RemovedMessageStore {
    void add(Transaction transaction, OperationId message) {
        transaction
                .handle()
                .createUpdate("insert into removed_message (id) values (:id) on conflict do nothing")
                .bind("id", message.value())
                .execute();
    }

    /// Which of these were removed.
    Set<OperationId> among(Transaction transaction, Collection<OperationId> messages) {
        if (messages.isEmpty()) {
            return Set.of();
        }
        return transaction
                .handle()
                .createQuery("select id from removed_message where id = any(:ids)")
                .bindArray(
                        "ids",
                        UUID.class,
                        messages.stream().map(OperationId::value).toArray())
                .map((row, _) -> new OperationId(Sql.id(row, "id")))
                .collect(Collectors.toSet());
    }
}
