package studio.karangou.server.db;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Writes one row into every table that there is, with the columns that there are.
final class SchemaRows {
    /// Columns whose name changed: what was written under the old one is looked for under the new one.
    private static final Map<String, String> RENAMED = Map.of("feed_change.venue", "scope");

    private final Map<String, Map<String, Object>> last = new HashMap<>();
    private int drawn;

    /// A row, by the values of its primary key and what else can be compared on both databases.
    record Row(String table, Map<String, Object> values) {
        boolean isThere(Handle handle) {
            String condition = values.keySet().stream()
                    .map(name -> "\"" + RENAMED.getOrDefault(table + "." + name, name) + "\" = ?")
                    .collect(Collectors.joining(" and "));
            var query = handle.createQuery("select count(*) from \"" + table + "\" where " + condition);
            int at = 0;
            for (Object value : values.values()) {
                query.bind(at++, value);
            }
            return query.mapTo(Integer.class).one() == 1;
        }
    }

    /// A row for each table, those first that others refer to.
    List<Row> write(Handle handle) {
        try {
            List<String> left = tables(handle.getConnection());
            List<Row> written = new ArrayList<>();
            int before;
            do {
                before = left.size();
                for (String table : List.copyOf(left)) {
                    if (isReady(handle.getConnection(), table, left)) {
                        if (write(handle, table)) {
                            written.add(new Row(table, last.get(table)));
                        }
                        left.remove(table);
                    }
                }
            } while (!left.isEmpty() && left.size() < before);
            if (!left.isEmpty()) {
                throw new IllegalStateException("tables that refer to each other: " + left);
            }
            return written;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        DatabaseMetaData about = connection.getMetaData();
        try (ResultSet found = about.getTables(null, "public", null, new String[] {"BASE TABLE", "TABLE"})) {
            while (found.next()) {
                if (!found.getString("TABLE_NAME").startsWith("flyway")) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    private static boolean isReady(Connection connection, String table, List<String> left) throws SQLException {
        return references(connection, table).values().stream()
                .noneMatch(target -> left.contains(target[0]) && !target[0].equals(table));
    }

    /// Column by column, the table and column that it refers to.
    private static Map<String, String[]> references(Connection connection, String table) throws SQLException {
        Map<String, String[]> references = new HashMap<>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, "public", table)) {
            while (keys.next()) {
                references.put(
                        keys.getString("FKCOLUMN_NAME"),
                        new String[] {keys.getString("PKTABLE_NAME"), keys.getString("PKCOLUMN_NAME")});
            }
        }
        if (table.equals("audit_head")) { // before version 18 only the program saw to it
            references.put("position", new String[] {"audit_entry", "position"});
        }
        return references;
    }

    /// @return false for a table of one row that is there already
    private boolean write(Handle handle, String table) throws SQLException {
        Connection connection = handle.getConnection();
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String[]> references = references(connection, table);
        try (ResultSet columns = connection.getMetaData().getColumns(null, "public", table, null)) {
            while (columns.next()) {
                String name = columns.getString("COLUMN_NAME");
                String[] target = references.get(name);
                if (columns.getString("IS_AUTOINCREMENT").equals("YES")) {
                    continue;
                }
                values.put(
                        name,
                        target == null ? value(columns) : last.get(target[0]).get(target[1]));
            }
        }
        handle.savepoint("row");
        if (insert(connection, table, values)) {
            last.put(table, values);
            return true;
        }
        handle.rollbackToSavepoint("row");
        values.put("id", 1);
        boolean only = handle.createQuery("select count(*) from \"" + table + "\"")
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (!only && !insert(connection, table, values)) {
            throw new IllegalStateException("no row could be written into " + table);
        }
        last.put(table, values);
        return !only;
    }

    private static boolean insert(Connection connection, String table, Map<String, Object> values) {
        String names = values.keySet().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        String places = values.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("insert into \"" + table + "\" (" + names + ") values (" + places + ")")) {
            int at = 1;
            for (Object value : values.values()) {
                insert.setObject(at++, value);
            }
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    private Object value(ResultSet column) throws SQLException {
        drawn++;
        if (column.getString("TYPE_NAME").equalsIgnoreCase("uuid")) { // H2 says that it is binary
            return new UUID(9, drawn);
        }
        int size = column.getInt("COLUMN_SIZE");
        return switch (column.getInt("DATA_TYPE")) {
            case Types.SMALLINT -> (short) 1;
            case Types.INTEGER -> 1 + drawn % 90;
            case Types.BIGINT -> (long) drawn;
            case Types.BOOLEAN, Types.BIT -> true;
            case Types.DOUBLE, Types.REAL -> 1.5;
            case Types.DATE -> LocalDate.of(2026, 1, 1 + drawn % 28);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                OffsetDateTime.parse("2026-11-01T08:00:00Z").plusSeconds(drawn);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                new byte[] {(byte) drawn, (byte) (drawn >> 8), 3};
            default -> text(size);
        };
    }

    private String text(int size) {
        String text = "x" + drawn;
        return size > 0 && text.length() > size ? text.substring(text.length() - size) : text;
    }
}
