package studio.karangou.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Entries of the log and the end of their chain.
final class AuditStore {
    private static final int MENTIONS = 100_000;
    private static final String COLUMNS =
            "select position, made_at, actor_kind, actor, action, subject, detail, mac from audit_entry";

    /// The end of the chain, locked until the transaction ends.
    AuditLog.Head lockHead(Transaction transaction) {
        return head(transaction, " for update").orElse(AuditLog.Head.BEGINNING);
    }

    /// The end of the chain.
    Optional<AuditLog.Head> head(Transaction transaction) {
        return head(transaction, "");
    }

    private static Optional<AuditLog.Head> head(Transaction transaction, String lock) {
        return transaction
                .handle()
                .createQuery("select position, mac from audit_head where id = 1" + lock)
                .map((row, _) -> new AuditLog.Head(row.getLong("position"), Sql.bytes(row, "mac")))
                .findOne();
    }

    void add(Transaction transaction, AuditLog.Entry entry) {
        transaction
                .handle()
                .createUpdate(
                        "insert into audit_entry"
                                + " (position, made_at, actor_kind, actor, action, subject, detail, mac)"
                                + " values (:position, :at, :kind, cast(:actor as uuid), :action, cast(:subject as uuid), :detail, :mac)")
                .bind("position", entry.position())
                .bind("at", Sql.time(entry.at()))
                .bind("kind", entry.actor().kind().name())
                .bind("actor", entry.actor().id())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("detail", entry.detail())
                .bind("mac", entry.mac().toArray())
                .execute();
        String head = entry.position() == 1
                ? "insert into audit_head (id, position, mac) values (1, :position, :mac)"
                : "update audit_head set position = :position, mac = :mac where id = 1";
        transaction
                .handle()
                .createUpdate(head)
                .bind("position", entry.position())
                .bind("mac", entry.mac().toArray())
                .execute();
    }

    List<AuditLog.Mention> mentions(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select made_at, action, detail from audit_entry"
                        + " where actor = :person or subject = :person order by position limit :limit")
                .bind("person", person.value())
                .bind("limit", MENTIONS)
                .map((row, _) -> new AuditLog.Mention(
                        Sql.time(row, "made_at"), row.getString("action"), row.getString("detail")))
                .list();
    }

    List<AuditLog.Entry> page(Transaction transaction, long after, int limit) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where position > :after order by position limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list();
    }

    List<AuditLog.Entry> entries(Transaction transaction, AuditLog.Filter filter, int limit) {
        return transaction
                .handle()
                .createQuery(COLUMNS + " where position < :before"
                        + " and (cast(:action as varchar) is null or action = :action)"
                        + " and (cast(:of as uuid) is null or actor = cast(:of as uuid) or subject = cast(:of as uuid))"
                        + " and made_at >= :since order by position desc limit :limit")
                .bind("before", filter.before())
                .bind("action", filter.action())
                .bind("of", filter.of())
                .bind("since", Sql.time(filter.since() == null ? Instant.EPOCH : filter.since()))
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list();
    }

    private static AuditLog.Entry entry(ResultSet row) throws SQLException {
        return new AuditLog.Entry(
                row.getLong("position"),
                Sql.time(row, "made_at"),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getObject("actor", UUID.class)),
                row.getString("action"),
                row.getObject("subject", UUID.class),
                row.getString("detail"),
                Sql.bytes(row, "mac"));
    }
}
