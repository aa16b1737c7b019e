package studio.karangou.packaging.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.simulation.Checks.Row;

/// What became of all money, told again by the journals alone, and whether the server's tables and its feed say the
/// same.
final class Ledger {
    private final World world;
    private final Tables tables;
    private final Map<UUID, Entry> entries = new HashMap<>();

    /// A contribution.
    ///
    /// @param announced whether it is cash that a host was to look at
    record Entry(UUID project, long units, ContributionState state, boolean announced) {
        Entry in(ContributionState next) {
            return new Entry(project, units, next, announced);
        }
    }

    /// What a project has.
    private record Total(long units, int contributions) {
        Total plus(Total other) {
            return new Total(units + other.units, contributions + other.contributions);
        }
    }

    /// @param rows all that the server has
    Ledger(World world, List<Row> rows) {
        this.world = world;
        tables = world.server().tables();
        rows.stream().filter(Row::isApplied).forEach(this::made);
        // the first word on some cash counts and the contrary is set aside, so that their order is of no interest
        rows.stream().filter(Row::isApplied).forEach(this::settled);
    }

    /// A contribution that counts, null if the server has none of this id.
    @Nullable
    Entry entry(UUID contribution) {
        return entries.get(contribution);
    }

    private void made(Row row) {
        if (row.operation().body() instanceof ContributionMade made) {
            boolean inHand = made.method() == ContributionMethod.CASH && row.profile() == DeviceProfile.LIEU;
            entries.put(
                    row.operation().id().value(),
                    new Entry(
                            made.project().value(),
                            made.amount().units(),
                            inHand ? ContributionState.CONFIRMED : ContributionState.AWAITING_PAYMENT,
                            made.method() == ContributionMethod.CASH && !inHand));
        }
    }

    private void settled(Row row) {
        if (row.operation().body() instanceof CashSettled settled) {
            ContributionState said = settled.outcome().state();
            Entry cash = entries.get(settled.contribution().value());
            boolean settles = cash != null && cash.state() == ContributionState.AWAITING_PAYMENT;
            if (cash == null || (!settles && cash.state() != said)) {
                world.violated("settled", "operation " + row.operation().id() + " settles what is " + cash);
            } else {
                entries.put(settled.contribution().value(), cash.in(said));
            }
        }
    }

    void check() {
        Map<UUID, String> there = tables.map(
                "select id, project, units, state from contribution",
                row -> row.getObject(1, UUID.class),
                row -> row.getObject(2, UUID.class) + " " + row.getLong(3) + " " + row.getString(4));
        Map<UUID, String> said = new HashMap<>();
        entries.forEach((id, entry) -> said.put(id, entry.project() + " " + entry.units() + " " + entry.state()));
        same("contributions", said, there);
        totals();
        told();
    }

    private void totals() {
        Map<UUID, Total> said = new HashMap<>();
        tables.read("select id from project", row -> row.getObject(1, UUID.class))
                .forEach(project -> said.put(project, new Total(0, 0)));
        for (Entry entry : entries.values()) {
            if (entry.state() == ContributionState.CONFIRMED) {
                said.merge(entry.project(), new Total(entry.units(), 1), Total::plus);
            }
        }
        same(
                "totals",
                said,
                tables.map(
                        "select id, collected, contributors from project",
                        row -> row.getObject(1, UUID.class),
                        row -> new Total(row.getLong(2), row.getInt(3))));
    }

    /// What the feed tells of contributions, and of cash to those who look at it.
    private void told() {
        Map<UUID, ContributionState> contributions = new HashMap<>();
        Map<UUID, ContributionState> cash = new HashMap<>();
        for (Change change : tables.read(
                "select payload from feed_change where entity like 'contribution/%' or entity like 'cash/%'",
                row -> Wire.fromCbor("change", row.getBytes(1), Change.class))) {
            if (change instanceof Change.ContributionChanged told) {
                contributions.put(told.id().value(), told.state());
            } else if (change instanceof Change.CashAnnounced told) {
                cash.put(told.id().value(), told.state());
            }
        }
        Map<UUID, ContributionState> said = new HashMap<>();
        Map<UUID, ContributionState> announced = new HashMap<>();
        entries.forEach((id, entry) -> {
            said.put(id, entry.state());
            // what is settled may have left the feed
            if (entry.announced() && (entry.state() == ContributionState.AWAITING_PAYMENT || cash.containsKey(id))) {
                announced.put(id, entry.state());
            }
        });
        same("states of contributions in the feed", said, contributions);
        same("states of cash in the feed", announced, cash);
    }

    private <V> void same(String what, Map<UUID, V> journals, Map<UUID, V> server) {
        List<String> others = new ArrayList<>();
        journals.forEach((id, value) -> {
            if (!value.equals(server.get(id))) {
                others.add(id + " is " + server.get(id) + ", the journals say " + value);
            }
        });
        server.keySet().stream()
                .filter(id -> !journals.containsKey(id))
                .forEach(id -> others.add(id + " is in no journal"));
        if (!others.isEmpty()) {
            world.violated("money", what + ": " + others);
        }
    }
}
