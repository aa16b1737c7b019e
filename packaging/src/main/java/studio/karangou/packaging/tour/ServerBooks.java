package studio.karangou.packaging.tour;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.karangou.common.model.DeviceId;

/// Reads the tables of a server that is not running, as an auditor would: with SQL and nothing of ours.
final class ServerBooks {
    private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
    /// What must not change when a batch is sent again.
    private static final List<String> COUNTS = List.of(
            "SELECT 'operations', COUNT(*) FROM operation WHERE device = ?",
            "SELECT 'distinct operations', COUNT(DISTINCT operation_id) FROM operation WHERE device = ?",
            "SELECT 'discussions followed', COUNT(*) FROM feed_change"
                    + " WHERE entity LIKE 'joined/' || CAST(? AS VARCHAR(36)) || '/%'",
            "SELECT 'vouchers', COUNT(*) FROM contribution WHERE device = ? AND method = 'VOUCHER'",
            "SELECT 'cash', COUNT(*) FROM contribution WHERE device = ? AND method = 'CASH'",
            "SELECT 'contributed', COALESCE(SUM(units), 0) FROM contribution WHERE device = ?",
            "SELECT 'messages', COUNT(*) FROM message WHERE device = ?",
            "SELECT 'views', COUNT(*) FROM film_view WHERE device = ?",
            "SELECT 'quarantined', COUNT(*) FROM operation WHERE device = ? AND quarantine IS NOT NULL");
    private static final String COLLECTED = "SELECT COALESCE(SUM(collected), 0) FROM project";
    private static final String CONFIRMED =
            "SELECT COALESCE(SUM(units), 0) FROM contribution WHERE state = 'CONFIRMED'";

    private ServerBooks() {}

    /// What came from one device, and the money of all.
    static Map<String, Long> counts(Path database, DeviceId device) {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = open(database)) {
            for (String count : COUNTS) {
                try (PreparedStatement statement = connection.prepareStatement(count)) {
                    statement.setObject(1, device.value());
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        counts.put(row.getString(1), row.getLong(2));
                    }
                }
            }
            counts.put("collected by all projects", number(connection, COLLECTED));
            counts.put("confirmed of all devices", number(connection, CONFIRMED));
        } catch (SQLException e) {
            throw new TourFailure("the server's tables cannot be read", e);
        }
        return counts;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The device of that name, enrolled last.
    static DeviceId device(Path database, String name) {
        try (Connection connection = open(database);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id FROM device WHERE name = ? ORDER BY enrolled_at DESC")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new TourFailure("the device is not in the server's tables");
                }
                return DeviceId.parse(row.getString(1));
            }
        } catch (SQLException e) {
            throw new TourFailure("the server's tables cannot be read", e);
        }
    }

    private static Connection open(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + database.toAbsolutePath() + OPTIONS, "karangou", "");
    }
}
