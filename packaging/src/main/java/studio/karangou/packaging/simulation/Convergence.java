package studio.karangou.packaging.simulation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.packaging.simulation.SimMachine.Program;

/// Whether a device has what the server's feed says, and shows what the server made of its journal.
record Convergence(World world) {
    void check(SimMachine machine) {
        Program program = machine.program();
        Here here = new Here(
                program,
                texts(machine, "select id, text from message"),
                texts(machine, "select id, state from contribution"),
                cash(machine),
                texts(machine, "select film, cast(held as varchar) from kiosk_film"),
                texts(machine, "select film, cast(whole as varchar) from room"),
                Set.copyOf(machine.local()
                        .tables()
                        .read(
                                "select kiosk, film, name from kiosk_holding",
                                row -> row.getObject(1) + " " + row.getObject(2) + " " + row.getString(3))),
                figures(machine));
        List<Change> said = feed(machine);
        said.forEach(change -> compare(machine, here, change));
        extra(machine, here, said);
        journal(machine, program.journal());
    }

    /// What concerns a device: what is for everyone, for its venue, for itself, and for whatever it has joined.
    private List<Change> feed(SimMachine machine) {
        String device = "'" + machine.identity().id() + "'";
        return world.server()
                .tables()
                .read(
                        "select payload from feed_change where scope is null or scope = " + device + " or scope = '"
                                + machine.identity().venue() + "' or scope in (select scope from feed_member"
                                + " where device = " + device + ") order by position",
                        row -> Wire.fromCbor("change", row.getBytes(1), Change.class));
    }

    /// What a device has.
    private record Here(
            Program program,
            Map<UUID, String> messages,
            Map<UUID, String> contributions,
            Map<UUID, Change> cash,
            Map<UUID, String> kioskFilms,
            Map<UUID, String> rooms,
            Set<String> holdings,
            Map<UUID, Change.FilmFigures> figures) {}

    private void compare(SimMachine machine, Here here, Change change) {
        boolean there = switch (change) {
            case Change.FilmChanged film ->
                here.program()
                        .catalogue()
                        .film(film.film().id())
                        .filter(film.film()::equals)
                        .isPresent();
            case Change.ProjectChanged project -> {
                Project said = project.project();
                yield here.program()
                        .catalogue()
                        .project(said.id())
                        .filter(said::equals)
                        .isPresent();
            }
            case Change.MessageShared message ->
                message.text().equals(here.messages().get(message.id().value()));
            case Change.ContributionChanged contribution ->
                contribution
                        .state()
                        .name()
                        .equals(here.contributions().get(contribution.id().value()));
            case Change.CashAnnounced cash ->
                cash.equals(here.cash().get(cash.id().value()));
            case Change.KioskRefused refused ->
                refused.equals(here.cash().get(refused.id().value()));
            case Change.KioskFilm film ->
                Boolean.toString(film.held())
                        .equalsIgnoreCase(here.kioskFilms().get(film.film().value()));
            // by what is shown of them: MarkChecks
            case Change.FavouriteChanged _, Change.RatingChanged _ -> true;
            case Change.FilmFigures figures ->
                figures.equals(here.figures().get(figures.film().value()));
            case Change.MessageRemoved removed ->
                !here.messages().containsKey(removed.id().value());
            case Change.FilmWithdrawn withdrawn ->
                here.program().catalogue().film(withdrawn.film()).isEmpty();
            case Change.KioskHolds holds ->
                holds.ready() == here.holdings().contains(holds.kiosk() + " " + holds.film() + " " + holds.name());
            case Change.Joined joined -> "TRUE".equalsIgnoreCase(here.rooms().get(joined.scope()));
            case Change.PersonErased _, Change.DoorsClosed _, Change.Unknown _ -> true;
        };
        if (!there) {
            world.violated("diverged", machine.name() + " does not have what the server's feed says: " + change);
        }
    }

    /// A device has nothing that is not said to it, but for what is over and may have left the feed. What a restored
    /// backup has lost goes from devices, too, but
    /// what they know of their money stays.
    private void extra(SimMachine machine, Here here, List<Change> said) {
        Map<String, Set<UUID>> theirs = new HashMap<>();
        said.forEach(change -> {
            UUID subject = subject(change);
            if (subject != null) {
                theirs.computeIfAbsent(change.getClass().getSimpleName(), _ -> new HashSet<>())
                        .add(subject);
            }
        });
        only(machine, here.messages().keySet(), theirs.get("MessageShared"));
        only(
                machine,
                texts(machine, "select film, 'there' from kiosk_film where held")
                        .keySet(),
                theirs.get("KioskFilm"));
        only(machine, here.figures().keySet(), theirs.get("FilmFigures"));
        only(machine, texts(machine, "select id, 'there' from film").keySet(), theirs.get("FilmChanged"));
        only(machine, texts(machine, "select id, 'there' from project").keySet(), theirs.get("ProjectChanged"));
        if (!world.server().wasRestored()) {
            only(machine, here.contributions().keySet(), theirs.get("ContributionChanged"));
            Map<UUID, Change> waiting = new HashMap<>(here.cash());
            waiting.values()
                    .removeIf(change -> !(change instanceof Change.CashAnnounced cash)
                            || cash.state() != ContributionState.AWAITING_PAYMENT);
            only(machine, waiting.keySet(), theirs.get("CashAnnounced"));
        }
    }

    private void only(SimMachine machine, Set<UUID> here, @Nullable Set<UUID> said) {
        for (UUID ours : here) {
            if (said == null || !said.contains(ours)) {
                world.violated("overheard", machine.name() + " has " + ours + ", which does not concern it");
            }
        }
    }

    /// What a change is of, null if that is no row of a table.
    private static @Nullable UUID subject(Change change) {
        return switch (change) {
            case Change.MessageShared message -> message.id().value();
            case Change.ContributionChanged contribution -> contribution.id().value();
            case Change.CashAnnounced cash -> cash.id().value();
            case Change.FilmChanged film -> film.film().id().value();
            case Change.ProjectChanged project -> project.project().id().value();
            case Change.KioskFilm film -> film.film().value();
            case Change.FilmFigures figures -> figures.film().value();
            case Change.FilmWithdrawn _,
                    Change.MessageRemoved _,
                    Change.PersonErased _,
                    Change.KioskHolds _,
                    Change.KioskRefused _,
                    Change.DoorsClosed _,
                    Change.Joined _,
                    Change.FavouriteChanged _,
                    Change.RatingChanged _,
                    Change.Unknown _ -> null;
        };
    }

    private static Map<UUID, Change> cash(SimMachine machine) {
        return machine.local()
                .tables()
                .map(
                        "select id, body from kiosk_cash",
                        row -> row.getObject(1, UUID.class),
                        row -> Wire.fromCbor("cash", row.getBytes(2), Change.class));
    }

    private static Map<UUID, Change.FilmFigures> figures(SimMachine machine) {
        Map<UUID, Change.FilmFigures> figures = new HashMap<>();
        machine.local()
                .tables()
                .read(
                        "select film, viewings, spectators, ratings, stars from film_figures",
                        row -> new Change.FilmFigures(
                                new FilmId(row.getObject(1, UUID.class)),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)))
                .forEach(told -> figures.put(told.film().value(), told));
        return figures;
    }

    private static Map<UUID, String> texts(SimMachine machine, String sql) {
        return machine.local().tables().map(sql, row -> row.getObject(1, UUID.class), row -> row.getString(2));
    }

    private void journal(SimMachine machine, JournalStore journal) {
        if (journal.waiting() > 0) {
            world.violated("waits", machine.name() + " has " + journal.waiting() + " operations that nobody takes");
        }
        Map<Long, String> shown = new TreeMap<>();
        journal.pending(Integer.MAX_VALUE).stream()
                .filter(one -> one.refusal() != null)
                .forEach(one -> shown.put(one.operation().sequence(), String.valueOf(one.refusal())));
        Set<UUID> settled = texts(machine, "select operation, 'settled' from refusal_settled")
                .keySet();
        Map<Long, String> kept = new TreeMap<>();
        world.server()
                .tables()
                .read(
                        "select sequence, quarantine, encoded from operation where quarantine is not null"
                                + " and quarantine <> 'sync.duplicate-operation' and device = '"
                                + machine.identity().id() + "'",
                        row -> isShown(machine, row, settled)
                                ? Map.entry(row.getLong(1), row.getString(2))
                                : Map.entry(Long.MAX_VALUE, ""))
                .forEach(row -> {
                    if (row.getKey() <= journal.last()) { // what is behind it is of a copy that it has not met yet
                        kept.put(row.getKey(), row.getValue());
                    }
                });
        if (!shown.equals(kept)) {
            world.violated(
                    "hidden", machine.name() + " shows as set aside " + shown + ", the server has set aside " + kept);
        }
    }

    /// What the program recorded by itself is shown to nobody, and what a person has dealt with to nobody any more.
    private static boolean isShown(SimMachine machine, ResultSet row, Set<UUID> settled) throws SQLException {
        Operation operation = OperationCodec.decode(machine.identity().id(), row.getLong(1), row.getBytes(3));
        return !(operation.body() instanceof RoomFollowed)
                && !settled.contains(operation.id().value());
    }
}
