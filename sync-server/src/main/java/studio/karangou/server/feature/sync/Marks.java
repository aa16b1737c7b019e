package studio.karangou.server.feature.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Id;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
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
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.sync.LastWordStore.On;
import studio.karangou.server.feed.FeedEntry;

/// What the operations of a batch say of films: favourites, ratings, and how often they were watched. Each is
/// merged by its rule before it is written, so that a batch costs a row for a film and not one for a word.
final class Marks {
    private final Arrival arrival;
    private final Map<On, Pressed> favourites = new LinkedHashMap<>();
    private final Map<On, LastWriter<Integer>> ratings = new LinkedHashMap<>();
    private final Map<FilmId, TallyStore.Count> counts = new LinkedHashMap<>();

    /// How often a heart was pressed in the batch, gathered before it is made a set: it may be thousands of
    /// times.
    private static final class Pressed {
        private final List<Added<FilmId, OperationId>> added = new ArrayList<>();
        private final Set<OperationId> removed = new HashSet<>();

        ObservedRemoveSet<FilmId, OperationId> set() {
            return ObservedRemoveSet.of(added, removed);
        }
    }

    Marks(Arrival arrival) {
        this.arrival = arrival;
    }

    void add(Operation operation, FavouriteAdded added) {
        favourite(operation, added.film()).added.add(new Added<>(added.film(), operation.id()));
    }

    void add(Operation operation, FavouriteRemoved removed) {
        if (!removed.observed().isEmpty()) {
            favourite(operation, removed.film()).removed.addAll(removed.observed());
        }
    }

    private Pressed favourite(Operation operation, FilmId film) {
        return favourites.computeIfAbsent(on(operation, film), on -> new Pressed());
    }

    void add(Operation operation, FilmRated rated, Stamp said) {
        ratings.merge(on(operation, rated.film()), new LastWriter<>(rated.stars(), said), LastWriter::merge);
    }

    void add(FilmViewed viewed) {
        counts.merge(viewed.film(), new TallyStore.Count(1, viewed.audience()), TallyStore.Count::plus);
    }

    /// A mark is of who is signed in, or of the venue where nobody is.
    private On on(Operation operation, FilmId film) {
        @Nullable PersonId person = operation.actor();
        return new On(person == null ? arrival.venue().value() : person.value(), film);
    }

    void write(Transaction transaction, MarkStores stores) {
        Map<On, ObservedRemoveSet<FilmId, OperationId>> came = new LinkedHashMap<>();
        favourites.forEach((on, pressed) -> came.put(on, pressed.set()));
        stores.favourites().merge(transaction, came);
        stores.ratings().say(transaction, ratings);
        stores.tallies().add(transaction, arrival.device(), counts);
    }

    /// What their owners' devices are to know now.
    List<FeedEntry> told(Transaction transaction, MarkStores stores) {
        List<FeedEntry> told = new ArrayList<>();
        stores.favourites()
                .of(transaction, favourites.keySet())
                .forEach((on, set) -> told.add(FeedEntry.favourite(
                        owner(on), new Change.FavouriteChanged(person(on), on.film(), tags(on, set)))));
        stores.ratings()
                .said(transaction, ratings.keySet())
                .forEach((on, word) -> told.add(FeedEntry.rating(
                        owner(on), new Change.RatingChanged(person(on), on.film(), word.value(), word.stamp()))));
        return told;
    }

    private @Nullable PersonId person(On on) {
        return on.owner().equals(arrival.venue().value()) ? null : new PersonId(on.owner());
    }

    private Id owner(On on) {
        @Nullable PersonId person = person(on);
        return person == null ? arrival.venue() : person;
    }

    private static List<OperationId> tags(On on, ObservedRemoveSet<FilmId, OperationId> set) {
        return set.tags(on.film()).stream()
                .sorted(Comparator.comparing(OperationId::toString))
                .limit(Limits.FAVOURITE_TAGS)
                .toList();
    }
}
