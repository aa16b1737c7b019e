package studio.karangou.server.feature.playback;

import java.time.Instant;
import java.util.List;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Viewings as their person reads them.
final class ViewingExportStore {
    /// A viewing.
    ///
    /// @param until its place was held
    record ViewingKept(FilmId film, String title, Instant opened, Instant until) {}

    List<ViewingKept> viewings(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select v.film, f.title, v.opened_at, v.lease_until from viewing v"
                        + " join film f on f.id = v.film where v.person = :person order by v.opened_at, v.id")
                .bind("person", person.value())
                .map((row, _) -> new ViewingKept(
                        new FilmId(Sql.id(row, "film")),
                        row.getString("title"),
                        Sql.time(row, "opened_at"),
                        Sql.time(row, "lease_until")))
                .list();
    }
}
