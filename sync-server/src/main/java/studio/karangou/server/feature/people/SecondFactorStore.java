package studio.karangou.server.feature.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Secrets of second factors, sealed, and recovery codes, hashed.
final class SecondFactorStore {
    /// @param lastStep the last whose code was used
    record Row(Bytes sealed, boolean confirmed, long lastStep) {}

    boolean isConfirmed(Transaction transaction, PersonId person) {
        return find(transaction, person).filter(Row::confirmed).isPresent();
    }

    Optional<Row> find(Transaction transaction, PersonId person) {
        return find(transaction, person, "");
    }

    Optional<Row> lock(Transaction transaction, PersonId person) {
        return find(transaction, person, " for update");
    }

    private static Optional<Row> find(Transaction transaction, PersonId person, String lock) {
        return transaction
                .handle()
                .createQuery("select sealed, confirmed_at, last_step from second_factor where person = :person" + lock)
                .bind("person", person.value())
                .map((row, _) -> new Row(
                        Sql.bytes(row, "sealed"),
                        Sql.timeOrNull(row, "confirmed_at") != null,
                        row.getLong("last_step")))
                .findOne();
    }

    void add(Transaction transaction, PersonId person, Bytes sealed) {
        transaction
                .handle()
                .createUpdate("insert into second_factor (person, sealed, last_step) values (:person, :sealed, 0)")
                .bind("person", person.value())
                .bind("sealed", sealed.toArray())
                .execute();
    }

    void confirm(Transaction transaction, PersonId person, Instant now) {
        transaction
                .handle()
                .createUpdate("update second_factor set confirmed_at = :now where person = :person")
                .bind("person", person.value())
                .bind("now", Sql.time(now))
                .execute();
    }

    void setLastStep(Transaction transaction, PersonId person, long step) {
        transaction
                .handle()
                .createUpdate("update second_factor set last_step = :step where person = :person")
                .bind("person", person.value())
                .bind("step", step)
                .execute();
    }

    void removeRecoveryCodes(Transaction transaction, PersonId person) {
        transaction
                .handle()
                .createUpdate("delete from recovery_code where person = :person")
                .bind("person", person.value())
                .execute();
    }

    void remove(Transaction transaction, PersonId person) {
        removeRecoveryCodes(transaction, person);
        transaction
                .handle()
                .createUpdate("delete from second_factor where person = :person")
                .bind("person", person.value())
                .execute();
    }

    void addRecoveryCodes(Transaction transaction, PersonId person, List<Bytes> macs) {
        for (Bytes mac : macs) {
            transaction
                    .handle()
                    .createUpdate("insert into recovery_code (person, code_mac) values (:person, :mac)")
                    .bind("person", person.value())
                    .bind("mac", mac.toArray())
                    .execute();
        }
    }

    /// Of two that use it at once, one does.
    boolean useRecoveryCode(Transaction transaction, PersonId person, Bytes mac, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("update recovery_code set used_at = :now"
                                + " where person = :person and code_mac = :mac and used_at is null")
                        .bind("person", person.value())
                        .bind("mac", mac.toArray())
                        .bind("now", Sql.time(now))
                        .execute()
                == 1;
    }
}
