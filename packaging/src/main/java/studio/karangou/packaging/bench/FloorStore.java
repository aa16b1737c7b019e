package studio.karangou.packaging.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// How fast the database takes the same operations when somebody does nothing but write them: rows of the journals
/// alone, without contributions, messages, views and the feed, into a table with the same keys.
final class FloorStore {
    private static final int BATCH = 5_000;
    private static final int COLUMNS = 8;
    private static final String NAMES =
            "device, sequence, operation_id, encoded, chain_hash, received_at, quarantine, actor";
    private static final String EMPTY = "create table floor_operation (device uuid not null, sequence bigint not null,"
            + " operation_id uuid unique, encoded bytea not null, chain_hash bytea not null,"
            + " received_at timestamp with time zone not null, quarantine varchar(64), actor uuid,"
            + " primary key (device, sequence))";
    /// As the server opens it.
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

    private FloorStore() {}

    static Map<String, Object> postgres(String url, int most) throws SQLException, IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url + "&reWriteBatchedInserts=true")) {
            figures.put("copyRowsPerSecond", copy(connection, most));
            figures.put("insertRowsPerSecond", insert(connection, most));
        }
        return figures;
    }

    /// @param file of a server that has ended, without H2's ending
    static Map<String, Object> h2(String file, int most) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file + H2_OPTIONS, "karangou", "")) {
            return new LinkedHashMap<>(Map.of("insertRowsPerSecond", insert(connection, most)));
        }
    }

    private static long copy(Connection connection, int most) throws SQLException, IOException {
        begin(connection);
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        List<byte[]> batches = new ArrayList<>();
        for (int from = 0; from < most; from += BATCH) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            copies.copyOut(
                    "copy (select " + NAMES + " from operation order by device, sequence limit " + BATCH + " offset "
                            + from + ") to stdout (format binary)",
                    rows);
            batches.add(rows.toByteArray());
        }
        connection.commit();
        long begun = System.nanoTime();
        long count = 0;
        for (byte[] batch : batches) {
            count += copies.copyIn(
                    "copy floor_operation (" + NAMES + ") from stdin (format binary)", new ByteArrayInputStream(batch));
            connection.commit();
        }
        return perSecond(count, begun);
    }

    private static long insert(Connection connection, int most) throws SQLException {
        begin(connection);
        List<Object[]> rows = rows(connection, most);
        String sql = "insert into floor_operation (" + NAMES + ") values (?, ?, ?, ?, ?, ?, ?, ?)";
        long begun = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                Object[] row = rows.get(i);
                for (int column = 0; column < COLUMNS; column++) {
                    insert.setObject(column + 1, row[column]);
                }
                insert.addBatch();
                if ((i + 1) % BATCH == 0 || i == rows.size() - 1) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
        return perSecond(rows.size(), begun);
    }

    private static List<Object[]> rows(Connection connection, int most) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select " + NAMES + " from operation order by device, sequence limit " + most)) {
            while (found.next()) {
                Object[] row = new Object[COLUMNS];
                for (int column = 0; column < COLUMNS; column++) {
                    row[column] = found.getObject(column + 1);
                }
                rows.add(row);
            }
        }
        connection.commit();
        return rows;
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists floor_operation");
            statement.execute(EMPTY);
        }
        connection.commit();
    }

    private static long perSecond(long count, long begun) {
        return Math.round(count / ((System.nanoTime() - begun) / 1e9));
    }
}
