package studio.karangou.packaging.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.HybridClock;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.packaging.simulation.Truth.Confirmed;

/// What must hold of the server when all is quiet again.
final class Checks {
    /// As exact as a time that is said to be sure has to be: a clock may be adjusted by two minutes unnoticed, and the
    /// time is kept each minute.
    private static final long SURE_MILLIS = 300_000;

    private final World world;
    private final Tables tables;
    private final Map<OperationId, List<Row>> byId = new HashMap<>();
    private final Map<UUID, List<Row>> journals = new HashMap<>();

    Checks(World world) {
        this.world = world;
        tables = world.server().tables();
    }

    /// An operation as the server keeps it.
    ///
    /// @param profile of the device
    /// @param quarantine why it was not applied, null if it was
    record Row(
            UUID device,
            UUID venue,
            DeviceProfile profile,
            long sequence,
            Operation operation,
            byte[] encoded,
            byte[] chain,
            @Nullable String quarantine) {
        boolean isApplied() {
            return quarantine == null;
        }
    }

    void run() {
        tables.read(
                        "select o.device, o.sequence, o.encoded, o.chain_hash, o.quarantine, d.venue, d.profile"
                                + " from operation o join device d on d.id = o.device order by o.device, o.sequence",
                        row -> {
                            UUID device = row.getObject(1, UUID.class);
                            byte[] encoded = row.getBytes(3);
                            return new Row(
                                    device,
                                    row.getObject(6, UUID.class),
                                    DeviceProfile.valueOf(row.getString(7)),
                                    row.getLong(2),
                                    OperationCodec.decode(new DeviceId(device), row.getLong(2), encoded),
                                    encoded,
                                    row.getBytes(4),
                                    row.getString(5));
                        })
                .forEach(row -> {
                    byId.computeIfAbsent(row.operation().id(), id -> new ArrayList<>())
                            .add(row);
                    journals.computeIfAbsent(row.device(), id -> new ArrayList<>())
                            .add(row);
                });
        journals.forEach(this::journal);
        List<Row> rows = journals.values().stream().flatMap(List::stream).toList();
        Ledger ledger = new Ledger(world, rows);
        Refusals refusals = new Refusals(world, ledger);
        world.truth().confirmed().values().forEach(one -> confirmed(one, refusals));
        rows.stream().filter(Row::isApplied).forEach(refusals::checkApplied);
        ledger.check();
        new Effects(world).check(rows);
        new MarkChecks(world).run();
    }

    private void confirmed(Confirmed one, Refusals refusals) {
        OperationId id = one.operation().id();
        List<Row> rows = byId.getOrDefault(id, List.of());
        if (rows.isEmpty()) {
            if (!one.mayBeLost()) {
                world.violated(
                        "lost",
                        "operation " + id + " of device " + one.machine() + " is lost: "
                                + one.operation().body());
            }
            return;
        }
        List<Row> applied = rows.stream().filter(Row::isApplied).toList();
        if (applied.size() > 1) {
            world.violated("twice", "operation " + id + " is applied " + applied.size() + " times");
        }
        boolean same = rows.stream()
                .allMatch(row -> row.operation().body().equals(one.operation().body()));
        if (!same) {
            world.violated("changed", "operation " + id + " is not what was recorded");
        }
        if (applied.isEmpty()) {
            rows.forEach(row -> refusals.check(one, row));
        }
        time(one);
    }

    private void time(Confirmed one) {
        long off = one.operation().time().millis() - one.at().toEpochMilli();
        if (!one.operation().timeUnsure() && Math.abs(off) > SURE_MILLIS) {
            world.violated(
                    "time",
                    "operation " + one.operation().id() + " of device " + one.machine()
                            + " says it is sure of its time, which is wrong by " + off / 1000 + " s");
        }
    }

    /// A journal has no gaps, its chain holds, and its times only go back from one that was wrong.
    private void journal(UUID device, List<Row> rows) {
        Bytes hash = JournalChain.genesis(new DeviceId(device));
        long sequence = 0;
        Operation before = null;
        for (Row row : rows) {
            if (row.sequence() != ++sequence) {
                world.violated("gap", "the journal of " + device + " has no operation " + sequence);
                return;
            }
            hash = JournalChain.next(hash, sequence, row.encoded());
            if (!hash.equals(Bytes.of(row.chain()))) {
                world.violated("chain", "the chain of " + device + " breaks at " + sequence);
                return;
            }
            order(before, row.operation());
            before = row.operation();
        }
    }

    private void order(@Nullable Operation before, Operation now) {
        boolean back = before != null && before.time().compareTo(now.time()) >= 0;
        Confirmed known = world.truth().confirmed().get(now.id());
        boolean takenOver = known != null && !known.operation().device().equals(now.device());
        boolean fromAWrongTime = before != null
                && before.time().millis() - now.time().millis() > HybridClock.MOST_AHEAD.toMillis()
                && !now.timeUnsure();
        if (back && !fromAWrongTime && !takenOver && !world.truth().isMended(now.id())) {
            world.violated("order", "operation " + now.id() + " has a time before the one it follows");
        }
    }
}
