package studio.karangou.packaging.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A PostgreSQL of its own, with the settings of an ordinary one: each commit waits for the disk.
final class BenchPostgres implements AutoCloseable {
    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final Path data;

    BenchPostgres(Path folder) throws IOException {
        data = folder.resolve("postgres-data");
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "1GB")
                .start();
    }

    String url() {
        return server.getJdbcUrl(USER, USER);
    }

    /// The server's settings for this database.
    Map<String, String> settings() {
        return Map.of(
                "KARANGOU_DATABASE_URL", url(),
                "KARANGOU_DATABASE_USER", USER,
                "KARANGOU_DATABASE_PASSWORD", USER);
    }

    /// Processor seconds of all its processes.
    double cpu() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        return ProcessFigures.cpuOfAll(Long.parseLong(pid.strip()));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
