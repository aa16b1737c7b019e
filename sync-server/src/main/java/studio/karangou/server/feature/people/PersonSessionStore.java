package studio.karangou.server.feature.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Sessions of people in the database.
final class PersonSessionStore {
    private static final String COLUMNS = "select id, person, program, second_factor, started_at, used_at, expires_at,"
            + " number, previous, attempt from person_session";

    /// A session that has not been ended.
    ///
    /// @param number in the refresh token that is good now
    /// @param previous in the one before
    /// @param attempt by which the one before was used
    record Row(
            UUID id,
            PersonId person,
            String program,
            boolean secondFactor,
            Instant started,
            Instant used,
            Instant expires,
            UUID number,
            @Nullable UUID previous,
            @Nullable UUID attempt) {}

    /// Why a session was ended.
    enum End {
        SIGNED_OUT,
        SIGNED_OUT_EVERYWHERE,
        PASSWORD_CHANGED,
        STOLEN,
        SECOND_FACTOR_LOST,
        ERASED,
        /// By a backup that was put back.
        RESTORED
    }

    void add(Transaction transaction, Row row) {
        transaction
                .handle()
                .createUpdate("insert into person_session (id, person, program, second_factor, started_at, used_at,"
                        + " expires_at, number) values (:id, :person, :program, :secondFactor, :started, :used,"
                        + " :expires, :number)")
                .bind("id", row.id())
                .bind("person", row.person().value())
                .bind("program", row.program())
                .bind("secondFactor", row.secondFactor())
                .bind("started", Sql.time(row.started()))
                .bind("used", Sql.time(row.used()))
                .bind("expires", Sql.time(row.expires()))
                .bind("number", row.number())
                .execute();
    }

    Optional<Row> find(Transaction transaction, UUID id) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where id = :id and ended_at is null")
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    Optional<Row> lock(Transaction transaction, UUID id) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where id = :id and ended_at is null for update")
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    /// The next number takes the place of the one that was used.
    void rotate(Transaction transaction, UUID id, UUID next, UUID attempt, Instant now, Instant expires) {
        transaction
                .handle()
                .createUpdate("update person_session set previous = number, number = :next, attempt = :attempt,"
                        + " used_at = :now, expires_at = :expires where id = :id")
                .bind("next", next)
                .bind("attempt", attempt)
                .bind("now", Sql.time(now))
                .bind("expires", Sql.time(expires))
                .bind("id", id)
                .execute();
    }

    void setSecondFactor(Transaction transaction, UUID id) {
        transaction
                .handle()
                .createUpdate("update person_session set second_factor = true where id = :id")
                .bind("id", id)
                .execute();
    }

    void forgetSecondFactor(Transaction transaction, PersonId person) {
        transaction
                .handle()
                .createUpdate("update person_session set second_factor = false where person = :person")
                .bind("person", person.value())
                .execute();
    }

    /// Those that may still be used, the latest first.
    List<Row> ofPerson(Transaction transaction, PersonId person, Instant now) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where person = :person and ended_at is null and expires_at > :now"
                        + " order by used_at desc, id")
                .bind("person", person.value())
                .bind("now", Sql.time(now))
                .map((row, _) -> row(row))
                .list();
    }

    /// @return whether it was this person's, and not ended
    boolean end(Transaction transaction, PersonId person, UUID id, End reason, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("update person_session set ended_at = :now, end_reason = :reason"
                                + " where id = :id and person = :person and ended_at is null")
                        .bind("now", Sql.time(now))
                        .bind("reason", reason.name())
                        .bind("id", id)
                        .bind("person", person.value())
                        .execute()
                == 1;
    }

    /// @param but the one that goes on, null for none
    void endAll(Transaction transaction, PersonId person, @Nullable UUID but, End reason, Instant now) {
        transaction
                .handle()
                .createUpdate("update person_session set ended_at = :now, end_reason = :reason"
                        + " where person = :person and ended_at is null and id <> :but")
                .bind("now", Sql.time(now))
                .bind("reason", reason.name())
                .bind("person", person.value())
                .bind("but", but == null ? new UUID(0, 0) : but)
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Sql.id(row, "id"),
                new PersonId(Sql.id(row, "person")),
                row.getString("program"),
                row.getBoolean("second_factor"),
                Sql.time(row, "started_at"),
                Sql.time(row, "used_at"),
                Sql.time(row, "expires_at"),
                Sql.id(row, "number"),
                row.getObject("previous", UUID.class),
                row.getObject("attempt", UUID.class));
    }
}
