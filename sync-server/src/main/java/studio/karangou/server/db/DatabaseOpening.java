package studio.karangou.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;
import studio.karangou.common.model.FailureException;

/// Opens the database and brings its tables up to date.
final class DatabaseOpening {
    /// WRITE_DELAY=0: a commit is with the operating system when it returns, so it survives the death of the
    /// process ([UncleanFile] says how it is found again); with the default, kill -9 loses acknowledged ones. H2
    /// does not wait for the platter at each commit: a power cut may take the last ones. Devices notice that and
    /// send them again (docs/protocol.md).
    /// H2 may take what a query read while another transaction was committing for still good; where the feed ends
    /// must never go back.
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;LOCK_TIMEOUT=15000"
                    + ";DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=0";
    private static final String MIGRATIONS = "classpath:studio/karangou/server/db/";
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(10);
    /// A file that does not open now does not open a moment later.
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    /// What H2 asserts there, a transaction would wait for without end, at full load, once the file was closed under it
    /// by a failed write. So it is asserted of users' servers too; [Database] takes it for a lost database.
    private static final String ASSERTING = "org.h2.mvstore.MVStore";

    static {
        ClassLoader.getSystemClassLoader().setClassAssertionStatus(ASSERTING, true);
    }

    private DatabaseOpening() {}

    /// @param reserve bytes on the disk that H2 does not use up
    static Database open(DatabaseSettings settings, MeterRegistry meters, long reserve) {
        return open(settings, meters, reserve, MigrationVersion.LATEST);
    }

    /// @param schema of which the tables are to be
    static Database open(DatabaseSettings settings, MeterRegistry meters, long reserve, MigrationVersion schema) {
        HikariDataSource pool = switch (settings) {
            case DatabaseSettings.H2 h2 -> openH2(h2, meters);
            case DatabaseSettings.PostgreSql postgres -> openPostgres(postgres, meters);
        };
        try {
            migrate(pool, settings, schema);
            return new Database(
                    pool,
                    switch (settings) {
                        case DatabaseSettings.H2 h2 ->
                            new Reserve(h2.file().toAbsolutePath().resolveSibling(""), reserve);
                        case DatabaseSettings.PostgreSql _ -> null;
                    },
                    settings);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// In memory, with tables up to date.
    static HikariDataSource inMemory(String name, MeterRegistry meters) {
        String options = H2_OPTIONS.replace("LOCK_TIMEOUT=15000", "LOCK_TIMEOUT=1");
        HikariDataSource pool = pool("jdbc:h2:mem:" + name + options, "karangou", "", 2, AT_ONCE, meters);
        migrate(pool, new DatabaseSettings.H2(Path.of(name), 2), MigrationVersion.LATEST);
        return pool;
    }

    private static HikariDataSource openH2(DatabaseSettings.H2 h2, MeterRegistry meters) {
        Path file = h2.onDisk();
        String url = "jdbc:h2:file:" + h2.file().toAbsolutePath();
        try {
            if (Files.exists(file)) {
                probe(url, file);
                UncleanFile.mend(file);
            }
            return pool(url + H2_OPTIONS, "karangou", "", h2.poolSize(), AT_ONCE, meters);
        } catch (SQLException | HikariFailure | MVStoreException e) {
            throw new FailureException(h2Failure(e, file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the size of " + file, e);
        }
    }

    /// Opening for writing may write: so a file that cannot be read is found by opening it for reading only.
    private static void probe(String url, Path file) throws SQLException, IOException {
        if (Files.size(file) == 0) {
            throw new DatabaseFailure.BrokenFile(file.toString()).asException();
        }
        DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE", "karangou", "")
                .close();
    }

    private static DatabaseFailure h2Failure(Exception e, Path file) {
        if (Trouble.of(e) == Trouble.DISK_FULL) {
            return new DatabaseFailure.DiskFull();
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return new DatabaseFailure.InUse(file.toString());
            }
        }
        return new DatabaseFailure.BrokenFile(file.toString());
    }

    private static HikariDataSource openPostgres(DatabaseSettings.PostgreSql postgres, MeterRegistry meters) {
        try {
            return pool(
                    postgres.url(),
                    postgres.user(),
                    postgres.password(),
                    postgres.poolSize(),
                    CONNECTION_PATIENCE,
                    meters);
        } catch (HikariFailure e) {
            throw new FailureException(new DatabaseFailure.Unreachable(postgres.shownUrl()), e);
        }
    }

    private static HikariDataSource pool(
            String url, String user, String password, int size, Duration patience, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("karangou");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(CONNECTION_PATIENCE.toMillis());
        config.setInitializationFailTimeout(patience.toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new HikariFailure(e);
        }
    }

    /// The last schema that this program knows.
    static MigrationVersion newest(DatabaseSettings settings) {
        MigrationVersion newest = MigrationVersion.EMPTY;
        for (MigrationInfo one : migrations(settings)
                .dataSource("jdbc:h2:mem:", "karangou", "")
                .load()
                .info()
                .all()) {
            if (one.getVersion().compareTo(newest) > 0) {
                newest = one.getVersion();
            }
        }
        return newest;
    }

    private static FluentConfiguration migrations(DatabaseSettings settings) {
        String vendor = switch (settings) {
            case DatabaseSettings.H2 _ -> "h2";
            case DatabaseSettings.PostgreSql _ -> "postgresql";
        };
        return Flyway.configure()
                .locations(MIGRATIONS + "common", MIGRATIONS + vendor)
                .validateMigrationNaming(true);
    }

    private static void migrate(HikariDataSource pool, DatabaseSettings settings, MigrationVersion schema) {
        try {
            migrations(settings).dataSource(pool).target(schema).load().migrate();
        } catch (FlywayValidateException e) {
            throw new FailureException(new DatabaseFailure.UnknownSchema(), e);
        } catch (FlywayException e) {
            throw new FailureException(migrationFailure(e, settings), e);
        }
    }

    private static DatabaseFailure migrationFailure(FlywayException e, DatabaseSettings settings) {
        return switch (settings) {
            case DatabaseSettings.H2 h2 -> h2Failure(e, h2.onDisk());
            case DatabaseSettings.PostgreSql _ ->
                Trouble.of(e) == Trouble.DISK_FULL
                        ? new DatabaseFailure.DiskFull()
                        : new DatabaseFailure.UnknownSchema();
        };
    }

    /// The pool could not be filled.
    private static final class HikariFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HikariFailure(Throwable cause) {
            super(cause);
        }
    }
}
