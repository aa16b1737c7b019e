package studio.karangou.server.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// The two databases; whatever touches one is tested on both.
public enum DatabaseKind {
    H2 {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return new DatabaseSettings.H2(folder.resolve("karangou"), 10);
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseSettings fresh(Path folder) {
            return PostgresServer.freshDatabase();
        }
    };

    /// A database of its own, empty.
    ///
    /// @param folder for a database in a file
    public abstract DatabaseSettings fresh(Path folder);

    /// One PostgreSQL server for all tests, started when the first one needs it.
    private static final class PostgresServer {
        private static final EmbeddedPostgres SERVER = start();
        private static final AtomicInteger DATABASES = new AtomicInteger();

        static DatabaseSettings freshDatabase() {
            String name = "karangou_" + DATABASES.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new DatabaseSettings.PostgreSql(SERVER.getJdbcUrl("postgres", name), "postgres", "postgres", 10);
        }

        private static EmbeddedPostgres start() {
            try {
                // one for each user: unpacked once, by whichever process comes first, and kept for the next run
                Path work = Path.of(
                        System.getProperty("java.io.tmpdir"), "karangou-postgres-" + System.getProperty("user.name"));
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(work.toFile())
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
