package studio.karangou.packaging.simulation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.merge.LastWriter;
import studio.karangou.common.model.merge.ObservedRemoveSet;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.SaidTimes;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.feature.catalogue.Marks;

/// Whether what the server says of films is the merge of all journals by the rules, whatever came when and by
/// which road; and whether each device shows it.
final class MarkChecks {
    private final World world;
    private final Tables tables;
    private final Map<UUID, ObservedRemoveSet<FilmId, OperationId>> favourites = new HashMap<>();
    private final Map<Word, LastWriter<Integer>> ratings = new HashMap<>();
    private final Map<Word, LastWriter<Boolean>> chosen = new HashMap<>();
    private final Map<FilmId, Audience> viewings = new HashMap<>();

    MarkChecks(World world) {
        this.world = world;
        tables = world.server().tables();
    }

    /// How often a film was seen, and by how many.
    private record Audience(long viewings, long spectators) {
        Audience plus(Audience more) {
            return new Audience(viewings + more.viewings, spectators + more.spectators);
        }
    }

    /// What a venue spoke of.
    private record Word(UUID venue, FilmId film) {}

    /// A run of a journal that came at once.
    private record Batch(UUID device, UUID venue, Instant at) {}

    private record Row(Batch batch, Operation operation, boolean applied) {}

    void run() {
        Map<Batch, List<Row>> batches = new LinkedHashMap<>();
        tables.read(
                        "select o.device, d.venue, o.received_at, o.sequence, o.encoded, o.quarantine from operation o"
                                + " join device d on d.id = o.device order by o.device, o.sequence",
                        MarkChecks::row)
                .forEach(row -> batches.computeIfAbsent(row.batch(), batch -> new ArrayList<>())
                        .add(row));
        batches.forEach(this::merge);
        favourites();
        ratings();
        chosen();
        counts();
        figures();
        world.machines().forEach(this::shown);
    }

    private static Row row(ResultSet row) throws SQLException {
        UUID device = row.getObject(1, UUID.class);
        return new Row(
                new Batch(
                        device,
                        row.getObject(2, UUID.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                OperationCodec.decode(new DeviceId(device), row.getLong(4), row.getBytes(5)),
                row.getString(6) == null);
    }

    private void merge(Batch batch, List<Row> rows) {
        List<Stamp> stamps = SaidTimes.of(rows.stream().map(Row::operation).toList(), batch.at());
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).applied()) {
                merge(batch.venue(), rows.get(i).operation(), stamps.get(i));
            }
        }
    }

    private void merge(UUID venue, Operation operation, Stamp said) {
        if (operation.body() instanceof FavouriteAdded added) {
            favourites.merge(
                    venue,
                    ObservedRemoveSet.<FilmId, OperationId>empty().add(added.film(), operation.id()),
                    ObservedRemoveSet::merge);
        } else if (operation.body() instanceof FavouriteRemoved removed) {
            favourites.merge(
                    venue,
                    ObservedRemoveSet.<FilmId, OperationId>empty().remove(removed.observed()),
                    ObservedRemoveSet::merge);
        } else if (operation.body() instanceof FilmRated rated) {
            ratings.merge(new Word(venue, rated.film()), new LastWriter<>(rated.stars(), said), LastWriter::merge);
        } else if (operation.body() instanceof FilmViewed viewed) {
            viewings.merge(viewed.film(), new Audience(1, viewed.audience()), Audience::plus);
        } else if (operation.body() instanceof KioskFilmChosen choice) {
            chosen.merge(new Word(venue, choice.film()), new LastWriter<>(choice.held(), said), LastWriter::merge);
        }
    }

    private Collection<OperationId> tags(UUID venue, FilmId film) {
        return favourites.getOrDefault(venue, ObservedRemoveSet.empty()).tags(film);
    }

    private void favourites() {
        Map<UUID, Set<String>> there = new TreeMap<>();
        tables.read(
                        "select owner, film, tag from favourite where not removed",
                        row -> Map.entry(row.getObject(1, UUID.class), row.getString(2) + "/" + row.getString(3)))
                .forEach(row -> there.computeIfAbsent(row.getKey(), owner -> new TreeSet<>())
                        .add(row.getValue()));
        Map<UUID, Set<String>> merged = new TreeMap<>();
        favourites.forEach((venue, set) -> {
            Set<String> tags = new TreeSet<>();
            set.elements().forEach(film -> set.tags(film).forEach(tag -> tags.add(film + "/" + tag)));
            if (!tags.isEmpty()) {
                merged.put(venue, tags);
            }
        });
        if (!there.equals(merged)) {
            world.violated("merge", "favourites are " + there + ", the journals say " + merged);
        }
    }

    private void ratings() {
        Map<Word, Integer> there = new HashMap<>();
        tables.read(
                        "select owner, film, stars from film_rating",
                        row -> Map.entry(
                                new Word(row.getObject(1, UUID.class), new FilmId(row.getObject(2, UUID.class))),
                                row.getInt(3)))
                .forEach(row -> there.put(row.getKey(), row.getValue()));
        Map<Word, Integer> merged = new HashMap<>();
        ratings.forEach((on, word) -> merged.put(on, word.value()));
        if (!there.equals(merged)) {
            world.violated("merge", "ratings are " + there + ", the journals say " + merged);
        }
    }

    private void chosen() {
        Map<Word, Boolean> there = tables.map(
                "select venue, film, held from kiosk_film",
                row -> new Word(row.getObject(1, UUID.class), new FilmId(row.getObject(2, UUID.class))),
                row -> row.getBoolean(3));
        Map<Word, Boolean> merged = new HashMap<>();
        chosen.forEach((on, word) -> merged.put(on, word.value()));
        if (!there.equals(merged)) {
            world.violated("merge", "kiosks are to hold " + there + ", the journals say " + merged);
        }
    }

    private void counts() {
        Map<FilmId, Audience> there = tables.map(
                "select film, sum(viewings), sum(spectators) from film_tally group by film",
                row -> new FilmId(row.getObject(1, UUID.class)),
                row -> new Audience(row.getLong(2), row.getLong(3)));
        if (!there.equals(viewings)) {
            world.violated("merge", "viewings are " + there + ", the journals say " + viewings);
        }
    }

    /// What all devices are told of films; only of those that somebody saw or rated.
    private void figures() {
        Map<FilmId, Change.FilmFigures> merged = new HashMap<>();
        viewings.forEach((film, seen) ->
                merged.put(film, new Change.FilmFigures(film, seen.viewings(), seen.spectators(), 0, 0)));
        ratings.forEach((on, word) ->
                merged.merge(on.film(), new Change.FilmFigures(on.film(), 0, 0, 1, word.value()), MarkChecks::sum));
        Map<FilmId, Change.FilmFigures> told = new HashMap<>();
        tables.read(
                        "select payload from feed_change where entity like 'figures/%'",
                        row -> Wire.fromCbor("change", row.getBytes(1), Change.class))
                .forEach(change -> {
                    if (change instanceof Change.FilmFigures figures) {
                        told.put(figures.film(), figures);
                    }
                });
        if (!told.equals(merged)) {
            world.violated("merge", "told of films is " + told + ", the journals say " + merged);
        }
    }

    private static Change.FilmFigures sum(Change.FilmFigures one, Change.FilmFigures other) {
        return new Change.FilmFigures(
                one.film(),
                one.viewings() + other.viewings(),
                one.spectators() + other.spectators(),
                one.ratings() + other.ratings(),
                one.stars() + other.stars());
    }

    /// What a screen of the device would show. A kiosk shows none, as nobody is signed in.
    private void shown(SimMachine machine) {
        if (machine.identity().profile() == DeviceProfile.BORNE) {
            return;
        }
        Marks.Known known = machine.program().marks().known();
        UUID venue = machine.identity().venue().value();
        Set<FilmId> merged = new HashSet<>();
        for (FilmId film : world.server().films()) {
            if (!tags(venue, film).isEmpty()) {
                merged.add(film);
            }
        }
        Set<FilmId> shown = known.favourites();
        if (!shown.equals(merged)) {
            world.violated("merge", machine.name() + " shows the favourites " + shown + ", they are " + merged);
        }
        Map<FilmId, Integer> rated = new HashMap<>();
        ratings.forEach((on, word) -> {
            if (on.venue().equals(venue)) {
                rated.put(on.film(), word.value());
            }
        });
        Map<FilmId, Integer> stars = known.stars();
        if (!stars.equals(rated)) {
            world.violated("merge", machine.name() + " shows the ratings " + stars + ", they are " + rated);
        }
    }
}
