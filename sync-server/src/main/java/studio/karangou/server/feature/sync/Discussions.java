package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import studio.karangou.server.http.RequestFailure;

/// What is written under films, as who answers for it sees it.
public final class Discussions {
    private static final int PAGE = 200;

    private final Database database;
    private final ProjectBooks books;
    private final ChangeFeedStore feed;
    private final AuditLog audit;
    private final Consumer<OperationId> removed;
    private final DiscussionStore store = new DiscussionStore();
    private final RemovedMessageStore removals = new RemovedMessageStore();

    /// @param removed is told, once it is committed, which message a database of a backup must not bring back
    public Discussions(
            Database database,
            ProjectBooks books,
            ChangeFeedStore feed,
            AuditLog audit,
            Consumer<OperationId> removed) {
        this.database = database;
        this.books = books;
        this.feed = feed;
        this.audit = audit;
        this.removed = removed;
    }

    /// A message.
    public record Written(OperationId message, Instant writtenAt, String author, String text) {}

    /// Those of a film, the newest first, a page of them.
    ///
    /// @param before only older ones than this one, null for the newest
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.NotFound] if there is no such
    ///     film, [SyncFailure.UnknownMessage] if there is no such message under it
    List<Written> of(FilmId film, @Nullable OperationId before) {
        return database.inTransaction(transaction -> {
            if (books.knownFilms(transaction, List.of(film)).isEmpty()) {
                throw new RequestFailure.NotFound().asException();
            }
            if (before != null && !store.isUnder(transaction, film, before)) {
                throw new SyncFailure.UnknownMessage().asException();
            }
            return store.page(transaction, film, before, PAGE);
        });
    }

    /// Takes a message away, here and on all devices. The journal that it came in stays as it is; it is told to nobody.
    ///
    /// @throws studio.karangou.common.model.FailureException with [SyncFailure.UnknownMessage]
    public void remove(OperationId message) {
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
