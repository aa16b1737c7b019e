package studio.karangou.desktop.feature.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;

/// Favourites and ratings of who is signed in here, or of the venue where nobody is; and what all together
/// made of each film. From this device's own copy and journal; never waits on the network.
public interface Marks {
    /// What is known now.
    Known known();

    /// Makes a film a favourite, or takes that back. On disk when this returns.
    ///
    /// @throws studio.karangou.common.model.FailureException if nobody may, or it cannot be recorded
    void favourite(FilmId film, boolean on);

    /// Gives a film stars, from 1 to 5. On disk when this returns.
    ///
    /// @throws studio.karangou.common.model.FailureException if nobody may, or it cannot be recorded
    void rate(FilmId film, int stars);

    /// Calls the listener, on any thread, when any of it changed.
    Subscription onChange(Runnable listener);

    /// Favourites, ratings and figures.
    ///
    /// @param allowed whether there is anybody here to have favourites: a kiosk has none of its own, its
    ///     visitors sign in first
    /// @param stars of the films that were rated
    record Known(boolean allowed, Set<FilmId> favourites, Map<FilmId, Integer> stars, Map<FilmId, Figures> figures) {
        /// Before anything is read.
        public static final Known NOTHING = new Known(false, Set.of(), Map.of(), Map.of());

        public Known {
            favourites = Set.copyOf(favourites);
            stars = Map.copyOf(stars);
            figures = Map.copyOf(figures);
        }

        /// What a film was given here, 0 if nothing.
        public int stars(FilmId film) {
            return stars.getOrDefault(film, 0);
        }

        /// What all made of a film, empty while nobody has told.
        public Optional<Figures> figures(FilmId film) {
            return Optional.ofNullable(figures.get(film));
        }
    }

    /// What all devices and people made of a film.
    ///
    /// @param viewings how often it was watched
    /// @param spectators by how many people
    /// @param ratings how many gave it stars
    /// @param stars the sum of what they gave
    record Figures(long viewings, long spectators, long ratings, long stars) {
        /// From 1 to 5; of no meaning without a rating.
        public double mean() {
            return ratings == 0 ? 0 : (double) stars / ratings;
        }
    }
}
