package studio.karangou.packaging.tour;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.packaging.tour.KilledDeviceMain.Kept;

/// What a server's tables say of its one device and its one project, by SQL.
record KilledBooks(Connection tables) {
    /// An operation as the server keeps it.
    record Row(boolean isSetAside) {}

    /// By the id that the device gave.
    Map<String, List<Row>> operations() throws SQLException {
        Map<String, List<Row>> all = new HashMap<>();
        try (PreparedStatement query =
                        tables.prepareStatement("select device, sequence, encoded, quarantine from operation");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                DeviceId device = new DeviceId(row.getObject(1, UUID.class));
                String id = OperationCodec.decode(device, row.getLong(2), row.getBytes(3))
                        .id()
                        .toString();
                all.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Row(row.getString(4) != null));
            }
        }
        return all;
    }

    /// The ids of what came of operations of a kind.
    Set<String> effects(Kept kept) throws SQLException {
        return switch (kept) {
            case CONTRIBUTION -> ids("select id from contribution");
            case MESSAGE -> ids("select id from message");
            case VIEW -> ids("select id from film_view");
            case SET_ASIDE -> Set.of();
        };
    }

    private Set<String> ids(String sql) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (PreparedStatement query = tables.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class).toString());
            }
        }
        return ids;
    }

    /// How many places of the journal are empty.
    long gaps() throws SQLException {
        return number("select coalesce(max(sequence), 0) - count(*) from operation");
    }

    /// What the project's total says.
    long collected() throws SQLException {
        return number("select collected from project");
    }

    /// The contributions that make it.
    long confirmed() throws SQLException {
        return number("select coalesce(sum(units), 0) from contribution where state = 'CONFIRMED'");
    }

    /// Films whose tally is not what its viewings make.
    long wrongTallies() throws SQLException {
        return number("""
            select count(*)
            from film f
            left join (select film, count(*) as viewings, sum(audience) as spectators from film_view group by film) v
                on v.film = f.id
            left join (select film, sum(viewings) as viewings, sum(spectators) as spectators from film_tally
                group by film) t on t.film = f.id
            where v.viewings is distinct from t.viewings or v.spectators is distinct from t.spectators
            """);
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement query = tables.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
