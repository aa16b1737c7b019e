package studio.karangou.server.db;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A transaction under way. Services pass it on to stores; only stores look inside.
public final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);
    private static final String PART = "part";

    private final Handle handle;
    private final Queue<Runnable> last = new ArrayDeque<>();
    private final Queue<Runnable> veryLast = new ArrayDeque<>();

    Transaction(Handle handle) {
        this.handle = handle;
    }

    /// Runs a part that the database may refuse because of its data, or in which this program may fail; then
    /// only that part is undone. (PostgreSQL gives up a whole transaction after an error, unless there is a
    /// savepoint to go back to.)
    ///
    /// @return whether it was done
    public boolean attempt(Runnable part) {
        handle.savepoint(PART);
        try {
            part.run();
            handle.releaseSavepoint(PART);
            return true;
        } catch (JdbiException | DatabaseException e) {
            DatabaseException scrubbed = Database.scrubbed(e);
            if (!Database.isDataRefused(scrubbed)) {
                throw scrubbed;
            }
            LOG.atWarn().setCause(scrubbed).log("the database refused data");
            handle.rollbackToSavepoint(PART);
            return false;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a part of a transaction failed in a way nobody thought of");
            handle.rollbackToSavepoint(PART);
            return false;
        }
    }

    /// What to do in it after everything else: what takes a lock that many wait for.
    public void atEnd(Runnable work) {
        last.add(work);
    }

    /// What to do behind even that: what takes the one lock behind which no other may be taken.
    public void atVeryEnd(Runnable work) {
        veryLast.add(work);
    }

    void end() {
        run(last);
        run(veryLast);
    }

    private static void run(Queue<Runnable> all) {
        for (Runnable work = all.poll(); work != null; work = all.poll()) {
            work.run();
        }
    }

    /// What to do once it is committed, on the thread that did; nothing if it is not.
    public void afterwards(Runnable work) {
        handle.afterCommit(work);
    }

    /// Jdbi's handle, for stores.
    public Handle handle() {
        return handle;
    }
}
