package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.desktop.engine.store.CatalogueStore;

/// Frees what no film and nothing in the catalogue names: a kill in the middle of a removal, or of a film shown
/// from the network, leaves bytes behind that nobody would ever find again. Where anything is unknown, nothing
/// is removed: a card that cannot be read may name a whole film.
final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final DeliveryParts parts;
    private final CatalogueStore catalogue;

    Sweeper(DeliveryParts parts, CatalogueStore catalogue) {
        this.parts = parts;
        this.catalogue = catalogue;
    }

    /// @param read the downloads folder
    /// @param enough asked before each removal
    void sweep(FilmCards.Read read, BooleanSupplier enough) {
        Optional<Set<ContentAddress>> named = read.complete() ? named(read.cards()) : Optional.empty();
        if (named.isEmpty()) {
            return;
        }
        try {
            Set<ContentAddress> orphans = parts.store().all();
            orphans.removeAll(named.get());
            int swept = 0;
            for (ContentAddress address : orphans) {
                if (enough.getAsBoolean() || !swept(address)) {
                    break;
                }
                swept++;
            }
            if (swept > 0) {
                LOG.info("{} pieces of content that no film names were removed", swept);
            }
        } catch (IOException e) {
            LOG.error("what no film names cannot be removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Not under a showing: what it fetches is named by no card.
    private boolean swept(ContentAddress address) throws IOException, InterruptedException {
        boolean[] dark = {true};
        parts.fetcher()
                .whileNotFetched(
                        address,
                        () -> dark[0] =
                                parts.onScreen().whileDark(() -> parts.store().remove(address)));
        return dark[0];
    }

    private Optional<Set<ContentAddress>> named(List<FilmCard> cards) {
        List<Film> films = catalogue.films();
        if (films.isEmpty()) {
            // begun anew, perhaps: its posters are wanted again
            return Optional.empty();
        }
        Set<ContentAddress> named = new HashSet<>();
        Stream.of(
                        films.stream().map(Film::poster),
                        catalogue.projects().stream().map(Project::poster),
                        cards.stream().map(card -> card.film().poster()))
                .flatMap(posters -> posters)
                .filter(Objects::nonNull)
                .forEach(named::add);
        for (FilmCard card : cards) {
            if (card.wanted() == FilmCard.Wanted.STREAM) {
                continue;
            }
            for (ContentAddress manifest : card.manifests()) {
                named.add(manifest);
                Optional<Manifest> read = parts.papers().manifest(card.film().id(), manifest);
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                named.addAll(Plan.addresses(read.get()));
            }
        }
        return Optional.of(named);
    }
}
