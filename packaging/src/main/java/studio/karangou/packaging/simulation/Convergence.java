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
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.Change;
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
                texts(machine, "select id, 'there' from kiosk_cash"),
                texts(machine, "select film, cast(held as varchar) from kiosk_film"),
                texts(machine, "select film, cast(whole as varchar) from room"),
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
            Map<UUID, String> cash,
            Map<UUID, String> kioskFilms,
            Map<UUID, String> rooms,
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
            case Change.KioskRefused refused ->
                here.cash().containsKey(refused.id().value());
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
            case Change.KioskHolds _, Change.PersonErased _, Change.DoorsClosed _, Change.Joined _, Change.Unknown _ ->
                true;
        };
        if (!there) {
            world.violated("diverged", machine.name() + " does not have what the server's feed says: " + change);
        }
    }

    /// A device has nothing that is not said to it. What a restored backup has lost goes from devices, too, but
    /// what they know of their money stays.
    private void extra(SimMachine machine, Here here, List<Change> said) {
        List<Map<UUID, String>> all = world.server().wasRestored()
                ? List.of(here.messages())
                : List.of(here.messages(), here.contributions(), here.cash());
        Set<UUID> theirs = new HashSet<>();
        for (Change change : said) {
            switch (change) {
                case Change.MessageShared message -> theirs.add(message.id().value());
                case Change.ContributionChanged contribution ->
                    theirs.add(contribution.id().value());
                case Change.CashAnnounced cash -> theirs.add(cash.id().value());
                case Change.KioskRefused refused -> theirs.add(refused.id().value());
                case Change.FilmChanged _,
                        Change.FilmWithdrawn _,
                        Change.MessageRemoved _,
                        Change.ProjectChanged _,
                        Change.PersonErased _,
                        Change.KioskFilm _,
                        Change.KioskHolds _,
                        Change.DoorsClosed _,
                        Change.Joined _,
                        Change.FavouriteChanged _,
                        Change.RatingChanged _,
                        Change.FilmFigures _,
                        Change.Unknown _ -> {}
            }
        }
        for (Map<UUID, String> kept : all) {
            for (UUID ours : kept.keySet()) {
                if (!theirs.contains(ours)) {
                    world.violated("overheard", machine.name() + " has " + ours + ", which does not concern it");
                }
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
                        "select sequence, quarantine, encoded from operation where quarantine is not null"
                                + " and quarantine <> 'sync.duplicate-operation' and device = '"
                                + machine.identity().id() + "'",
                        row -> isShown(machine, row)
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

    /// What the program recorded by itself is shown to nobody.
    private static boolean isShown(SimMachine machine, ResultSet row) throws SQLException {
        return !(OperationCodec.decode(machine.identity().id(), row.getLong(1), row.getBytes(3))
                        .body()
                instanceof RoomFollowed);
    }
}
