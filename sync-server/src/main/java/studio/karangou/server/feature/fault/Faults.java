package studio.karangou.server.feature.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.FaultApi.FaultShown;
import studio.karangou.common.protocol.FaultApi.FaultState;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.VersionOrder;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.Caller;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.OperatorCaller;
import studio.karangou.server.http.PersonCaller;

/// Groups what clients tell of their faults. A device is never believed: what it says is scrubbed and bounded again,
/// and beyond its share it is not counted, so that no device fills the tables.
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    /// Places that are kept in all.
    private static final int MOST = 5_000;
    /// What one device may newly tell of in a day: a place, or a place in another version.
    private static final int NEW_IN_A_DAY = 40;
    /// Places that devices of one venue alone tell of: no venue fills the table for all others.
    private static final int OF_ONE_VENUE = 250;
    private static final int SHOWN = 200;

    private final Database database;
    private final AuditLog audit;
    private final FaultStore store = new FaultStore();

    public Faults(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /// Takes in what a device tells, in the transaction of its batch. Beyond bounds it is not counted; nothing is
    /// refused, as a fault report is no reason to frighten a host.
    ///
    /// @param at when the server has it
    public void take(Transaction transaction, DeviceId device, Instant at, List<FaultReport> reports) {
        // in the order of their ids, so that two batches cannot wait for each other
        Map<String, FaultReport> byPlace = new TreeMap<>();
        for (FaultReport told : reports) {
            FaultReport report = told.scrubbed();
            String place = report.fingerprint() + " " + report.version() + report.system() + report.profile();
            byPlace.merge(place, report, (one, other) -> one.counted(one.count() + other.count()));
        }
        byPlace.values().forEach(report -> take(transaction, device, at, report));
    }

    private void take(Transaction transaction, DeviceId device, Instant at, FaultReport report) {
        String id = report.fingerprint();
        boolean told = store.hasSighting(transaction, id, device, report);
        if (!told && store.newSightings(transaction, device, at.minus(Duration.ofDays(1))) >= NEW_IN_A_DAY) {
            LOG.debug("a device tells of more new faults than are counted in a day");
            return;
        }
        if (!store.exists(transaction, id)) {
            if (store.count(transaction) >= MOST) {
                LOG.warn("more than {} kinds of faults of clients are kept; a new one is not", MOST);
                return;
            }
            if (store.ofItsVenueAlone(transaction, device) >= OF_ONE_VENUE) {
                LOG.debug("a venue's devices tell of more faults than are kept of one venue");
                return;
            }
            store.insert(transaction, id, report, at);
        }
        FaultStore.Row known = store.lock(transaction, id);
        store.update(transaction, known.seen(report, at));
        if (!told) {
            store.insertSighting(transaction, id, device, report, at);
        }
    }

    /// The open ones first, the latest seen of them first.
    List<FaultShown> latest() {
        return database.inTransaction(transaction -> store.latest(transaction, SHOWN).stream()
                .map(row -> shown(transaction, row))
                .toList());
    }

    /// @throws studio.karangou.common.model.FailureException with [FaultFailure.UnknownFault]
    FaultShown read(String id) {
        return database.inTransaction(transaction -> shown(transaction, find(transaction, id)));
    }

    /// Marks a fault as settled, or opens it again.
    ///
    /// @throws studio.karangou.common.model.FailureException with [FaultFailure.UnknownFault]
    FaultShown decide(Caller caller, String id, FaultState state) {
        return database.inTransaction(transaction -> {
            find(transaction, id);
            FaultStore.Row now = store.lock(transaction, id).decided(state);
            store.update(transaction, now);
            FaultShown shown = shown(transaction, now);
            audit.append(
                    transaction,
                    actor(caller),
                    switch (state) {
                        case SETTLED -> AuditAction.FAULT_SETTLED;
                        case OPEN -> AuditAction.FAULT_REOPENED;
                    },
                    null,
                    id);
            return shown;
        });
    }

    private FaultStore.Row find(Transaction transaction, String id) {
        return store.find(transaction, id).orElseThrow(() -> new FaultFailure.UnknownFault().asException());
    }

    private FaultShown shown(Transaction transaction, FaultStore.Row row) {
        FaultStore.Seen seen = store.seen(transaction, row.id());
        return new FaultShown(
                row.id(),
                row.state(),
                row.code(),
                row.causes(),
                row.frames(),
                row.firstSeen(),
                row.lastSeen(),
                seen.devices(),
                row.occurrences(),
                seen.versions().stream()
                        .sorted(VersionOrder.OLDEST_FIRST.reversed())
                        .toList(),
                seen.systems(),
                seen.profiles(),
                row.settledIn(),
                row.reopenedAt());
    }

    private static Actor actor(Caller caller) {
        return switch (caller) {
            case PersonCaller person -> Actor.of(person.person());
            case OperatorCaller _ -> Actor.OPERATOR;
            case DeviceCaller device -> Actor.of(device.device());
        };
    }
}
