package studio.karangou.desktop.engine.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.model.merge.LastWriter;
import studio.karangou.common.model.merge.ObservedRemoveSet;
import studio.karangou.common.model.merge.ObservedRemoveSet.Added;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.desktop.feature.catalogue.MarkFailure;
import studio.karangou.desktop.feature.catalogue.Marks;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// Favourites and ratings: what the server's feed says, and merged with it by the same rules what was
/// recorded here and is not in the feed yet.
public final class MarkStore implements Marks {
    /// Whose marks are the venue's.
    private static final UUID VENUE = new UUID(0, 0);

    private final LocalDatabase database;
    private final JournalStore journal;
    private final Changes changes;
    private final Supplier<Optional<EnrolledDevice>> device;
    private final Supplier<Optional<PersonId>> actor;

    /// @param device that this is, empty before it is enrolled
    /// @param actor who is signed in
    public MarkStore(
            LocalDatabase database,
            JournalStore journal,
            Changes changes,
            Supplier<Optional<EnrolledDevice>> device,
            Supplier<Optional<PersonId>> actor) {
        this.database = database;
        this.journal = journal;
        this.changes = changes;
        this.device = device;
        this.actor = actor;
    }

    /// As whose the marks are kept: a person's, or the venue's.
    static UUID owner(@Nullable PersonId person) {
        return person == null ? VENUE : person.value();
    }

    static void put(Handle handle, Change.FavouriteChanged favourite) {
        UUID owner = owner(favourite.person());
        handle.createUpdate("DELETE FROM favourite WHERE owner = :owner AND film = :film")
                .bind("owner", owner)
                .bind("film", favourite.film().value())
                .execute();
        for (OperationId tag : favourite.tags()) {
            handle.createUpdate("INSERT INTO favourite (owner, film, tag) VALUES (:owner, :film, :tag)")
                    .bind("owner", owner)
                    .bind("film", favourite.film().value())
                    .bind("tag", tag.value())
                    .execute();
        }
    }

    static void put(Handle handle, Change.RatingChanged rating) {
        handle.createUpdate("""
                        MERGE INTO rating (owner, film, stars, said_millis, said_counter, said_by, said_sequence)
                        KEY (owner, film) VALUES (:owner, :film, :stars, :millis, :counter, :by, :sequence)""")
                .bind("owner", owner(rating.person()))
                .bind("film", rating.film().value())
                .bind("stars", rating.stars())
                .bind("millis", rating.said().time().millis())
                .bind("counter", rating.said().time().counter())
                .bind("by", rating.said().device().value())
                .bind("sequence", rating.said().sequence())
                .execute();
    }

    static void put(Handle handle, Change.FilmFigures figures) {
        handle.createUpdate("""
                        MERGE INTO film_figures (film, viewings, spectators, ratings, stars)
                        KEY (film) VALUES (:film, :viewings, :spectators, :ratings, :stars)""")
                .bind("film", figures.film().value())
                .bind("viewings", figures.viewings())
                .bind("spectators", figures.spectators())
                .bind("ratings", figures.ratings())
                .bind("stars", figures.stars())
                .execute();
    }

    /// Those marks stay that came while the feed was read from its start: who was erased is not told any more, nor
    /// what a server that was restored knows nothing of.
    static void sweep(Handle handle) {
        for (String table : List.of("favourite", "rating")) {
            handle.execute("DELETE FROM " + table + " WHERE NOT EXISTS (SELECT 1 FROM seen" + " WHERE kind = '" + table
                    + "' AND seen.id = owner AND seen.other = film)");
        }
    }

    /// Nothing stays of a person's marks that the feed told.
    static void forget(Handle handle, PersonId person) {
        for (String table : List.of("favourite", "rating")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE owner = :person")
                    .bind("person", person.value())
                    .execute();
        }
    }

    /// Who has the marks that are made here now; no person is the venue.
    ///
    /// @param isTold whether the feed of this device tells of their marks: not at a kiosk, which keeps
    ///     nothing of a visitor but what they did at it
    private record Owner(@Nullable PersonId person, DeviceId device, boolean isTold) {}

    private Optional<Owner> here() {
        Optional<PersonId> person = actor.get();
        return device.get()
                .filter(enrolled -> person.isPresent() || enrolled.profile() != DeviceProfile.BORNE)
                .map(enrolled ->
                        new Owner(person.orElse(null), enrolled.id(), enrolled.profile() != DeviceProfile.BORNE));
    }

    @Override
    public Known known() {
        Optional<Owner> here = here();
        return database.read(handle -> {
            Map<FilmId, Figures> figures = figures(handle);
            if (here.isEmpty()) {
                return new Known(false, Set.of(), Map.of(), figures);
            }
            List<Operation> own = own(handle, here.get());
            Map<FilmId, Integer> stars = new HashMap<>();
            ratings(handle, here.get(), own).forEach((film, word) -> stars.put(film, word.value()));
            return new Known(true, favourites(handle, here.get(), own).elements(), stars, figures);
        });
    }

    /// What was recorded here for somebody that the feed, as far as it is here, does not know yet, in its
    /// order; all of it where the feed tells nothing of them.
    private static List<Operation> own(Handle handle, Owner owner) {
        return OwnOperations.of(
                        handle,
                        owner.device(),
                        owner.isTold(),
                        FavouriteAdded.KIND,
                        FavouriteRemoved.KIND,
                        FilmRated.KIND)
                .stream()
                .filter(operation -> Objects.equals(operation.actor(), owner.person()))
                .toList();
    }

    private static ObservedRemoveSet<FilmId, OperationId> favourites(Handle handle, Owner owner, List<Operation> own) {
        List<Added<FilmId, OperationId>> told = handle.createQuery(
                        "SELECT film, tag FROM favourite WHERE owner = :owner")
                .bind("owner", owner(owner.person()))
                .map((row, context) -> new Added<>(
                        new FilmId(row.getObject(1, UUID.class)), new OperationId(row.getObject(2, UUID.class))))
                .list();
        List<Added<FilmId, OperationId>> added = new ArrayList<>();
        List<OperationId> removed = new ArrayList<>();
        for (Operation operation : own) {
            if (operation.body() instanceof FavouriteAdded addition) {
                added.add(new Added<>(addition.film(), operation.id()));
            } else if (operation.body() instanceof FavouriteRemoved removal) {
                removed.addAll(removal.observed());
            }
        }
        return ObservedRemoveSet.of(told, List.<OperationId>of()).merge(ObservedRemoveSet.of(added, removed));
    }

    private static Map<FilmId, LastWriter<Integer>> ratings(Handle handle, Owner owner, List<Operation> own) {
        Map<FilmId, LastWriter<Integer>> words = OwnOperations.lastWords(
                own.stream()
                        .filter(operation -> operation.body() instanceof FilmRated)
                        .toList(),
                operation -> rated(operation).film(),
                operation -> rated(operation).stars());
        handle.createQuery("SELECT film, stars, said_millis, said_counter, said_by, said_sequence FROM rating"
                        + " WHERE owner = :owner")
                .bind("owner", owner(owner.person()))
                .map((row, context) -> Map.entry(
                        new FilmId(row.getObject(1, UUID.class)),
                        new LastWriter<>(
                                row.getInt(2),
                                new Stamp(
                                        new HybridTime(row.getLong(3), row.getInt(4)),
                                        new DeviceId(row.getObject(5, UUID.class)),
                                        row.getLong(6)))))
                .forEach(told -> words.merge(told.getKey(), told.getValue(), LastWriter::merge));
        return words;
    }

    private static FilmRated rated(Operation operation) {
        if (operation.body() instanceof FilmRated rated) {
            return rated;
        }
        throw new IllegalStateException("no rating: operation " + operation.sequence());
    }

    private static Map<FilmId, Figures> figures(Handle handle) {
        Map<FilmId, Figures> figures = new HashMap<>();
        handle.createQuery("SELECT film, viewings, spectators, ratings, stars FROM film_figures")
                .map((row, context) -> Map.entry(
                        new FilmId(row.getObject(1, UUID.class)),
                        new Figures(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))))
                .forEach(entry -> figures.put(entry.getKey(), entry.getValue()));
        return figures;
    }

    /// The additions by which a film is a favourite here, as far as this device has seen them.
    private List<OperationId> tags(Owner owner, FilmId film) {
        return database.read(handle -> favourites(handle, owner, own(handle, owner)).tags(film).stream()
                .sorted(Comparator.comparing(OperationId::toString))
                .toList());
    }

    @Override
    public synchronized void favourite(FilmId film, boolean on) {
        Owner owner = here().orElseThrow(() -> new MarkFailure.NobodyHere().asException());
        List<OperationId> tags = tags(owner, film);
        if (on == !tags.isEmpty()) {
            return;
        }
        if (on) {
            journal.record(new FavouriteAdded(film));
            return;
        }
        List<OperationId> left = new ArrayList<>(tags);
        while (!left.isEmpty()) {
            List<OperationId> some = left.subList(0, Math.min(left.size(), Limits.FAVOURITE_TAGS));
            journal.record(new FavouriteRemoved(film, some));
            some.clear();
        }
    }

    @Override
    public synchronized void rate(FilmId film, int stars) {
        Owner owner = here().orElseThrow(() -> new MarkFailure.NobodyHere().asException());
        Optional<LastWriter<Integer>> before = database.read(handle ->
                Optional.ofNullable(ratings(handle, owner, own(handle, owner)).get(film)));
        if (before.filter(word -> word.value() == stars).isPresent()) {
            return;
        }
        // who changes what they see has the later word, whatever the clocks of the two devices say
        before.ifPresent(word -> journal.saw(word.stamp().time()));
        journal.record(new FilmRated(film, stars));
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return changes.marks().add(listener);
    }
}
