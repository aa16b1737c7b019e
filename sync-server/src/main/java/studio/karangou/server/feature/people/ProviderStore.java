package studio.karangou.server.feature.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Sign-ins under way at providers, and whose identities are known.
final class ProviderStore {
    /// @param sealed state, nonce and verifier
    record UnderWay(UUID id, String provider, String redirect, Bytes sealed, Instant expires) {}

    void add(Transaction transaction, UnderWay begun, Instant now) {
        transaction
                .handle()
                .createUpdate("delete from provider_sign_in where expires_at < :now")
                .bind("now", Sql.time(now))
                .execute();
        transaction
                .handle()
                .createUpdate("insert into provider_sign_in (id, provider, redirect, sealed, expires_at)"
                        + " values (:id, :provider, :redirect, :sealed, :expires)")
                .bind("id", begun.id())
                .bind("provider", begun.provider())
                .bind("redirect", begun.redirect())
                .bind("sealed", begun.sealed().toArray())
                .bind("expires", Sql.time(begun.expires()))
                .execute();
    }

    /// Takes it out: of two that come back with it, one does.
    Optional<UnderWay> take(Transaction transaction, UUID id) {
        Optional<UnderWay> found = transaction
                .handle()
                .createQuery("select id, provider, redirect, sealed, expires_at from provider_sign_in"
                        + " where id = :id for update")
                .bind("id", id)
                .map((row, _) -> new UnderWay(
                        Sql.id(row, "id"),
                        row.getString("provider"),
                        row.getString("redirect"),
                        Sql.bytes(row, "sealed"),
                        Sql.time(row, "expires_at")))
                .findOne();
        transaction
                .handle()
                .createUpdate("delete from provider_sign_in where id = :id")
                .bind("id", id)
                .execute();
        return found;
    }

    Optional<PersonId> person(Transaction transaction, Bytes lookup) {
        return transaction
                .handle()
                .createQuery("select person from person_identity where lookup = :lookup")
                .bind("lookup", lookup.toArray())
                .map((row, _) -> new PersonId(Sql.id(row, "person")))
                .findOne();
    }

    /// An identity of a person.
    record Row(Bytes lookup, String provider, Instant since) {}

    List<Row> identities(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select lookup, provider, created_at from person_identity where person = :person"
                        + " order by created_at, provider")
                .bind("person", person.value())
                .map((row, _) ->
                        new Row(Sql.bytes(row, "lookup"), row.getString("provider"), Sql.time(row, "created_at")))
                .list();
    }

    void removeIdentity(Transaction transaction, PersonId person, Bytes lookup) {
        transaction
                .handle()
                .createUpdate("delete from person_identity where person = :person and lookup = :lookup")
                .bind("person", person.value())
                .bind("lookup", lookup.toArray())
                .execute();
    }

    void addIdentity(Transaction transaction, Bytes lookup, PersonId person, String provider, Instant now) {
        transaction
                .handle()
                .createUpdate("insert into person_identity (lookup, person, provider, created_at)"
                        + " values (:lookup, :person, :provider, :now)")
                .bind("lookup", lookup.toArray())
                .bind("person", person.value())
                .bind("provider", provider)
                .bind("now", Sql.time(now))
                .execute();
    }
}
