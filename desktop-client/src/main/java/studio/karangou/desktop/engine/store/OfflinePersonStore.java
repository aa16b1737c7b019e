package studio.karangou.desktop.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;

/// Who may come in on this device without the network.
public final class OfflinePersonStore {
    /// No version of what opens an account is as late.
    private static final long ERASED = Long.MAX_VALUE;

    private final LocalDatabase database;

    public OfflinePersonStore(LocalDatabase database) {
        this.database = database;
    }

    /// One person.
    ///
    /// @param lookup of their e-mail address, a keyed hash
    /// @param salt of the password's hash
    /// @param verifier what the password must give again
    /// @param profile sealed under a key that the password gives; empty where only the server lets the person in
    /// @param contact when the server last confirmed the person here
    /// @param failures wrong passwords since the last right one
    /// @param lastFailure when the last of them was
    /// @param unsure how often they came in since the clock cannot be relied on
    /// @param version of what opened their account when this was learnt
    public record Row(
            PersonId person,
            Bytes lookup,
            Bytes salt,
            Bytes verifier,
            Bytes profile,
            Instant contact,
            int failures,
            Instant lastFailure,
            int unsure,
            long version) {
        @Override
        public String toString() {
            return "Row[" + person + "]";
        }
    }

    public Optional<Row> find(Bytes lookup) {
        return database.read(handle -> handle.createQuery("SELECT * FROM offline_person WHERE lookup = :lookup")
                .bind("lookup", lookup.toArray())
                .map((row, context) -> row(row))
                .findOne());
    }

    public Optional<Row> find(PersonId person) {
        return database.read(handle -> handle.createQuery("SELECT * FROM offline_person WHERE person = :person")
                .bind("person", person.value())
                .map((row, context) -> row(row))
                .findOne());
    }

    /// Forgets what opens the door to a person, and not that they are known.
    public void empty(PersonId person) {
        byte[] nothing = {};
        database.write(handle -> handle.createUpdate("UPDATE offline_person SET salt = :nothing, verifier = :nothing,"
                        + " profile = :nothing WHERE person = :person")
                .bind("nothing", nothing)
                .bind("person", person.value())
                .execute());
    }

    /// Takes the place of what was known of the person, and of whoever had the address before. A door that was closed
    /// meanwhile stays so.
    public void put(Row row) {
        database.write(handle -> {
            handle.createUpdate("DELETE FROM offline_person WHERE person = :person OR lookup = :lookup")
                    .bind("person", row.person().value())
                    .bind("lookup", row.lookup().toArray())
                    .execute();
            handle.createUpdate("INSERT INTO offline_person (person, lookup, salt, verifier, profile, contact,"
                            + " failures, last_failure, unsure, version) VALUES (:person, :lookup, :salt, :verifier, :profile,"
                            + " :contact, :failures, :lastFailure, :unsure, :version)")
                    .bind("person", row.person().value())
                    .bind("lookup", row.lookup().toArray())
                    .bind("salt", row.salt().toArray())
                    .bind("verifier", row.verifier().toArray())
                    .bind("profile", row.profile().toArray())
                    .bind("contact", row.contact().toEpochMilli())
                    .bind("failures", row.failures())
                    .bind("lastFailure", row.lastFailure().toEpochMilli())
                    .bind("unsure", row.unsure())
                    .bind("version", row.version())
                    .execute();
            return closed(handle, row.person()).map(version -> shut(handle, row.person(), version));
        });
    }

    /// The server confirmed the person: the days begin anew.
    public void confirm(PersonId person, Instant contact) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE offline_person SET contact = :contact, unsure = 0 WHERE person = :person")
                .bind("contact", contact.toEpochMilli())
                .bind("person", person.value())
                .execute());
    }

    public void remove(PersonId person) {
        database.write(handle -> remove(handle, person));
    }

    private static int remove(Handle handle, PersonId person) {
        return handle.createUpdate("DELETE FROM offline_person WHERE person = :person")
                .bind("person", person.value())
                .execute();
    }

    /// The first version of what opens the account that this device may let somebody in by, and keep them in; 0 if the
    /// server has closed nothing.
    public long closedBelow(PersonId person) {
        return database.read(handle -> closed(handle, person)).orElse(0L);
    }

    /// Nobody is let in any more of whom this device learnt before: another server knows other people.
    public void clear() {
        database.write(
                handle -> handle.execute("DELETE FROM offline_person") + handle.execute("DELETE FROM closed_door"));
    }

    /// The server has erased a person: nothing stays but that their number is let in no more.
    static void erase(Handle handle, PersonId person) {
        close(handle, person, ERASED);
    }

    /// The server closes a door of this device.
    ///
    /// @param version the first that opens the account from now on
    static void close(Handle handle, PersonId person, long version) {
        handle.createUpdate("MERGE INTO closed_door (person, version) KEY (person) VALUES (:person, :version)")
                .bind("person", person.value())
                .bind("version", Math.max(version, closed(handle, person).orElse(0L)))
                .execute();
        shut(handle, person, version);
    }

    private static Optional<Long> closed(Handle handle, PersonId person) {
        return handle.createQuery("SELECT version FROM closed_door WHERE person = :person")
                .bind("person", person.value())
                .mapTo(Long.class)
                .findOne();
    }

    /// What opens the door goes; that somebody is known stays, so that they are told why it does not open.
    private static int shut(Handle handle, PersonId person, long version) {
        if (version == ERASED) {
            return remove(handle, person);
        }
        byte[] nothing = {};
        return handle.createUpdate("UPDATE offline_person SET salt = :nothing, verifier = :nothing, profile = :nothing"
                        + " WHERE person = :person AND version < :version")
                .bind("nothing", nothing)
                .bind("person", person.value())
                .bind("version", version)
                .execute();
    }

    /// Everybody needs the network the next time. For a database that came back from a copy: who was removed since,
    /// shut out or had their wrong passwords counted must not come back with it.
    static void forgetAll(Statement statement) throws SQLException {
        statement.executeUpdate("DELETE FROM offline_person");
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new PersonId(row.getObject("person", UUID.class)),
                Bytes.of(row.getBytes("lookup")),
                Bytes.of(row.getBytes("salt")),
                Bytes.of(row.getBytes("verifier")),
                Bytes.of(row.getBytes("profile")),
                Instant.ofEpochMilli(row.getLong("contact")),
                row.getInt("failures"),
                Instant.ofEpochMilli(row.getLong("last_failure")),
                row.getInt("unsure"),
                row.getLong("version"));
    }
}
