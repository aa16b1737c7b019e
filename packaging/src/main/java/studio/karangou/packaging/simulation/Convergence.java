package studio.karangou.packaging.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.Change;
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
                texts(machine, "select id, 'there' from kiosk_cash"),
                texts(machine, "select film, cast(held as varchar) from kiosk_film"),
                figures(machine));
        feed(machine).forEach(change -> compare(machine, here, change));
        extra(machine, here);
        journal(machine, program.journal());
    }

    private List<Change> feed(SimMachine machine) {
        List<Change> changes = new ArrayList<>();
        world.server()
                .tables()
                .read(
                        "select scope, payload from feed_change order by position",
                        row -> Map.entry(
                                Objects.requireNonNullElse(
                                        row.getObject(1, UUID.class),
                                        machine.identity().venue().value()),
                                row.getBytes(2)))
                .forEach(row -> {
                    if (row.getKey().equals(machine.identity().venue().value())) {
                        changes.add(Wire.fromCbor("change", row.getValue(), Change.class));
                    }
                });
        return changes;
    }

    /// What a device has.
    private record Here(
            Program program,
            Map<UUID, String> messages,
            Map<UUID, String> contributions,
            Map<UUID, String> cash,
            Map<UUID, String> kioskFilms,
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
            case Change.CashAnnounced cash -> here.cash().containsKey(cash.id().value());
            case Change.KioskFilm film ->
                Boolean.toString(film.held())
                        .equalsIgnoreCase(here.kioskFilms().get(film.film().value()));
            // by what is shown of them: MarkChecks
            case Change.FavouriteChanged _, Change.RatingChanged _ -> true;
            case Change.FilmFigures figures ->
                figures.equals(here.figures().get(figures.film().value()));
            case Change.KioskHolds _, Change.PersonErased _, Change.DoorsClosed _, Change.Joined _, Change.Unknown _ ->
                true;
        };
        if (!there) {
            world.violated("diverged", machine.name() + " does not have what the server's feed says: " + change);
        }
    }

    /// A device knows no message that the server does not; after a restored backup it may.
    private void extra(SimMachine machine, Here here) {
        if (world.server().wasRestored()) {
            return;
        }
        Map<UUID, String> theirs = new HashMap<>();
        world.server()
                .tables()
                .read("select id, body from message", row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .forEach(row -> theirs.put(row.getKey(), row.getValue()));
        for (UUID ours : here.messages().keySet()) {
            if (!theirs.containsKey(ours)) {
                world.violated("invented", machine.name() + " has message " + ours + " that the server does not");
            }
        }
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
        Map<UUID, String> texts = new HashMap<>();
        machine.local()
                .tables()
                .read(sql, row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .forEach(row -> texts.put(row.getKey(), row.getValue()));
        return texts;
    }

    private void journal(SimMachine machine, JournalStore journal) {
        if (journal.waiting() > 0) {
            world.violated("waits", machine.name() + " has " + journal.waiting() + " operations that nobody takes");
        }
        Map<Long, String> shown = new TreeMap<>();
        journal.pending(Integer.MAX_VALUE).stream()
                .filter(one -> one.refusal() != null)
                .forEach(one -> shown.put(one.operation().sequence(), String.valueOf(one.refusal())));
        Map<Long, String> kept = new TreeMap<>();
        world.server()
                .tables()
                .read(
                        "select sequence, quarantine from operation where quarantine is not null"
                                + " and quarantine <> 'sync.duplicate-operation' and device = '"
                                + machine.identity().id() + "'",
                        row -> Map.entry(row.getLong(1), row.getString(2)))
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
}
