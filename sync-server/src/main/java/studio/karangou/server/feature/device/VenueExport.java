package studio.karangou.server.feature.device;

import java.util.Map;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;

/// Venues of a person who takes their data along.
public final class VenueExport {
    private final VenueStore store = new VenueStore();

    /// By the name of its file.
    public Map<String, ?> of(Transaction transaction, PersonId person) {
        return Map.of("venues.json", store.of(transaction, person));
    }
}
