package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;

/// What is written under films, as who answers for it sees it.
public final class Discussions {
    private static final int LATEST = 200;

    private final Database database;
    private final ChangeFeedStore feed;
    private final AuditLog audit;
    private final Consumer<OperationId> removed;
    private final DiscussionStore store = new DiscussionStore();
    private final RemovedMessageStore removals = new RemovedMessageStore();

    /// @param removed is told, once it is committed, which message a database of a backup must not bring back
    public Discussions(Database database, ChangeFeedStore feed, AuditLog audit, Consumer<OperationId> removed) {
        this.database = database;
        this.feed = feed;
        this.audit = audit;
        this.removed = removed;
    }

    /// A message.
    public record Written(OperationId message, Instant writtenAt, String author, String text) {}

    /// The latest of a film, the newest first.
    List<Written> of(FilmId film) {
        return database.inTransaction(transaction -> store.latest(transaction, film, LATEST));
    }

    /// Takes a message away, here and on all devices. The journal that it came in stays as it is; it is told to nobody.
    ///
    /// @throws studio.karangou.common.model.FailureException with [SyncFailure.UnknownMessage]
    void remove(OperationId message) {
        database.inTransaction(transaction -> {
            FilmId film = store.remove(transaction, message)
                    .orElseThrow(() -> new SyncFailure.UnknownMessage().asException());
            tell(transaction, message, film);
            removals.add(transaction, message);
            transaction.afterwards(() -> removed.accept(message));
            return film;
        });
    }

    /// Takes a message away that came back with an older database, or that a journal may bring again.
    public void removeAgain(OperationId message) {
        database.inTransaction(transaction -> {
            removals.add(transaction, message);
            store.remove(transaction, message).ifPresent(film -> tell(transaction, message, film));
            return message;
        });
    }

    private void tell(Transaction transaction, OperationId message, FilmId film) {
        feed.append(transaction, List.of(FeedEntry.removal(new Change.MessageRemoved(message, film))));
        audit.append(transaction, Actor.OPERATOR, AuditAction.MESSAGE_REMOVED, message.value(), film.toString());
    }
}
