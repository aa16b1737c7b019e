package studio.karangou.server.feature.catalogue;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Films and projects: reading for everyone, writing for the operator.
public final class CatalogueRoutes implements Routes {
    private static final int QUERY_CHARS = 200;

    private final CatalogueService catalogue;

    public CatalogueRoutes(CatalogueService catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void register(RouteTable table) {
        table.anyone(Permission.BROWSE_CATALOGUE, Method.GET, "/api/v1/films", this::films)
                .anyone(Permission.BROWSE_CATALOGUE, Method.GET, "/api/v1/films/{film}", this::film)
                .anyone(Permission.BROWSE_CATALOGUE, Method.GET, "/api/v1/projects", this::projects)
                .anyone(Permission.BROWSE_CATALOGUE, Method.GET, "/api/v1/projects/{project}", this::project)
                .operator(Permission.KEEP_CATALOGUE, Method.POST, "/api/v1/operator/films", this::announce)
                .operator(Permission.KEEP_CATALOGUE, Method.DELETE, "/api/v1/operator/films/{film}", this::withdraw)
                .operator(Permission.KEEP_CATALOGUE, Method.POST, "/api/v1/operator/projects", this::putProject);
    }

    private void films(ServerRequest request, ServerResponse response) {
        @Nullable String query = request.query().first("q").map(String::strip).orElse(null);
        if (query != null && query.length() > QUERY_CHARS) {
            throw new CatalogueFailure.BadField("q").asException();
        }
        @Nullable FilmId after = after(request, FilmId::parse);
        int limit = limit(request);
        Answers.json(request, response, Status.OK_200, catalogue.films(query, after, limit));
    }

    private void film(ServerRequest request, ServerResponse response) {
        Answers.json(request, response, Status.OK_200, catalogue.film(Paths.part(request, "film", FilmId::parse)));
    }

    private void projects(ServerRequest request, ServerResponse response) {
        Answers.json(
                request, response, Status.OK_200, catalogue.projects(after(request, ProjectId::parse), limit(request)));
    }

    private void project(ServerRequest request, ServerResponse response) {
        ProjectId id = Paths.part(request, "project", ProjectId::parse);
        Answers.json(request, response, Status.OK_200, catalogue.project(id));
    }

    private void announce(ServerRequest request, ServerResponse response) {
        FilmDraft draft = Bodies.json(request, FilmDraft.class);
        Answers.json(request, response, Status.CREATED_201, catalogue.announce(draft));
    }

    private void withdraw(ServerRequest request, ServerResponse response) {
        catalogue.withdraw(Paths.part(request, "film", FilmId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void putProject(ServerRequest request, ServerResponse response) {
        Project project = Bodies.json(request, Project.class);
        Answers.json(request, response, Status.CREATED_201, catalogue.put(project));
    }

    /// Where a page begins, null for the first one.
    private static <T> @Nullable T after(ServerRequest request, Function<String, T> parse) {
        @Nullable String text = request.query().first("after").orElse(null);
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new FailureException(new CatalogueFailure.BadField("after"), e);
        }
    }

    private static int limit(ServerRequest request) {
        return request.query().first("limit").map(CatalogueRoutes::limit).orElse(CatalogueService.PAGE);
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= CatalogueService.PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new FailureException(new CatalogueFailure.BadField("limit"), e);
        }
        throw new CatalogueFailure.BadField("limit").asException();
    }
}
