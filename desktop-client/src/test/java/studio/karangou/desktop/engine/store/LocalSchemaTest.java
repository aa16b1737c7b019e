package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.ProtocolVersion;

/// Databases of every earlier version, as they lie on machines that are updated once a year.
class LocalSchemaTest {
    private static final byte[] KEY = new byte[32];
    private static final DeviceId DEVICE = new DeviceId(new UUID(4, 1));

    @TempDir
    private Path folder;

    private int drawn;

    /// A row as it was written by an earlier version.
    private record Row(String table, Map<String, Object> values) {}

    static List<String> versions() throws Exception {
        Path migrations = Path.of(LocalDatabase.class
                .getResource("/studio/karangou/desktop/migrations")
                .toURI());
        try (var files = Files.list(migrations)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(1, name.indexOf("__")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_row_of_an_earlier_version_is_there_after_the_update(String version) throws Exception {
        List<Row> written = new ArrayList<>();
        try (Connection connection = at(version)) {
            for (String table : tables(connection)) {
                written.add(write(connection, table));
                written.add(write(connection, table));
            }
        }
        assertThat(written).hasSizeGreaterThan(15);

        LocalDatabase.Opened opened = LocalDatabase.open(folder.resolve("karangou"), KEY);

        try (LocalDatabase database = opened.database()) {
            assertThat(opened.notice()).isEmpty();
            for (Row row : written) {
                assertThat(isThere(database, row)).as(row.toString()).isTrue();
            }
        }
    }

    @Test
    void what_an_earlier_version_recorded_is_read_by_this_one() throws Exception {
        MessagePosted body = new MessagePosted(new FilmId(new UUID(4, 2)), "Ama", "Bonsoir");
        OperationId id = new OperationId(new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0001L));
        Operation operation = new Operation(DEVICE, 1, id, new HybridTime(1_700_000_000_000L, 0), null, body);
        try (Connection connection = at("1");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO operation (device, sequence, id, kind, film, made_at, previous, body, refusal)"
                                + " VALUES (?, 1, ?, ?, ?, ?, ?, ?, 'sync.unknown-film')")) {
            insert.setObject(1, DEVICE.value());
            insert.setObject(2, id.value());
            insert.setInt(3, body.kind());
            insert.setObject(4, body.film().value());
            insert.setLong(5, operation.time().millis());
            insert.setBytes(6, JournalChain.genesis(DEVICE).toArray());
            insert.setBytes(7, OperationCodec.encode(operation));
            insert.executeUpdate();
        }

        try (LocalDatabase database =
                LocalDatabase.open(folder.resolve("karangou"), KEY).database()) {
            JournalIndex index = new JournalIndex(database);
            assertThat(index.pending(DEVICE, 10))
                    .containsExactly(new JournalIndex.Indexed(operation, "sync.unknown-film"));
            assertThat(index.read(DEVICE, 1).map(entry -> Bytes.of(entry.operation())))
                    .contains(Bytes.of(OperationCodec.encode(operation)));
        }
    }

    @Test
    void messages_of_rooms_that_the_device_is_not_in_go_with_the_first_reading_after_the_update() throws Exception {
        UUID ours = new UUID(5, 1);
        UUID theirs = new UUID(5, 2);
        try (Connection connection = at("8");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO setting (name, text) VALUES ('sync.cursor', '0123456789abcdef.40')");
            for (UUID message : List.of(ours, theirs)) {
                statement.execute("INSERT INTO message (id, film, author, text, written_at) VALUES ('" + message
                        + "', '" + message + "', 'Ama', 'Bonsoir', 1)");
            }
        }

        try (LocalDatabase database =
                LocalDatabase.open(folder.resolve("karangou"), KEY).database()) {
            Changes told = new Changes();
            ChangeStore changes = new ChangeStore(database, new CatalogueStore(database), told);
            assertThat(changes.cursor()).isEqualTo(ChangePage.START);
            assertThat(messages(database)).as("until the server was asked").containsExactlyInAnyOrder(ours, theirs);

            Change mine =
                    new Change.MessageShared(new OperationId(ours), new FilmId(ours), "Ama", "Bonsoir", Instant.EPOCH);
            ChangePage last =
                    new ChangePage(ProtocolVersion.CURRENT, "0123456789abcdef.41", false, Instant.EPOCH, List.of(mine));
            assertThat(changes.applyIfNext(ChangePage.START, last)).isTrue();
            assertThat(messages(database)).containsExactly(ours);
        }
    }

    private static List<UUID> messages(LocalDatabase database) {
        return database.read(handle ->
                handle.select("SELECT id FROM message").mapTo(UUID.class).list());
    }

    private Connection at(String version) throws SQLException {
        Path path = folder.resolve("karangou");
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(LocalDatabase.url(path));
        source.setUser(LocalDatabase.USER);
        source.setPassword(LocalDatabase.password(KEY));
        DataSource database = source;
        LocalDatabase.migrations(database).target(version).load().migrate();
        return DriverManager.getConnection(LocalDatabase.url(path), LocalDatabase.USER, LocalDatabase.password(KEY));
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE"})) {
            while (found.next()) {
                if (!found.getString("TABLE_NAME").startsWith("flyway")) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    private Row write(Connection connection, String table) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        DatabaseMetaData about = connection.getMetaData();
        try (ResultSet columns = about.getColumns(null, "PUBLIC", table, null)) {
            while (columns.next()) {
                values.put(columns.getString("COLUMN_NAME"), value(columns));
            }
        }
        String names = String.join(", ", values.keySet());
        String places = values.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " (" + names + ") VALUES (" + places + ")")) {
            int at = 1;
            for (Object value : values.values()) {
                insert.setObject(at++, value);
            }
            insert.executeUpdate();
        }
        return new Row(table, values);
    }

    private Object value(ResultSet column) throws SQLException {
        drawn++;
        return switch (column.getInt("DATA_TYPE")) {
            case Types.INTEGER -> drawn;
            case Types.BIGINT -> (long) drawn;
            case Types.BOOLEAN -> true;
            case Types.VARCHAR -> "é" + drawn;
            case Types.VARBINARY -> new byte[] {(byte) drawn, 2, 3};
            default -> new UUID(9, drawn);
        };
    }

    private static boolean isThere(LocalDatabase database, Row row) {
        String condition =
                row.values().keySet().stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
        return database.read(handle -> {
            var query = handle.createQuery("SELECT COUNT(*) FROM " + row.table() + " WHERE " + condition);
            int at = 0;
            for (Object value : row.values().values()) {
                query.bind(at++, value);
            }
            return query.mapTo(Integer.class).one() == 1;
        });
    }
}
