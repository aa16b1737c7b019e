package studio.karangou.server.feature.people;

import java.util.List;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.ConsentApi.Consent;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Consents in the database.
final class ConsentStore {
    List<Consent> of(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select purpose, version, given, decided_at from person_consent"
                        + " where person = :person order by purpose")
                .bind("person", person.value())
                .map((row, _) -> new Consent(
                        ConsentPurpose.valueOf(row.getString("purpose")),
                        row.getInt("version"),
                        row.getBoolean("given"),
                        Sql.time(row, "decided_at")))
                .list();
    }

    void put(Transaction transaction, PersonId person, Consent consent) {
        transaction
                .handle()
                .createUpdate("delete from person_consent where person = :person and purpose = :purpose")
                .bind("person", person.value())
                .bind("purpose", consent.purpose().name())
                .execute();
        transaction
                .handle()
                .createUpdate("insert into person_consent (person, purpose, version, given, decided_at)"
                        + " values (:person, :purpose, :version, :given, :at)")
                .bind("person", person.value())
                .bind("purpose", consent.purpose().name())
                .bind("version", consent.version())
                .bind("given", consent.given())
                .bind("at", Sql.time(consent.at()))
                .execute();
    }
}
