package studio.karangou.server.feature.sync;

import java.util.Map;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// What a person did on devices, for whoever takes their data along.
public final class JournalExport {
    private final JournalExportStore store = new JournalExportStore();

    /// By the names of its files.
    public Map<String, ?> of(Transaction transaction, PersonId person) {
        return Map.of(
                "activity.json", store.operations(transaction, person),
                "contributions.json", store.contributions(transaction, person));
    }
}
