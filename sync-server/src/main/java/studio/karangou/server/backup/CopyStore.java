package studio.karangou.server.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Opens a copy of an H2 database for reading only, and reads every row.
final class CopyStore {
    private static final String OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;ACCESS_MODE_DATA=r;IFEXISTS=TRUE;DB_CLOSE_ON_EXIT=FALSE";

    private CopyStore() {}

    /// @param file without H2's suffix
    /// @throws IOException if it is no database of ours, or broken
    static BackupProof.Found read(Path file) throws IOException {
        try {
            return Jdbi.create("jdbc:h2:file:" + file.toAbsolutePath() + OPTIONS, "karangou", "")
                    .withHandle(handle -> {
                        readAll(handle);
                        return new BackupProof.Found(
                                handle.createQuery(
                                                "select max(\"version\") from \"flyway_schema_history\" where \"success\"")
                                        .mapTo(String.class)
                                        .one(),
                                handle.createQuery("select signing_key from server_identity where id = 1")
                                        .map((row, _) -> HexFormat.of().formatHex(row.getBytes(1)))
                                        .one());
                    });
        } catch (JdbiException | IllegalStateException e) {
            throw new IOException("the database in it cannot be read", e);
        }
    }

    private static void readAll(Handle handle) {
        List<String> tables = handle.createQuery("select table_name from information_schema.tables"
                        + " where table_schema = 'public' and table_type = 'BASE TABLE'")
                .mapTo(String.class)
                .list();
        for (String table : tables) {
            try (Stream<Object> rows = handle
                    .createQuery("select * from \"" + table.replace("\"", "\"\"") + "\"")
                    .setFetchSize(1_000)
                    .map((row, _) -> (Object) row.getMetaData().getColumnCount())
                    .stream()) {
                rows.forEach(_ -> {
                    // that it can be read is what is asked
                });
            }
        }
    }
}
