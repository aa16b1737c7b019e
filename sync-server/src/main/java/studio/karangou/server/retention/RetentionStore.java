package studio.karangou.server.retention;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.CompactionStore;

/// Removes what is too old, and remembers that it did.
final class RetentionStore {
    /// When a rule was last applied.
    ///
    /// @param removed then
    /// @param removedInAll since there is the rule
    record Run(String rule, Instant at, long removed, long removedInAll) {}

    private final CompactionStore feed = new CompactionStore();

    /// @return how many rows are gone, or empty now
    int remove(Transaction transaction, RetentionRule rule, Instant now, Instant limit) {
        if (rule == RetentionRule.FEED) {
            return feed.compact(transaction, now, limit);
        }
        if (rule.isEmptied()) {
            return transaction
                    .handle()
                    .createUpdate("update " + rule.table() + " set encoded = :nothing where " + rule.condition())
                    .bind("nothing", new byte[0])
                    .bind("limit", Sql.time(limit))
                    .execute();
        }
        return transaction
                .handle()
                .createUpdate("delete from " + rule.table() + " where " + rule.condition())
                .bind("limit", Sql.time(limit))
                .execute();
    }

    void remember(Transaction transaction, RetentionRule rule, Instant now, int removed) {
        int known = transaction
                .handle()
                .createUpdate("update retention_run set ran_at = :now, removed = :removed,"
                        + " removed_in_all = removed_in_all + :removed where rule = :rule")
                .bind("now", Sql.time(now))
                .bind("removed", removed)
                .bind("rule", rule.code())
                .execute();
        if (known == 0) {
            transaction
                    .handle()
                    .createUpdate("insert into retention_run (rule, ran_at, removed, removed_in_all)"
                            + " values (:rule, :now, :removed, :removed)")
                    .bind("now", Sql.time(now))
                    .bind("removed", removed)
                    .bind("rule", rule.code())
                    .execute();
        }
    }

    Map<String, Run> runs(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("select rule, ran_at, removed, removed_in_all from retention_run")
                .map((row, _) -> new Run(
                        row.getString("rule"),
                        Sql.time(row, "ran_at"),
                        row.getLong("removed"),
                        row.getLong("removed_in_all")))
                .stream()
                .collect(Collectors.toMap(Run::rule, run -> run));
    }
}
