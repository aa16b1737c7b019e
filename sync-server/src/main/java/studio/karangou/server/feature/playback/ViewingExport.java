package studio.karangou.server.feature.playback;

import java.util.Map;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// What a person watches and has watched lately, for whoever takes their data along.
public final class ViewingExport {
    private final ViewingExportStore store = new ViewingExportStore();

    /// By the name of its file.
    public Map<String, ?> of(Transaction transaction, PersonId person) {
        return Map.of("viewings.json", store.viewings(transaction, person));
    }
}
