package studio.karangou.server.feature.sync;

import java.util.Map;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;

/// What a person did on devices, for whoever takes their data along. It may be the work of years: it is read page by
/// page while it is written, not held.
public final class JournalExport {
    static final int PAGE = 500;

    private final Database database;
    private final JournalExportStore store = new JournalExportStore();

    public JournalExport(Database database) {
        this.database = database;
    }

    /// By the names of its files.
    public Map<String, ?> of(Transaction transaction, PersonId person) {
        return Map.of(
                "devices.json",
                store.devices(transaction, person),
                "favourites.json",
                store.favourites(transaction, person),
                "ratings.json",
                store.ratings(transaction, person),
                "activity.json",
                new Pages<JournalExportStore.Done>(
                        PAGE, last -> database.inTransaction(page -> store.operations(page, person, last, PAGE))),
                "contributions.json",
                new Pages<JournalExportStore.Booked>(
                        PAGE, last -> database.inTransaction(page -> store.contributions(page, person, last, PAGE))));
    }
}
