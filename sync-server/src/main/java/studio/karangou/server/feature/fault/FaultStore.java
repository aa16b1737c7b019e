package studio.karangou.server.feature.fault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.FaultApi.FaultState;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.VersionOrder;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Faults in the database.
final class FaultStore {
    private static final String COLUMNS =
            "id, code, causes, frames, first_seen, last_seen, occurrences, newest, state," + " settled_in, reopened_at";

    /// One place that fails.
    ///
    /// @param newest version that told of it
    /// @param settledIn the newest version when it was settled, null while it never was
    record Row(
            String id,
            String code,
            List<String> causes,
            List<String> frames,
            Instant firstSeen,
            Instant lastSeen,
            long occurrences,
            String newest,
            FaultState state,
            @Nullable String settledIn,
            @Nullable Instant reopenedAt) {
        /// After one more report. A settled one that comes back in a newer version is open again: it was not mended,
        /// or is broken anew.
        Row seen(FaultReport report, Instant at) {
            boolean newer = VersionOrder.OLDEST_FIRST.compare(report.version(), newest) >= 0;
            boolean back = state == FaultState.SETTLED
                    && settledIn != null
                    && VersionOrder.OLDEST_FIRST.compare(report.version(), settledIn) > 0;
            return new Row(
                    id,
                    code,
                    causes,
                    newer ? report.frames() : frames,
                    firstSeen,
                    lastSeen.isAfter(at) ? lastSeen : at,
                    occurrences + report.count(),
                    newer ? report.version() : newest,
                    back ? FaultState.OPEN : state,
                    settledIn,
                    back ? at : reopenedAt);
        }

        /// As somebody decided.
        Row decided(FaultState decision) {
            return new Row(
                    id,
                    code,
                    causes,
                    frames,
                    firstSeen,
                    lastSeen,
                    occurrences,
                    newest,
                    decision,
                    decision == FaultState.SETTLED ? newest : settledIn,
                    reopenedAt);
        }
    }

    /// Who told of a fault.
    record Seen(int devices, List<String> versions, List<String> systems, List<String> profiles) {}

    boolean exists(Transaction transaction, String id) {
        return find(transaction, id).isPresent();
    }

    Optional<Row> find(Transaction transaction, String id) {
        return transaction
                .handle()
                .createQuery("select " + COLUMNS + " from fault where id = :id")
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    /// One that is there, locked until the end of the transaction.
    Row lock(Transaction transaction, String id) {
        return transaction
                .handle()
                .createQuery("select " + COLUMNS + " from fault where id = :id for update")
                .bind("id", id)
                .map((row, _) -> row(row))
                .one();
    }

    int count(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("select count(*) from fault")
                .mapTo(Integer.class)
                .one();
    }

    /// Adds it unless another batch did just now.
    void insert(Transaction transaction, String id, FaultReport report, Instant at) {
        transaction
                .handle()
                .createUpdate("insert into fault (" + COLUMNS + ") values (:id, :code, :causes, :frames, :now, :now, 0,"
                        + " :version, :state, null, null) on conflict do nothing")
                .bind("id", id)
                .bind("code", report.code())
                .bind("causes", String.join("\n", report.causes()))
                .bind("frames", String.join("\n", report.frames()))
                .bind("now", Sql.time(at))
                .bind("version", report.version())
                .bind("state", FaultState.OPEN.name())
                .execute();
    }

    void update(Transaction transaction, Row row) {
        transaction
                .handle()
                .createUpdate("update fault set frames = :frames, last_seen = :seen, occurrences = :occurrences,"
                        + " newest = :newest, state = :state, settled_in = :settledIn,"
                        + " reopened_at = cast(:reopened as timestamp with time zone) where id = :id")
                .bind("id", row.id())
                .bind("frames", String.join("\n", row.frames()))
                .bind("seen", Sql.time(row.lastSeen()))
                .bind("occurrences", row.occurrences())
                .bind("newest", row.newest())
                .bind("state", row.state().name())
                .bind("settledIn", row.settledIn())
                .bind("reopened", row.reopenedAt() == null ? null : Sql.time(row.reopenedAt()))
                .execute();
    }

    List<Row> latest(Transaction transaction, int most) {
        return transaction
                .handle()
                .createQuery("select " + COLUMNS + " from fault"
                        + " order by case when state = 'OPEN' then 0 else 1 end, last_seen desc, id limit :most")
                .bind("most", most)
                .map((row, _) -> row(row))
                .list();
    }

    boolean hasSighting(Transaction transaction, String fault, DeviceId device, FaultReport report) {
        return bind(
                                transaction
                                        .handle()
                                        .createQuery("select count(*) from fault_sighting where fault = :fault"
                                                + " and device = :device and program_version = :version"
                                                + " and os_family = :system and profile = :profile"),
                                fault,
                                device,
                                report)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    int newSightings(Transaction transaction, DeviceId device, Instant since) {
        return transaction
                .handle()
                .createQuery("select count(*) from fault_sighting where device = :device and first_seen > :since")
                .bind("device", device.value())
                .bind("since", Sql.time(since))
                .mapTo(Integer.class)
                .one();
    }

    /// How many faults nobody has told of but devices of this device's venue.
    int ofItsVenueAlone(Transaction transaction, DeviceId device) {
        return transaction
                .handle()
                .createQuery("select count(*) from (select s.fault from fault_sighting s"
                        + " join device d on d.id = s.device group by s.fault"
                        + " having count(distinct d.venue) = 1 and min(cast(d.venue as varchar(36)))"
                        + " = (select cast(o.venue as varchar(36)) from device o where o.id = :device)) as alone")
                .bind("device", device.value())
                .mapTo(Integer.class)
                .one();
    }

    void insertSighting(Transaction transaction, String fault, DeviceId device, FaultReport report, Instant at) {
        bind(
                        transaction
                                .handle()
                                .createUpdate("insert into fault_sighting (fault, device, program_version, os_family,"
                                        + " profile, first_seen) values (:fault, :device, :version, :system, :profile,"
                                        + " :now)"),
                        fault,
                        device,
                        report)
                .bind("now", Sql.time(at))
                .execute();
    }

    Seen seen(Transaction transaction, String fault) {
        return new Seen(
                transaction
                        .handle()
                        .createQuery("select count(distinct device) from fault_sighting where fault = :fault")
                        .bind("fault", fault)
                        .mapTo(Integer.class)
                        .one(),
                distinct(transaction, fault, "program_version"),
                distinct(transaction, fault, "os_family"),
                distinct(transaction, fault, "profile"));
    }

    private static List<String> distinct(Transaction transaction, String fault, String column) {
        return transaction
                .handle()
                .createQuery("select distinct " + column + " from fault_sighting where fault = :fault order by 1")
                .bind("fault", fault)
                .mapTo(String.class)
                .list();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, String fault, DeviceId device, FaultReport report) {
        return statement
                .bind("fault", fault)
                .bind("device", device.value())
                .bind("version", report.version())
                .bind("system", report.system().name())
                .bind("profile", report.profile().name());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("code"),
                lines(row.getString("causes")),
                lines(row.getString("frames")),
                Sql.time(row, "first_seen"),
                Sql.time(row, "last_seen"),
                row.getLong("occurrences"),
                row.getString("newest"),
                FaultState.valueOf(row.getString("state")),
                row.getString("settled_in"),
                Sql.timeOrNull(row, "reopened_at"));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
