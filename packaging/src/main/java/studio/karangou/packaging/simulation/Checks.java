package studio.karangou.packaging.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.HybridClock;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
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
    /// @param quarantine why it was not applied, null if it was
    record Row(
            UUID device,
            long sequence,
            Operation operation,
            byte[] encoded,
            byte[] chain,
            @Nullable String quarantine) {}

    void run() {
        tables.read(
                        "select device, sequence, encoded, chain_hash, quarantine from operation"
                                + " order by device, sequence",
                        row -> {
                            UUID device = row.getObject(1, UUID.class);
                            byte[] encoded = row.getBytes(3);
                            return new Row(
                                    device,
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
        Effects effects = new Effects(tables);
        world.truth().confirmed().values().forEach(one -> confirmed(one, effects));
        effects.totals(world);
        new MarkChecks(world).run();
    }

    private void confirmed(Confirmed one, Effects effects) {
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
        List<Row> applied =
                rows.stream().filter(row -> row.quarantine() == null).toList();
        if (applied.size() > 1) {
            world.violated("twice", "operation " + id + " is applied " + applied.size() + " times");
        }
        boolean same = rows.stream()
                .allMatch(row -> row.operation().body().equals(one.operation().body()));
        if (!same) {
            world.violated("changed", "operation " + id + " is not what was recorded");
        }
        if (!applied.isEmpty() && !effects.has(one.operation())) {
            world.violated(
                    "no-effect",
                    "operation " + id + " is acknowledged and has no effect: "
                            + one.operation().body());
        }
        if (applied.isEmpty()) {
            rows.forEach(row -> new Refusals(world).check(one, row));
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
        if (back && !fromAWrongTime && !takenOver) {
            world.violated("order", "operation " + now.id() + " has a time before the one it follows");
        }
    }

    /// What applied operations left in the tables.
    private static final class Effects {
        private final Tables tables;
        private final Map<UUID, Long> contributions = new HashMap<>();
        private final List<UUID> messages;
        private final List<UUID> views;

        Effects(Tables tables) {
            this.tables = tables;
            tables.read(
                            "select id, units from contribution",
                            row -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                    .forEach(row -> contributions.put(row.getKey(), row.getValue()));
            messages = tables.read("select id from message", row -> row.getObject(1, UUID.class));
            views = tables.read("select id from film_view", row -> row.getObject(1, UUID.class));
        }

        boolean has(Operation operation) {
            UUID id = operation.id().value();
            return switch (operation.body()) {
                case ContributionMade made ->
                    Long.valueOf(made.amount().units()).equals(contributions.get(id));
                case MessagePosted _ -> messages.contains(id);
                case FilmViewed _ -> views.contains(id);
                case CashSettled _, KioskFilmChosen _, FilmHeld _, FaultReported _, RoomFollowed _ -> true;
                // looked at together, as one may undo another
                case FavouriteAdded _, FavouriteRemoved _, FilmRated _ -> true;
            };
        }

        void totals(World world) {
            tables
                    .read(
                            "select p.title, p.collected, p.contributors,"
                                    + " coalesce((select sum(c.units) from contribution c"
                                    + " where c.project = p.id and c.state = 'CONFIRMED'), 0),"
                                    + " (select count(*) from contribution c where c.project = p.id and c.state = 'CONFIRMED')"
                                    + " from project p",
                            row -> row.getLong(2) == row.getLong(4) && row.getInt(3) == row.getInt(5)
                                    ? ""
                                    : row.getString(1) + " has " + row.getLong(2) + " of " + row.getInt(3)
                                            + " contributions, and " + row.getInt(5) + " are confirmed with "
                                            + row.getLong(4))
                    .stream()
                    .filter(told -> !told.isEmpty())
                    .forEach(told -> world.violated("total", told));
        }
    }
}
