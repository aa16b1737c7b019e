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
            "SELECT 'operations', COUNT(*) FROM operation",
            "SELECT 'distinct operations', COUNT(DISTINCT operation_id) FROM operation",
            "SELECT 'vouchers', COUNT(*) FROM contribution WHERE method = 'VOUCHER'",
            "SELECT 'cash', COUNT(*) FROM contribution WHERE method = 'CASH'",
            "SELECT 'contributed', COALESCE(SUM(units), 0) FROM contribution",
            "SELECT 'messages', COUNT(*) FROM message",
            "SELECT 'views', COUNT(*) FROM film_view",
            "SELECT 'quarantined', COUNT(*) FROM operation WHERE quarantine IS NOT NULL");

    private ServerBooks() {}

    static Map<String, Long> counts(Path database) {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            for (String count : COUNTS) {
                try (ResultSet row = statement.executeQuery(count)) {
                    row.next();
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new TourFailure("the server's tables cannot be read", e);
        }
        return counts;
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
