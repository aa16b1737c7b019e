package studio.karangou.desktop.engine.delivery;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FilmId;

/// What is to leave the disk: films, and earlier preparations of films that play by a later one now. Nothing leaves
/// while it is on the screen. What a stop leaves here is swept at the next start.
final class Removals {
    private final DeliveryParts parts;
    private final Queue<FilmCard> films = new ConcurrentLinkedQueue<>();
    private final Queue<Old> earlier = new ConcurrentLinkedQueue<>();

    Removals(DeliveryParts parts) {
        this.parts = parts;
    }

    private record Old(FilmId film, ContentAddress manifest) {}

    void add(FilmCard film) {
        films.add(film);
    }

    /// @param manifest that the film played by, null for none
    void add(FilmId film, @Nullable ContentAddress manifest) {
        if (manifest != null) {
            earlier.add(new Old(film, manifest));
        }
    }

    /// @param kept the cards of all films that stay
    /// @return whether anything left the disk
    boolean run(Collection<FilmCard> kept) {
        // whoever opens a film from now on gets the later preparation, so what is not shown now will not be
        boolean left = earlier.removeIf(old -> {
            if (parts.onScreen().has(old.film)) {
                return false;
            }
            parts.remover().free(old.film, old.manifest, kept);
            return true;
        });
        for (FilmCard card = films.poll(); card != null; card = films.poll()) {
            FilmId film = card.film().id();
            // one that is shown again already asks for its removal once more when that is over
            boolean stays = kept.stream().anyMatch(other -> other.film().id().equals(film))
                    || parts.onScreen().has(film);
            if (!stays) {
                parts.remover().remove(card, kept);
                left = true;
            }
        }
        return left;
    }
}
