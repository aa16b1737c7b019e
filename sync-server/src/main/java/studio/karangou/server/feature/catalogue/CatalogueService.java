package studio.karangou.server.feature.catalogue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;
import studio.karangou.server.http.Names;

/// Films and projects as everyone sees them, and as the operator writes them.
public final class CatalogueService {
    /// Films, or projects, on one page at most.
    public static final int PAGE = 200;

    private static final int TITLE_CHARS = 200;
    private static final int PITCH_CHARS = 4_000;

    private final Database database;
    private final ChangeFeedStore feed;
    private final AuditLog audit;
    private final Withdrawals withdrawals;
    private final InstantSource clock;
    private final FilmStore films = new FilmStore();
    private final ProjectStore projects = new ProjectStore();

    public CatalogueService(
            Database database, ChangeFeedStore feed, AuditLog audit, Withdrawals withdrawals, InstantSource clock) {
        this.withdrawals = withdrawals;
        this.clock = clock;
        this.audit = audit;
        this.database = database;
        this.feed = feed;
    }

    /// A page of films.
    ///
    /// @param next where the next page begins (`?after=`), null after the last one
    public record FilmPage(List<Film> films, @Nullable FilmId next) {}

    /// Films in the order of their titles.
    ///
    /// @param query words of title, director, synopsis or country, without regard to case and accents; null for all
    public FilmPage films(@Nullable String query, @Nullable FilmId after, int limit) {
        List<Film> found = database.inTransaction(transaction -> films.list(transaction, query, after, limit + 1));
        if (found.size() <= limit) {
            return new FilmPage(found, null);
        }
        return new FilmPage(found.subList(0, limit), found.get(limit - 1).id());
    }

    /// One film.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.UnknownFilm]
    public Film film(FilmId id) {
        return database.inTransaction(transaction -> films.find(transaction, id))
                .orElseThrow(() -> new CatalogueFailure.UnknownFilm().asException())
                .film();
    }

    /// A page of projects.
    ///
    /// @param next where the next page begins (`?after=`), null after the last one
    public record ProjectPage(
            List<Project> projects, @Nullable ProjectId next) {}

    /// Projects in the order of their titles.
    public ProjectPage projects(@Nullable ProjectId after, int limit) {
        List<Project> found = database.inTransaction(transaction -> projects.list(transaction, after, limit + 1));
        if (found.size() <= limit) {
            return new ProjectPage(found, null);
        }
        return new ProjectPage(found.subList(0, limit), found.get(limit - 1).id());
    }

    /// One project.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.UnknownProject]
    public Project project(ProjectId id) {
        return database.inTransaction(transaction -> projects.find(transaction, id))
                .orElseThrow(() -> new CatalogueFailure.UnknownProject().asException());
    }

    /// Adds a film that is yet to be prepared, or changes what is said of one.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.BadField] or
    ///     [CatalogueFailure.UnknownProject]
    public Film announce(FilmDraft draft) {
        draft.check();
        return database.inTransaction(transaction -> {
            ProjectId project = draft.project();
            if (project != null && projects.find(transaction, project).isEmpty()) {
                throw new CatalogueFailure.UnknownProject().asException();
            }
            FilmStore.StoredFilm known = films.lock(transaction, draft.id()).orElse(null);
            Film film = known == null ? draft.unprepared() : draft.over(known.film());
            if (known == null) {
                films.insert(transaction, film);
            } else {
                films.update(transaction, film, known.revision());
                if (known.withdrawn()) {
                    Instant now = clock.instant();
                    films.withdraw(transaction, film.id(), false, now);
                    note(transaction, AuditAction.FILM_BROUGHT_BACK, film);
                    transaction.afterwards(() -> withdrawals.broughtBack(film.id(), now));
                }
            }
            tell(transaction, film);
            return film;
        });
    }

    /// Takes a film out of the catalogue: nobody gets it or a licence for it any more, and devices let it go. What was
    /// shown, said and given stays in the books. Announced again, it is there again. Again, it changes nothing.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.UnknownFilm]
    public void withdraw(FilmId id) {
        database.inTransaction(transaction -> {
            FilmStore.StoredFilm known =
                    films.lock(transaction, id).orElseThrow(() -> new CatalogueFailure.UnknownFilm().asException());
            if (!known.withdrawn()) {
                Instant now = clock.instant();
                films.withdraw(transaction, id, true, now);
                feed.append(transaction, List.of(FeedEntry.withdrawal(new Change.FilmWithdrawn(id))));
                note(transaction, AuditAction.FILM_WITHDRAWN, known.film());
                transaction.afterwards(() -> withdrawals.withdrawn(id, now));
            }
            return id;
        });
    }

    private void note(Transaction transaction, AuditAction action, Film film) {
        audit.append(transaction, Actor.OPERATOR, action, film.id().value(), film.title());
    }

    /// Adds a project, or changes one. Money comes by contributions only: what is sent of it counts for nothing.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.BadField],
    ///     [CatalogueFailure.BadStep] or [CatalogueFailure.CurrencyFixed]
    public Project put(Project sent) {
        check(sent);
        return database.inTransaction(transaction -> {
            List<Project> known = projects.lock(transaction, Set.of(sent.id()));
            Project project = known.isEmpty() ? empty(sent) : over(known.getFirst(), sent);
            if (known.isEmpty()) {
                projects.insert(transaction, project);
            } else {
                projects.update(transaction, project);
            }
            feed.append(transaction, List.of(FeedEntry.project(project.id(), new Change.ProjectChanged(project))));
            audit.append(
                    transaction,
                    Actor.OPERATOR,
                    AuditAction.PROJECT_CHANGED,
                    project.id().value(),
                    project.state() + ", " + project.goal().units() + " "
                            + project.goal().currency() + ", " + project.deadline());
            return project;
        });
    }

    private static Project empty(Project sent) {
        return ProjectStore.withMoney(sent, new Money(sent.goal().currency(), 0), 0);
    }

    private static Project over(Project known, Project sent) {
        if (known.goal().currency() != sent.goal().currency()) {
            throw new CatalogueFailure.CurrencyFixed().asException();
        }
        if (known.state() != sent.state() && !known.state().next().contains(sent.state())) {
            throw new CatalogueFailure.BadStep(
                            known.state().name(), sent.state().name())
                    .asException();
        }
        return ProjectStore.withMoney(sent, known.collected(), known.contributors());
    }

    private static void check(Project project) {
        require("title", Names.isGoodLine(project.title(), TITLE_CHARS));
        require("pitch", Names.isGood(project.pitch(), PITCH_CHARS));
        require("director", Names.isGoodLine(project.director(), TITLE_CHARS));
        require("collected", project.collected().units() >= 0);
        require("contributors", project.contributors() >= 0);
    }

    private static void require(String field, boolean condition) {
        if (!condition) {
            throw new CatalogueFailure.BadField(field).asException();
        }
    }

    private void tell(Transaction transaction, Film film) {
        feed.append(transaction, List.of(FeedEntry.film(film.id(), new Change.FilmChanged(film))));
    }
}
