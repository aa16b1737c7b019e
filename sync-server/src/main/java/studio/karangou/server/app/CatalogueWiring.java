package studio.karangou.server.app;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.catalogue.CatalogueRoutes;
import studio.karangou.server.feature.catalogue.CatalogueService;
import studio.karangou.server.feature.catalogue.ContentRoutes;
import studio.karangou.server.feature.catalogue.FilmShelf;
import studio.karangou.server.feature.catalogue.ProjectMoney;
import studio.karangou.server.feature.catalogue.Withdrawals;
import studio.karangou.server.feature.ingest.FilmPublisher;
import studio.karangou.server.feature.playback.Films;
import studio.karangou.server.feature.sync.ProjectBooks;
import studio.karangou.server.http.RouteTable;

/// The catalogue, and what other features see of it.
final class CatalogueWiring {
    private final Foundation foundation;
    private final CatalogueService catalogue;
    private final FilmShelf shelf;

    /// @param withdrawals where the ids of films that were withdrawn are noted
    CatalogueWiring(Foundation foundation, Withdrawals withdrawals) {
        this.foundation = foundation;
        catalogue = new CatalogueService(
                foundation.database(), foundation.feed(), foundation.audit(), withdrawals, foundation.clock());
        shelf = new FilmShelf(
                foundation.database(),
                foundation.feed(),
                foundation.objects(),
                foundation.keys().signing(),
                foundation.keys().contentKeys());
    }

    /// @param watching is told of the viewings that segments are for
    void register(RouteTable table, Consumer<UUID> watching) {
        new CatalogueRoutes(catalogue).register(table);
        new ContentRoutes(foundation.objects(), watching).register(table);
    }

    /// Withdraws a film that came back with an older database.
    void withdrawAgain(FilmId film) {
        catalogue.withdraw(film);
    }

    /// As playback sees it.
    Films films() {
        return new Films() {
            @Override
            public Optional<Showable> find(FilmId film) {
                return shelf.showable(film).map(this::shown);
            }

            @Override
            public Optional<Showable> opened(FilmId film) {
                return shelf.opened(film).map(this::shown);
            }

            private Showable shown(FilmShelf.Showable film) {
                return new Showable(film.manifest(), film.key());
            }
        };
    }

    /// As ingest sees it.
    FilmPublisher publisher() {
        return new FilmPublisher() {
            @Override
            public Optional<Film> announced(FilmId film) {
                return shelf.announced(film);
            }

            @Override
            public ContentKey contentKey(FilmId film) {
                return shelf.contentKey(film);
            }

            @Override
            public void publish(PreparedFilm film) {
                shelf.put(new FilmShelf.Preparation(
                        film.manifest(), film.key(), film.spoken(), film.subtitles(), film.duration(), film.poster()));
            }
        };
    }

    /// As sync sees it.
    ProjectBooks books() {
        ProjectMoney money = new ProjectMoney();
        return new ProjectBooks() {
            @Override
            public Map<ProjectId, Project> lock(Transaction transaction, Collection<ProjectId> ids) {
                return money.lock(transaction, ids);
            }

            @Override
            public Set<FilmId> knownFilms(Transaction transaction, Collection<FilmId> ids) {
                return money.known(transaction, ids);
            }

            @Override
            public Project collect(Transaction transaction, Project project, Money amount, int contributions) {
                return money.collect(transaction, project, amount, contributions);
            }
        };
    }
}
