package studio.karangou.packaging.simulation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// All rows of a database in memory: taken out, kept, put back. Opened once, as making tables takes longer than a
/// simulated week.
final class Tables {
    private final Connection connection;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Rows first;

    /// Rows by table.
    record Rows(Map<String, List<Object[]>> byTable) {}

    /// How a row is read.
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// @param user as the engine opened it
    Tables(String url, String user, String password) throws SQLException {
        connection = DriverManager.getConnection(url, user, password);
        for (String table : new TreeSet<>(read(
                "select table_name from information_schema.tables where table_type = 'BASE TABLE'"
                        + " and lower(table_schema) = 'public'",
                row -> row.getString(1)))) {
            boolean ours = !table.toLowerCase(Locale.ROOT).startsWith("flyway")
                    && !table.toLowerCase(Locale.ROOT).startsWith("audit");
            if (ours) {
                columns.put(table, 0);
            }
        }
        for (Map.Entry<String, Integer> table : columns.entrySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select * from \"" + table.getKey() + "\" where false")) {
                table.setValue(rows.getMetaData().getColumnCount());
            }
        }
        first = copy();
    }

    /// As they were when the tables were new.
    void clear() {
        put(first);
    }

    Rows copy() {
        Map<String, List<Object[]>> all = new LinkedHashMap<>();
        columns.forEach((table, count) -> all.put(table, read("select * from \"" + table + "\"", row -> {
            Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                values[i] = row.getObject(i + 1);
            }
            return values;
        })));
        return new Rows(all);
    }

    void put(Rows rows) {
        run("set referential_integrity false");
        rows.byTable().forEach((table, values) -> {
            run("delete from \"" + table + "\"");
            if (!values.isEmpty()) {
                insert(table, values);
            }
        });
        run("set referential_integrity true");
    }

    private void insert(String table, List<Object[]> rows) {
        String marks = "?, ".repeat(rows.getFirst().length - 1) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("insert into \"" + table + "\" values (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("rows that were there go back", e);
        }
    }

    <T> List<T> read(String sql, Reader<T> reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Rows by what is unique of each.
    <K, V> Map<K, V> map(String sql, Reader<K> key, Reader<V> value) {
        Map<K, V> all = new HashMap<>();
        read(sql, row -> Map.entry(key.read(row), value.read(row)))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /// How something is changed.
    @FunctionalInterface
    interface Writer {
        void write(Statement statement) throws SQLException;
    }

    void change(Writer writer) {
        try (Statement statement = connection.createStatement()) {
            writer.write(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("a change of rows that are there", e);
        }
    }

    /// One statement that changes something.
    void run(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
