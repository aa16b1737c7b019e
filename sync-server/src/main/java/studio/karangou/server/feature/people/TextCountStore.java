package studio.karangou.server.feature.people;

import java.time.Instant;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// How many text messages left in each hour of the last day.
final class TextCountStore {
    /// @param lastDay this hour and those of a day before it
    /// @param refused in this hour
    record Count(int thisHour, int lastDay, int refused) {}

    /// The count of an hour, which stays as it is until the transaction ends. What is older than a day is forgotten.
    Count lock(Transaction transaction, Instant hour, Instant dayBefore) {
        transaction
                .handle()
                .createUpdate("delete from text_message_count where begun < :before")
                .bind("before", Sql.time(dayBefore))
                .execute();
        transaction
                .handle()
                .createUpdate("insert into text_message_count (begun, sent, refused) values (:hour, 0, 0)"
                        + " on conflict do nothing")
                .bind("hour", Sql.time(hour))
                .execute();
        record Row(int sent, int refused) {}
        Row row = transaction
                .handle()
                .createQuery("select sent, refused from text_message_count where begun = :hour for update")
                .bind("hour", Sql.time(hour))
                .map((found, _) -> new Row(found.getInt("sent"), found.getInt("refused")))
                .one();
        int day = transaction
                .handle()
                .createQuery("select sum(sent) from text_message_count")
                .mapTo(Integer.class)
                .one();
        return new Count(row.sent(), day, row.refused());
    }

    void count(Transaction transaction, Instant hour, boolean sent) {
        transaction
                .handle()
                .createUpdate("update text_message_count set "
                        + (sent ? "sent = sent + 1" : "refused = refused + 1")
                        + " where begun = :hour")
                .bind("hour", Sql.time(hour))
                .execute();
    }
}
