package studio.karangou.desktop.engine.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFullException;

/// The encrypted database of this device (H2). Everything in it can be made anew: from the journal files, from the
/// server, from the films on disk. So one that cannot be read is set aside, and a new one begun.
public final class LocalDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDatabase.class);
    static final String FILE_ENDING = ".mv.db";
    static final String USER = "karangou";
    private static final String BEING_REPLACED = "a copy takes its place";
    /// Of which day it is, and where the database is now, follow on lines of their own.
    private static final String REPLACED = "a copy took its place";
    /// The header of the encryption and the two of the store.
    private static final int LEAST_BYTES = 3 * 4096;
    private static final int CONNECTIONS = 6;
    /// The newest migration in `studio/karangou/desktop/migrations`.
    static final String SCHEMA = "9";

    private final Path mark;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private LocalDatabase(Path mark, HikariDataSource pool) {
        this.mark = mark;
        this.pool = pool;
        jdbi = Jdbi.create(pool);
    }

    /// A database, and what had to be done to have it.
    ///
    /// @param notice [StoreFailure.Broken] if it had to be begun anew, [StoreFailure.Restored] if a copy took
    ///     its place
    public record Opened(LocalDatabase database, Optional<StoreFailure> notice) {}

    /// Opens the database, or begins it.
    ///
    /// @param path without H2's file ending
    /// @param key of the file, as [studio.karangou.desktop.engine.keychain.DeviceSecrets#storageKey] gives it
    /// @throws FailureException with [StoreFailure.InUse] or [StoreFailure.DiskFull]; with [StoreFailure.Failed] if
    ///     not even a new one can be opened
    public static Opened open(Path path, byte[] key) {
        return open(path, key, new DatabaseCopies(Disk.REAL, path, key));
    }

    /// @param copies one of which takes the place of a database that cannot be read
    static Opened open(Path path, byte[] key, DatabaseCopies copies) {
        Path file = file(path);
        Path mark = path.resolveSibling(path.getFileName() + ".suspect");
        try {
            // H2 takes a file that is shorter than its headers for a new database, overwrites it and says nothing
            Optional<StoreFailure> replaced = replaced(mark, file);
            boolean isSuspect = Files.exists(mark) && replaced.isEmpty();
            if (isSuspect || (Files.exists(file) && Files.size(file) < LEAST_BYTES)) {
                return instead(path, key, mark, copies);
            }
            UncleanFile.mend(file, filePassword(key));
            try {
                LocalDatabase database = new LocalDatabase(mark, openPool(path, key));
                Files.deleteIfExists(mark);
                return new Opened(database, replaced);
            } catch (SQLException | FlywayException e) {
                refuseIfNotBroken(e);
                LOG.error("the database cannot be read and is set aside", e);
                return instead(path, key, mark, copies);
            }
        } catch (SQLException | FlywayException | IOException e) {
            throw new FailureException(
                    DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.Failed(), e);
        }
    }

    /// What a start did not come to say that was cut off after a copy had taken the place: what is
    /// there is whole.
    private static Optional<StoreFailure> replaced(Path mark, Path file) throws IOException {
        if (!Files.exists(mark) || !Files.exists(file)) {
            return Optional.empty();
        }
        String[] said = Files.readString(mark).split("\n", 3);
        try {
            return said.length == 3 && said[0].equals(REPLACED)
                    ? Optional.of(new StoreFailure.Restored(Instant.parse(said[1]), said[2]))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty(); // cut off while it was written: the copy is taken once more
        }
    }

    /// Sets the database aside, and opens the newest copy that can be opened, or a new one. A copy is ready before
    /// anything is touched, so that on a full disk all stays for the next start. The mark stays until the end:
    /// a start that was cut off in between is gone on with.
    private static Opened instead(Path path, byte[] key, Path mark, DatabaseCopies copies)
            throws IOException, SQLException {
        Path file = file(path);
        Files.writeString(mark, BEING_REPLACED);
        Optional<DatabaseCopies.Ready> copy = copies.prepareNewest();
        String aside = setAside(file);
        for (; copy.isPresent(); copy = copies.prepareNewest()) {
            copy.get().moveTo(file);
            Instant made = copy.get().made();
            Files.writeString(mark, String.join("\n", REPLACED, made.toString(), aside));
            try {
                return opened(path, key, mark, new StoreFailure.Restored(made, aside));
            } catch (SQLException | FlywayException e) {
                refuseIfNotBroken(e);
                LOG.error("a copy of the database cannot be opened either", e);
                Files.writeString(mark, BEING_REPLACED);
                Files.deleteIfExists(file);
                copy.get().giveUp();
            }
        }
        return opened(path, key, mark, new StoreFailure.Broken(aside));
    }

    private static Opened opened(Path path, byte[] key, Path mark, StoreFailure notice)
            throws IOException, SQLException {
        LocalDatabase database = new LocalDatabase(mark, openPool(path, key));
        Files.deleteIfExists(mark);
        return new Opened(database, Optional.of(notice));
    }

    /// @return the name under which it is kept, by this start or by one that was cut off
    private static String setAside(Path file) throws IOException {
        if (Files.exists(file)) {
            return AtomicFile.setAside(file, "broken").getFileName().toString();
        }
        int number = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + ".broken-" + (number + 1)))) {
            number++;
        }
        return file.getFileName() + ".broken-" + number;
    }

    /// Opens a database that is gone when its last connection is closed.
    ///
    /// @param name by which the same process finds it
    /// @param before is asked before each statement; what it throws comes instead of the statement
    public static LocalDatabase inMemory(String name, Runnable before) {
        HikariDataSource pool = pool("jdbc:h2:mem:" + name + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000", "in memory");
        migrate(pool);
        LocalDatabase database = new LocalDatabase(Path.of(name + ".suspect"), pool);
        database.jdbi.getConfig(SqlStatements.class).addCustomizer(new StatementCustomizer() {
            @Override
            public void beforeExecution(PreparedStatement statement, StatementContext context) {
                before.run();
            }
        });
        return database;
    }

    /// Reads.
    ///
    /// @throws FailureException with a [StoreFailure]
    public <T> T read(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /// Writes in one transaction: all of it or nothing.
    ///
    /// @throws FailureException with a [StoreFailure]; then nothing was written
    public <T> T write(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    private FailureException failed(JdbiException e) {
        // H2 closes its file after a failed write; connections made from now on open it again
        pool.getHikariPoolMXBean().softEvictConnections();
        if (errorCode(e) == ErrorCode.FILE_CORRUPTED_1) {
            suspect();
        }
        StoreFailure failure = DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.Failed();
        return new FailureException(failure, DatabaseError.of(e));
    }

    private void suspect() {
        try {
            Files.writeString(mark, "set aside at the next start");
        } catch (IOException e) {
            LOG.error("the database is damaged, and that cannot be marked", e);
        }
    }

    /// Copies everything that is committed into a zip file, while others go on working.
    void backUpTo(Path zip) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
            backup.setString(1, zip.toAbsolutePath().toString());
            backup.execute();
        }
    }

    private static void refuseIfNotBroken(Exception e) {
        if (errorCode(e) == ErrorCode.DATABASE_ALREADY_OPEN_1) {
            throw new FailureException(new StoreFailure.InUse(), e);
        }
        if (DiskFullException.isOne(e)) {
            throw new FailureException(new StoreFailure.DiskFull(), e);
        }
    }

    /// The file of a database.
    static Path file(Path path) {
        return path.resolveSibling(path.getFileName() + FILE_ENDING);
    }

    /// async: its files stay open when a thread that reads or writes is interrupted, as a task is that is given up.
    static String url(Path path) {
        return "jdbc:h2:async:" + path.toAbsolutePath() + ";CIPHER=AES;DB_CLOSE_ON_EXIT=FALSE";
    }

    static String password(byte[] key) {
        return filePassword(key) + " karangou";
    }

    static String filePassword(byte[] key) {
        return HexFormat.of().formatHex(key);
    }

    private static HikariDataSource openPool(Path path, byte[] key) throws SQLException {
        String url = url(path) + ";WRITE_DELAY=0;DB_CLOSE_DELAY=0;LOCK_TIMEOUT=10000";
        String password = password(key);
        // held until the pool has its own, so that the file is opened once
        try (Connection first = DriverManager.getConnection(url, USER, password)) {
            if (!first.isValid(0)) {
                throw new SQLException("a fresh connection is not valid");
            }
            boolean current = isCurrent(first);
            HikariDataSource pool = pool(url, password);
            if (!current) {
                migrate(pool);
            }
            return pool;
        }
    }

    private static HikariDataSource pool(String url, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("karangou");
        config.setJdbcUrl(url);
        config.setUsername(USER);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private static void migrate(HikariDataSource pool) {
        try {
            migrations(pool).load().migrate();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    static FluentConfiguration migrations(DataSource database) {
        return Flyway.configure().dataSource(database).locations("classpath:studio/karangou/desktop/migrations");
    }

    /// Whether Flyway's own record says that there is nothing to do. It would find the same, and take a tenth of a
    /// second of every start.
    private static boolean isCurrent(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery("SELECT \"version\", \"success\" FROM \"flyway_schema_history\""
                        + " ORDER BY \"installed_rank\" DESC FETCH FIRST ROW ONLY")) {
            return last.next() && SCHEMA.equals(last.getString(1)) && last.getBoolean(2);
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1
                    || e.getErrorCode() == ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1) {
                return false;
            }
            throw e;
        }
    }

    private static int errorCode(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .filter(SQLException.class::isInstance)
                .mapToInt(cause -> ((SQLException) cause).getErrorCode())
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        pool.close();
    }
}
