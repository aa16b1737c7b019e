package studio.karangou.server.db;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// The moments in which other things happen while a transaction runs. On a server the machine sees to that, and the
/// only thing to do is to wait; in the simulation the seed decides what happens then. What a method throws ends the
/// transaction as if the database had.
public interface Surroundings {
    /// Of a server.
    Surroundings REAL =
            longest -> LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest.toNanos()));

    /// Before a transaction is run again that met another one in an unlucky way.
    ///
    /// @param longest to wait
    void beforeAnotherTry(Duration longest);

    /// Before each statement.
    ///
    /// @param writes whether it may change something
    default void beforeStatement(boolean writes) {}

    /// After the last statement of a transaction; its locks are held.
    default void beforeCommit() {}

    /// The transaction is committed, and nobody knows yet.
    default void afterCommit() {}
}
