package studio.karangou.server.db;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;

/// The server's database. Every piece of work is one transaction at READ COMMITTED: what must not change under it
/// is locked by row.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 6;
    private static final Duration BACK_OFF = Duration.ofMillis(20);

    /// Serialisation failure and deadlock (both databases), lock time-out (H2), a row that another
    /// transaction inserted first. Run again, the work sees what the other one did.
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40001", "40P01", "HYT00", "55P03", "23505");

    private static final String H2 = "org.h2.";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final boolean inFile;
    private final Surroundings surroundings;
    private final DatabaseSettings.@Nullable PostgreSql notifying;

    /// @param pool of connections that are at READ COMMITTED
    /// @param reserve of H2, in a file of this process; null for PostgreSQL, which keeps its word without
    Database(HikariDataSource pool, @Nullable Reserve reserve, DatabaseSettings settings) {
        this(
                pool,
                reserve,
                Surroundings.REAL,
                switch (settings) {
                    case DatabaseSettings.PostgreSql postgres -> postgres;
                    case DatabaseSettings.H2 _ -> null;
                });
    }

    private Database(
            HikariDataSource pool,
            @Nullable Reserve reserve,
            Surroundings surroundings,
            DatabaseSettings.@Nullable PostgreSql notifying) {
        this.pool = pool;
        this.surroundings = surroundings;
        this.notifying = notifying;
        jdbi = Jdbi.create(pool);
        inFile = reserve != null;
        if (reserve != null) {
            jdbi.getConfig(SqlStatements.class).addCustomizer(reserve);
        }
    }

    /// Opens the database and brings its tables up to date.
    ///
    /// @throws FailureException with a [DatabaseFailure]
    public static Database open(DatabaseSettings settings, MeterRegistry meters) {
        return DatabaseOpening.open(settings, meters, Reserve.BYTES);
    }

    /// Opens one that is gone when its last connection is closed; opened again under the same name, it is another
    /// node's way to the same one. A transaction that meets another's lock does not wait for it.
    ///
    /// @param surroundings of this node
    public static Database inMemory(String name, MeterRegistry meters, Surroundings surroundings) {
        Database database = new Database(DatabaseOpening.inMemory(name, meters), null, surroundings, null);
        database.jdbi.getConfig(SqlStatements.class).addCustomizer(new StatementCustomizer() {
            @Override
            public void beforeExecution(PreparedStatement statement, StatementContext context) {
                surroundings.beforeStatement(Reserve.writes(context));
            }
        });
        return database;
    }

    /// Opens the database with tables as they were in an earlier version, so that a backup of it fits in.
    ///
    /// @param schema its last migration
    /// @throws FailureException with a [DatabaseFailure]
    public static Database openAt(DatabaseSettings settings, MeterRegistry meters, String schema) {
        return DatabaseOpening.open(settings, meters, Reserve.BYTES, MigrationVersion.fromVersion(schema));
    }

    /// Whether a schema is later than all that this program knows.
    public static boolean isNewer(DatabaseSettings settings, String schema) {
        return MigrationVersion.fromVersion(schema).compareTo(DatabaseOpening.newest(settings)) > 0;
    }

    /// Runs work in a transaction. It is run again when it met another transaction in an unlucky way,
    /// so it must have no effect outside the database.
    ///
    /// @throws FailureException with [DatabaseFailure.Unavailable] or [DatabaseFailure.DiskFull], or whatever the
    ///     work throws; then nothing is kept, unless the connection was lost at the very end
    public <T extends @Nullable Object> T inTransaction(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = jdbi.inTransaction(handle -> {
                    Transaction transaction = new Transaction(handle);
                    T made = work.apply(transaction);
                    transaction.end();
                    surroundings.beforeCommit();
                    return made;
                });
                surroundings.afterCommit();
                return result;
            } catch (JdbiException | DatabaseException e) {
                DatabaseException scrubbed = usable(e);
                if (attempt == ATTEMPTS || !WORTH_ANOTHER_TRY.contains(scrubbed.state())) {
                    throw scrubbed;
                }
                LOG.debug("transaction is run again after {}", scrubbed.state());
                surroundings.beforeAnotherTry(BACK_OFF.multipliedBy(attempt));
            } catch (AssertionError e) {
                throw closedMeanwhile(e);
            }
        }
    }

    /// Hears what this database notifies of, until that is closed.
    ///
    /// @param heard called with each notification's text, on one thread
    /// @param missed called when hearing begins, and again after it was interrupted
    /// @throws IllegalStateException of H2, which notifies of nothing
    public Notices listen(String channel, Consumer<String> heard, Runnable missed) {
        if (notifying == null) {
            throw new IllegalStateException("H2 notifies of nothing");
        }
        return new Notices(notifying, channel, heard, missed);
    }

    /// Whether the database answers.
    public boolean isReady() {
        try {
            return jdbi.withHandle(
                    handle -> handle.select("select 1").mapTo(Integer.class).one() == 1);
        } catch (JdbiException e) {
            DatabaseException scrubbed = scrubbed(e);
            forget(scrubbed.trouble());
            LOG.atWarn().setCause(scrubbed).log("the database does not answer");
            return false;
        }
    }

    /// Whether a statement was refused because of its data (classes 22 and 23 of SQL:2023, table 38).
    public static boolean isDataRefused(RuntimeException e) {
        return e instanceof DatabaseException refused
                && (refused.state().startsWith("22") || refused.state().startsWith("23"));
    }

    /// Whether it is the database that failed, for other reasons than what it was to store.
    public static boolean isTrouble(RuntimeException e) {
        return e instanceof DatabaseException && !isDataRefused(e);
    }

    @Override
    public void close() {
        pool.close();
    }

    /// The error, if the database itself is well.
    ///
    /// @throws FailureException if it is not
    private DatabaseException usable(RuntimeException e) {
        DatabaseException scrubbed = scrubbed(e);
        forget(scrubbed.trouble());
        switch (scrubbed.trouble()) {
            case DISK_FULL -> throw new FailureException(new DatabaseFailure.DiskFull(), scrubbed);
            case LOST -> throw new FailureException(new DatabaseFailure.Unavailable(), scrubbed);
            case STATEMENT -> {
                if (e instanceof ConnectionException) {
                    throw new FailureException(new DatabaseFailure.Unavailable(), e);
                }
            }
        }
        return scrubbed;
    }

    /// H2 found a transaction whose file another one's failed write has closed ([DatabaseOpening#ASSERTING]).
    private FailureException closedMeanwhile(AssertionError e) {
        if (!inFile || !e.getStackTrace()[0].getClassName().startsWith(H2)) {
            throw e;
        }
        forget(Trouble.LOST);
        return new FailureException(new DatabaseFailure.Unavailable(), e);
    }

    /// H2 closes its file after a failed write, and connections from before are of no use; those made from now
    /// on open it again. What was committed is in it. (Hikari itself lets go of broken connections to PostgreSQL.)
    private void forget(Trouble trouble) {
        if (inFile && trouble != Trouble.STATEMENT && !pool.isClosed()) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /// What may be logged of an error.
    static DatabaseException scrubbed(RuntimeException e) {
        return switch (e) {
            case DatabaseException already -> already;
            case JdbiException jdbi -> DatabaseException.of(jdbi);
            default -> throw e;
        };
    }
}
