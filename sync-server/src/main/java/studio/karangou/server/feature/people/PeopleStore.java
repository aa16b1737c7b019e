package studio.karangou.server.feature.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// People, the ways to reach them, and their roles.
final class PeopleStore {
    /// A way to reach somebody, sealed.
    record SealedContact(ContactKind kind, Bytes sealed) {}

    /// Somebody who has asked for a role.
    record Asked(PersonId person, String name, Role role, Instant at) {}

    void add(Transaction transaction, Person person, Instant now) {
        transaction
                .handle()
                .createUpdate("insert into person (id, name, language, password, created_at)"
                        + " values (:id, :name, :language, :password, :now)")
                .bind("id", person.id().value())
                .bind("name", person.name())
                .bind("language", person.language().tag())
                .bind("password", person.password())
                .bind("now", Sql.time(now))
                .execute();
    }

    void addContact(
            Transaction transaction, PersonId person, ContactKind kind, Bytes lookup, Bytes sealed, Instant now) {
        transaction
                .handle()
                .createUpdate("insert into person_contact (person, kind, lookup, sealed, verified_at)"
                        + " values (:person, :kind, :lookup, :sealed, :now)")
                .bind("person", person.value())
                .bind("kind", kind.name())
                .bind("lookup", lookup.toArray())
                .bind("sealed", sealed.toArray())
                .bind("now", Sql.time(now))
                .execute();
    }

    void removeContact(Transaction transaction, PersonId person, ContactKind kind) {
        transaction
                .handle()
                .createUpdate("delete from person_contact where person = :person and kind = :kind")
                .bind("person", person.value())
                .bind("kind", kind.name())
                .execute();
    }

    Optional<Person> findByContact(Transaction transaction, ContactKind kind, Bytes lookup) {
        return transaction
                .handle()
                .createQuery("select p.id, p.name, p.language, p.password from person p"
                        + " join person_contact c on c.person = p.id where c.kind = :kind and c.lookup = :lookup"
                        + " and p.erased_at is null")
                .bind("kind", kind.name())
                .bind("lookup", lookup.toArray())
                .map((row, _) -> person(row))
                .findOne();
    }

    Optional<Person> find(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select id, name, language, password from person where id = :id and erased_at is null")
                .bind("id", id.value())
                .map((row, _) -> person(row))
                .findOne();
    }

    /// When the account of somebody who is there was made.
    Instant since(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select created_at from person where id = :id")
                .bind("id", id.value())
                .map((row, _) -> Sql.time(row, "created_at"))
                .one();
    }

    /// The row stays as it is until the transaction ends.
    Optional<Person> lock(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select id, name, language, password from person where id = :id"
                        + " and erased_at is null for update")
                .bind("id", id.value())
                .map((row, _) -> person(row))
                .findOne();
    }

    /// Somebody, and what opened their account at that very moment.
    ///
    /// @param version as in [#credentialVersion]
    record Opened(Person person, long version) {}

    Optional<Opened> findOpened(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select id, name, language, password, credential_version from person"
                        + " where id = :id and erased_at is null")
                .bind("id", id.value())
                .map((row, _) -> new Opened(person(row), row.getLong("credential_version")))
                .findOne();
    }

    /// Whether what opens the account is what it was. Then it stays so until the transaction ends: who changes
    /// it waits, and ends the session that begins here.
    boolean opensAsBefore(Transaction transaction, PersonId id, long version) {
        return lock(transaction, id).isPresent() && credentialVersion(transaction, id) == version;
    }

    List<SealedContact> contacts(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select kind, sealed from person_contact where person = :id order by kind")
                .bind("id", id.value())
                .map((row, _) ->
                        new SealedContact(ContactKind.valueOf(row.getString("kind")), Sql.bytes(row, "sealed")))
                .list();
    }

    /// The keyed hashes of all ways to reach somebody.
    List<Bytes> lookups(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select lookup from person_contact where person = :id")
                .bind("id", id.value())
                .map((row, _) -> Sql.bytes(row, "lookup"))
                .list();
    }

    /// Grows with whatever opens the account.
    long credentialVersion(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select credential_version from person where id = :id")
                .bind("id", id.value())
                .mapTo(Long.class)
                .one();
    }

    void newCredentials(Transaction transaction, PersonId id) {
        transaction
                .handle()
                .createUpdate("update person set credential_version = credential_version + 1 where id = :id")
                .bind("id", id.value())
                .execute();
    }

    /// For an account whose version was greater already than the database knows.
    void raiseCredentialVersion(Transaction transaction, PersonId id, long least) {
        transaction
                .handle()
                .createUpdate("update person set credential_version = :least"
                        + " where id = :id and credential_version < :least")
                .bind("least", least)
                .bind("id", id.value())
                .execute();
    }

    void setPassword(Transaction transaction, PersonId id, String hash) {
        transaction
                .handle()
                .createUpdate("update person set password = :hash where id = :id")
                .bind("hash", hash)
                .bind("id", id.value())
                .execute();
    }

    void removePassword(Transaction transaction, PersonId id) {
        transaction
                .handle()
                .createUpdate("update person set password = null where id = :id")
                .bind("id", id.value())
                .execute();
    }

    /// Other providers open the account no more.
    void removeIdentities(Transaction transaction, PersonId id) {
        transaction
                .handle()
                .createUpdate("delete from person_identity where person = :id")
                .bind("id", id.value())
                .execute();
    }

    void setProfile(Transaction transaction, PersonId id, String name, LanguageTag language) {
        transaction
                .handle()
                .createUpdate("update person set name = :name, language = :language where id = :id")
                .bind("name", name)
                .bind("language", language.tag())
                .bind("id", id.value())
                .execute();
    }

    /// Nothing of a person stays but the number.
    void erase(Transaction transaction, PersonId id, Instant now) {
        for (String table : List.of("person_contact", "person_role", "person_identity", "person_consent")) {
            transaction
                    .handle()
                    .createUpdate("delete from " + table + " where person = :id")
                    .bind("id", id.value())
                    .execute();
        }
        transaction
                .handle()
                .createUpdate("delete from one_time_code where person = :id")
                .bind("id", id.value())
                .execute();
        transaction
                .handle()
                .createUpdate("update person_session set program = '' where person = :id")
                .bind("id", id.value())
                .execute();
        transaction
                .handle()
                .createUpdate("update person set name = '', password = null, erased_at = :now where id = :id")
                .bind("id", id.value())
                .bind("now", Sql.time(now))
                .execute();
    }

    /// Whether a person signs in with another provider.
    boolean hasIdentity(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select 1 from person_identity where person = :id limit 1")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// All but the spectator's, which everyone has.
    List<RoleHeld> roles(Transaction transaction, PersonId id) {
        return transaction
                .handle()
                .createQuery("select role, state from person_role where person = :id")
                .bind("id", id.value())
                .map((row, _) ->
                        new RoleHeld(Role.valueOf(row.getString("role")), RoleState.valueOf(row.getString("state"))))
                .list();
    }

    /// Writes how far a person is with a role.
    ///
    /// @param decided null while nobody has decided
    void setRole(Transaction transaction, PersonId id, Role role, RoleState state, Instant now, boolean decided) {
        int changed = transaction
                .handle()
                .createUpdate("update person_role set state = :state,"
                        + " decided_at = cast(:decided as timestamp with time zone),"
                        + " requested_at = coalesce(cast(:requested as timestamp with time zone), requested_at)"
                        + " where person = :id and role = :role")
                .bind("state", state.name())
                .bind("decided", decided ? Sql.time(now) : null)
                .bind("requested", decided ? null : Sql.time(now))
                .bind("id", id.value())
                .bind("role", role.name())
                .execute();
        if (changed == 0) {
            transaction
                    .handle()
                    .createUpdate("insert into person_role (person, role, state, requested_at, decided_at)"
                            + " values (:id, :role, :state, :now, cast(:decided as timestamp with time zone))")
                    .bind("id", id.value())
                    .bind("role", role.name())
                    .bind("state", state.name())
                    .bind("now", Sql.time(now))
                    .bind("decided", decided ? Sql.time(now) : null)
                    .execute();
        }
    }

    boolean removeRole(Transaction transaction, PersonId id, Role role) {
        return transaction
                        .handle()
                        .createUpdate("delete from person_role where person = :id and role = :role")
                        .bind("id", id.value())
                        .bind("role", role.name())
                        .execute()
                == 1;
    }

    /// Who waits for a decision, the longest first.
    List<Asked> asked(Transaction transaction, int limit) {
        return transaction
                .handle()
                .createQuery("select r.person, p.name, r.role, r.requested_at from person_role r"
                        + " join person p on p.id = r.person where r.state = 'REQUESTED'"
                        + " order by r.requested_at, r.person limit :limit")
                .bind("limit", limit)
                .map((row, _) -> new Asked(
                        new PersonId(Sql.id(row, "person")),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        Sql.time(row, "requested_at")))
                .list();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                new PersonId(Sql.id(row, "id")),
                row.getString("name"),
                new LanguageTag(row.getString("language")),
                row.getString("password"));
    }
}
