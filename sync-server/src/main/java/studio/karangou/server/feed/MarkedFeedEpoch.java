package studio.karangou.server.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;

/// The epoch of a database in a file, which a power cut may set back by its last commits, and a person by any copy.
///
/// Each opening and each stop in good order writes a fresh token into the database and into a file beside it. If both
/// are the same at the next opening, the database is the one of that moment or of later; and nothing of later was lost
/// if the server stopped in good order then, or if the machine has run ever since, as the system keeps what a process
/// wrote that is no more. In all other cases the epoch is a new one.
final class MarkedFeedEpoch implements FeedEpoch {
    private static final Logger LOG = LoggerFactory.getLogger(MarkedFeedEpoch.class);
    private static final int TOKEN_BYTES = 16;
    private static final String CLOSED = "closed";
    private static final String NO_BOOT = "unknown";

    private final FeedEpochStore store;
    private final Database database;
    private final Path mark;
    private final String epoch;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MarkedFeedEpoch(FeedEpochStore store, Database database, Path mark, String epoch) {
        this.store = store;
        this.database = database;
        this.mark = mark;
        this.epoch = epoch;
    }

    static MarkedFeedEpoch open(Database database, Path mark, Optional<String> boot) throws IOException {
        FeedEpochStore store = new FeedEpochStore();
        String left = read(mark);
        String token = store.draw(TOKEN_BYTES);
        String epoch = database.inTransaction(transaction -> {
            String place = store.place(transaction);
            if (place != null && nothingIsLost(left, place, boot)) {
                store.move(transaction, token);
            } else {
                LOG.info("the feed begins a new epoch: devices read it from its start");
            }
            return store.at(transaction, token);
        });
        write(mark, token + " " + boot.orElse(NO_BOOT));
        return new MarkedFeedEpoch(store, database, mark, epoch);
    }

    private static boolean nothingIsLost(String left, String place, Optional<String> boot) {
        return left.equals(place + " " + CLOSED)
                || boot.filter(now -> left.equals(place + " " + now)).isPresent();
    }

    @Override
    public String current(Transaction transaction) {
        return epoch; // while it is open, no one else writes to the file
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        String token = store.draw(TOKEN_BYTES);
        try {
            database.inTransaction(transaction -> {
                store.move(transaction, token);
                return token;
            });
            write(mark, token + " " + CLOSED);
        } catch (FailureException | IOException e) {
            LOG.warn("that the server stops in good order could not be written down", e);
        }
    }

    private static String read(Path mark) {
        try {
            return Files.exists(mark) ? Files.readString(mark, StandardCharsets.US_ASCII) : "";
        } catch (IOException e) {
            LOG.warn("the mark of the last stop cannot be read", e);
            return "";
        }
    }

    /// In place and forced: a rename that a power cut undoes would bring back a mark of before.
    private static void write(Path mark, String text) throws IOException {
        try (FileChannel file = FileChannel.open(
                mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }
}
