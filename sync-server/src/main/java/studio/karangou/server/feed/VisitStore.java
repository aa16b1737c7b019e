package studio.karangou.server.feed;

import java.util.List;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Where people have been: what is to be kept of them no longer is told there.
public final class VisitStore {
    /// The venues at whose devices somebody was, one that was shut out since included: it may have been let in anew.
    public List<VenueId> venues(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select distinct d.venue from person_device m join device d on d.id = m.device"
                        + " where m.person = :person")
                .bind("person", person.value())
                .map((row, _) -> new VenueId(Sql.id(row, "venue")))
                .list();
    }
}
