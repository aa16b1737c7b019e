package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.desktop.engine.films.FilmStore;

/// Removes a film's bytes, but none that another film or the catalogue shows.
final class Remover {
    private static final Logger LOG = LoggerFactory.getLogger(Remover.class);

    private final FilmCards cards;
    private final FilmPapers papers;
    private final FilmStore store;

    Remover(FilmCards cards, FilmPapers papers, FilmStore store) {
        this.cards = cards;
        this.papers = papers;
        this.store = store;
    }

    /// @param others the films that stay
    void remove(FilmCard card, Collection<FilmCard> others) {
        try {
            Set<ContentAddress> gone = addresses(card);
            others.forEach(other -> gone.removeAll(addresses(other)));
            if (card.film().poster() != null) {
                gone.remove(card.film().poster());
            }
            condemn(card);
            List<ContentAddress> manifests = card.manifests();
            for (ContentAddress address : gone) {
                if (!manifests.contains(address)) {
                    store.remove(address);
                }
            }
            // they say what else there is, and the card says where they are: whoever goes on after a cut needs both
            for (ContentAddress manifest : manifests) {
                if (gone.contains(manifest)) {
                    store.remove(manifest);
                }
            }
            cards.remove(card.film().id());
        } catch (IOException e) {
            LOG.error("film {} cannot be removed from disk", card.film().id(), e);
        }
    }

    /// Frees what a manifest names and no card does.
    ///
    /// @param manifest one that the film does not play by any more
    /// @param staying all cards
    void free(FilmId film, ContentAddress manifest, Collection<FilmCard> staying) {
        try {
            Set<ContentAddress> gone = addresses(film, manifest);
            for (FilmCard card : staying) {
                gone.removeAll(addresses(card));
                gone.remove(card.film().poster());
            }
            for (ContentAddress address : gone) {
                store.remove(address);
            }
        } catch (IOException e) {
            LOG.warn("what film {} does not need any more is freed at the next start", film, e);
        }
    }

    private void condemn(FilmCard card) {
        if (!cards.has(card.film().id())) {
            return;
        }
        try {
            cards.write(card.wanted(FilmCard.Wanted.STREAM));
        } catch (IOException e) {
            // on a full disk films are removed because it is full
            LOG.warn("film {} goes without a note that it does", card.film().id(), e);
        }
    }

    private Set<ContentAddress> addresses(FilmCard card) {
        Set<ContentAddress> addresses = new HashSet<>();
        card.manifests()
                .forEach(manifest -> addresses.addAll(addresses(card.film().id(), manifest)));
        return addresses;
    }

    private Set<ContentAddress> addresses(FilmId film, ContentAddress manifest) {
        Set<ContentAddress> addresses = new HashSet<>(Set.of(manifest));
        Optional<Manifest> read = papers.manifest(film, manifest);
        read.ifPresent(known -> addresses.addAll(Plan.addresses(known)));
        return addresses;
    }
}
