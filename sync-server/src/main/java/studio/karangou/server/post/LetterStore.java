package studio.karangou.server.post;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Letters that wait, sealed.
final class LetterStore {
    /// A letter that somebody has taken in hand.
    ///
    /// @param attempts this one included
    record Waiting(UUID id, Bytes sealed, Instant expires, int attempts) {}

    void add(Transaction transaction, UUID id, Bytes sealed, Instant now, Instant expires) {
        transaction
                .handle()
                .createUpdate("insert into letter (id, sealed, created_at, expires_at, next_attempt_at, attempts)"
                        + " values (:id, :sealed, :now, :expires, :now, 0)")
                .bind("id", id)
                .bind("sealed", sealed.toArray())
                .bind("now", Sql.time(now))
                .bind("expires", Sql.time(expires))
                .execute();
    }

    /// Runs something once what was written is there for all to see.
    void onceThere(Transaction transaction, Runnable then) {
        transaction.handle().afterCommit(then::run);
    }

    /// Takes the letter in hand whose turn it is; no other node does so before the lease ends.
    Optional<Waiting> take(Transaction transaction, Instant now, Duration lease) {
        Optional<Waiting> next = transaction
                .handle()
                .createQuery("select id, sealed, expires_at, attempts from letter where next_attempt_at <= :now"
                        + " order by next_attempt_at, id limit 1 for update skip locked")
                .bind("now", Sql.time(now))
                .map((row, _) -> new Waiting(
                        Sql.id(row, "id"),
                        Sql.bytes(row, "sealed"),
                        Sql.time(row, "expires_at"),
                        row.getInt("attempts") + 1))
                .findOne();
        next.ifPresent(letter -> transaction
                .handle()
                .createUpdate("update letter set next_attempt_at = :again, attempts = :attempts where id = :id")
                .bind("again", Sql.time(now.plus(lease)))
                .bind("attempts", letter.attempts())
                .bind("id", letter.id())
                .execute());
        return next;
    }

    void again(Transaction transaction, UUID id, Instant at) {
        transaction
                .handle()
                .createUpdate("update letter set next_attempt_at = :at where id = :id")
                .bind("at", Sql.time(at))
                .bind("id", id)
                .execute();
    }

    void remove(Transaction transaction, UUID id) {
        transaction
                .handle()
                .createUpdate("delete from letter where id = :id")
                .bind("id", id)
                .execute();
    }
}
