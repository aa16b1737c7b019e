package studio.karangou.server.feed;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.server.db.Transaction;

/// The feed's epoch, and the place where it was valid, in the row that the positions come from.
final class FeedEpochStore {
    private static final int EPOCH_BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    /// Where this PostgreSQL is: its cluster, its history, its table. A dump that is put back, rows that are put back
    /// by `--restore`, a recovery to an earlier moment and a standby that takes over each make it another place.
    String postgresPlace(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("select (select system_identifier from pg_control_system())"
                        + " || '.' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
                        + " || '.' || pg_relation_filenode('feed_position')")
                .mapTo(String.class)
                .one();
    }

    /// The epoch, which is a new one if the feed is at another place than it was.
    String at(Transaction transaction, String place) {
        Optional<String> known = transaction
                .handle()
                .createQuery("select epoch from feed_position where id = 1 and place = :place")
                .bind("place", place)
                .mapTo(String.class)
                .findOne();
        return known.orElseGet(() -> renew(transaction, place));
    }

    /// The place where the epoch is valid; null in a database of an earlier version.
    @Nullable
    String place(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("select place from feed_position where id = 1")
                .mapTo(String.class)
                .list()
                .getFirst();
    }

    /// The same epoch goes on at another place.
    void move(Transaction transaction, String place) {
        transaction
                .handle()
                .createUpdate("update feed_position set place = :place where id = 1")
                .bind("place", place)
                .execute();
    }

    /// Of two nodes that find the feed elsewhere at once, one draws, and the other takes what it drew.
    private String renew(Transaction transaction, String place) {
        transaction
                .handle()
                .createUpdate("update feed_position set epoch = :epoch, place = :place"
                        + " where id = 1 and (place is null or place <> :place)")
                .bind("epoch", draw(EPOCH_BYTES))
                .bind("place", place)
                .execute();
        return transaction
                .handle()
                .createQuery("select epoch from feed_position where id = 1")
                .mapTo(String.class)
                .one();
    }

    /// Random bytes as hexadecimal digits.
    String draw(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
