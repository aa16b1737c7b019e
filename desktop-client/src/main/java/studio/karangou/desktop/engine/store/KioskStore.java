package studio.karangou.desktop.engine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.store.OwnOperations.Own;
import studio.karangou.desktop.feature.kiosk.KioskCash;
import studio.karangou.desktop.feature.kiosk.KioskDesk;
import studio.karangou.desktop.feature.kiosk.KioskFilm;
import studio.karangou.desktop.feature.kiosk.KioskRefusal;

/// What the server told of the venue's kiosks, and what was said of it on this device and is not there yet.
public final class KioskStore implements KioskDesk {
    private final LocalDatabase database;
    private final CatalogueStore catalogue;
    private final Changes changes;
    private final JournalStore own;

    public KioskStore(LocalDatabase database, CatalogueStore catalogue, Changes changes, JournalStore own) {
        this.database = database;
        this.catalogue = catalogue;
        this.changes = changes;
        this.own = own;
    }

    static void put(Handle handle, Change.CashAnnounced cash) {
        put(handle, cash.id(), cash.announcedAt(), cash);
    }

    /// Beside the cash: if a server takes it after all, that is what is told of it.
    static void put(Handle handle, Change.KioskRefused refused) {
        put(handle, refused.id(), refused.madeAt(), refused);
    }

    private static void put(Handle handle, OperationId id, Instant at, Change told) {
        handle.createUpdate("MERGE INTO kiosk_cash (id, announced_at, body) KEY (id) VALUES (:id, :at, :body)")
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .bind("body", Wire.toCbor(told))
                .execute();
    }

    /// Cash of which the feed, read from its start, says nothing any more waits no longer: it was dealt with so long
    /// ago
    /// that the server has stopped telling it.
    static void sweep(Handle handle) {
        Set<UUID> seen = Set.copyOf(handle.createQuery("SELECT id FROM seen WHERE kind = 'cash'")
                .mapTo(UUID.class)
                .list());
        told(handle)
                .filter(change -> change instanceof Change.CashAnnounced cash
                        && cash.state() == ContributionState.AWAITING_PAYMENT
                        && !seen.contains(cash.id().value()))
                .forEach(over -> handle.createUpdate("DELETE FROM kiosk_cash WHERE id = :id")
                        .bind("id", ((Change.CashAnnounced) over).id().value())
                        .execute());
    }

    static void put(Handle handle, Change.KioskFilm film) {
        handle.createUpdate("MERGE INTO kiosk_film (film, held) KEY (film) VALUES (:film, :held)")
                .bind("film", film.film().value())
                .bind("held", film.held())
                .execute();
    }

    static void put(Handle handle, Change.KioskHolds holds) {
        handle.createUpdate("DELETE FROM kiosk_holding WHERE kiosk = :kiosk AND film = :film")
                .bind("kiosk", holds.kiosk().value())
                .bind("film", holds.film().value())
                .execute();
        if (holds.ready()) {
            handle.createUpdate("INSERT INTO kiosk_holding (kiosk, film, name) VALUES (:kiosk, :film, :name)")
                    .bind("kiosk", holds.kiosk().value())
                    .bind("film", holds.film().value())
                    .bind("name", holds.name())
                    .execute();
        }
    }

    @Override
    public List<KioskCash> cash() {
        return database.read(handle -> {
            Map<OperationId, Said> said = said(handle);
            return told(handle)
                    .filter(Change.CashAnnounced.class::isInstance)
                    .map(change -> cash((Change.CashAnnounced) change, said))
                    .toList();
        });
    }

    @Override
    public List<KioskRefusal> refused() {
        return database.read(handle -> told(handle)
                .filter(Change.KioskRefused.class::isInstance)
                .map(Change.KioskRefused.class::cast)
                .filter(refused -> !isDealtWith(handle, refused.id()))
                .map(refused -> new KioskRefusal(
                        refused.id(), refused.kiosk(), refused.made(), refused.madeAt(), refused.reason()))
                .toList());
    }

    private static Stream<Change> told(Handle handle) {
        return handle
                .createQuery("SELECT body FROM kiosk_cash ORDER BY announced_at DESC, id DESC")
                .map((row, context) -> Wire.fromCbor("cash", row.getBytes(1), Change.class))
                .list()
                .stream();
    }

    /// Here, or at another device of the venue that recorded it in its place, or by a server that took it after all.
    private static boolean isDealtWith(Handle handle, OperationId refused) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM refusal_settled WHERE operation = :refused)
                            OR EXISTS (SELECT 1 FROM operation WHERE id = :mended)
                            OR EXISTS (SELECT 1 FROM contribution WHERE id IN (:refused, :mended))""")
                .bind("refused", refused.value())
                .bind("mended", MendedId.of(refused).value())
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public void recordInstead(OperationId refused, ContributionMade corrected) {
        own.recordInstead(refused, corrected);
        changes.kiosks().changed();
    }

    @Override
    public void dismiss(OperationId refused) {
        own.dismiss(refused);
        changes.kiosks().changed();
    }

    /// What was said last of some cash here.
    private record Said(CashOutcome outcome, @Nullable String refusal) {}

    private KioskCash cash(Change.CashAnnounced told, Map<OperationId, Said> all) {
        Said said = all.get(told.id());
        boolean waits = told.state() == ContributionState.AWAITING_PAYMENT;
        @Nullable CashOutcome open = said != null && said.refusal() == null && waits ? said.outcome() : null;
        return new KioskCash(
                told.id(),
                told.kiosk(),
                catalogue.project(told.project()).map(Project::title).orElse(null),
                told.amount(),
                told.announcedAt(),
                told.state(),
                open,
                said == null ? null : said.refusal());
    }

    /// The last word here on each cash. One that the server has taken counts until the feed tells what became of it, so
    /// that nobody is asked again meanwhile.
    private static Map<OperationId, Said> said(Handle handle) {
        Map<OperationId, Said> said = new HashMap<>();
        OwnOperations.of(handle, CashSettled.KIND).forEach(one -> {
            if (one.operation().body() instanceof CashSettled settled) {
                said.put(settled.contribution(), new Said(settled.outcome(), one.refusal()));
            }
        });
        return said;
    }

    @Override
    public List<KioskFilm> films() {
        return database.read(handle -> {
            Map<FilmId, Boolean> chosen = chosen(handle);
            OwnOperations.lastWords(
                            waiting(handle),
                            own -> choice(own).film(),
                            own -> choice(own).held())
                    .forEach((film, word) -> chosen.put(film, word.value()));
            Map<FilmId, List<String>> ready = ready(handle);
            ready.keySet().forEach(film -> chosen.putIfAbsent(film, false));
            return chosen.entrySet().stream()
                    .map(entry -> film(entry.getKey(), entry.getValue(), ready.getOrDefault(entry.getKey(), List.of())))
                    .filter(film -> film.chosen() || !film.readyOn().isEmpty())
                    .sorted(Comparator.comparing(KioskFilm::title))
                    .toList();
        });
    }

    private static List<Operation> waiting(Handle handle) {
        return OwnOperations.of(handle, KioskFilmChosen.KIND).stream()
                .filter(own -> !own.told() && own.refusal() == null)
                .map(Own::operation)
                .toList();
    }

    private static KioskFilmChosen choice(Operation operation) {
        if (operation.body() instanceof KioskFilmChosen choice) {
            return choice;
        }
        throw new IllegalStateException("indexed as a choice: operation " + operation.sequence());
    }

    private KioskFilm film(FilmId film, boolean chosen, List<String> readyOn) {
        return new KioskFilm(film, catalogue.film(film).map(Film::title).orElse(""), chosen, readyOn);
    }

    /// What the server says that kiosks are to hold, or no longer.
    public Map<FilmId, Boolean> chosen() {
        return database.read(KioskStore::chosen);
    }

    /// A film that kiosks are to hold no longer is gone from this one.
    public void forget(FilmId film) {
        database.write(handle -> handle.createUpdate("DELETE FROM kiosk_film WHERE film = :film AND NOT held")
                .bind("film", film.value())
                .execute());
    }

    /// The films that a device last said to have ready.
    public Set<FilmId> reported(DeviceId device) {
        return database.read(handle -> {
            Set<FilmId> ready = new HashSet<>();
            OwnOperations.of(handle, FilmHeld.KIND).stream()
                    .map(Own::operation)
                    .filter(operation -> operation.device().equals(device))
                    .forEach(operation -> report(operation, ready));
            return ready;
        });
    }

    private static void report(Operation operation, Set<FilmId> ready) {
        if (operation.body() instanceof FilmHeld held) {
            if (held.ready()) {
                ready.add(held.film());
            } else {
                ready.remove(held.film());
            }
        }
    }

    private static Map<FilmId, Boolean> chosen(Handle handle) {
        Map<FilmId, Boolean> chosen = new TreeMap<>(Comparator.comparing(FilmId::toString));
        handle.createQuery("SELECT film, held FROM kiosk_film")
                .map((row, context) -> Map.entry(new FilmId(row.getObject(1, UUID.class)), row.getBoolean(2)))
                .forEach(entry -> chosen.put(entry.getKey(), entry.getValue()));
        return chosen;
    }

    private static Map<FilmId, List<String>> ready(Handle handle) {
        Map<FilmId, List<String>> ready = new HashMap<>();
        handle.createQuery("SELECT film, name FROM kiosk_holding ORDER BY name")
                .map((row, context) -> Map.entry(new FilmId(row.getObject(1, UUID.class)), row.getString(2)))
                .forEach(entry -> ready.computeIfAbsent(entry.getKey(), film -> new ArrayList<>())
                        .add(entry.getValue()));
        return ready;
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return changes.kiosks().add(listener);
    }
}
