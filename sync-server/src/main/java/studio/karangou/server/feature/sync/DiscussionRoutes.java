package studio.karangou.server.feature.sync;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RequestFailure;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Discussions, for the operator.
public final class DiscussionRoutes implements Routes {
    private final Discussions discussions;

    public DiscussionRoutes(Discussions discussions) {
        this.discussions = discussions;
    }

    /// The answer.
    record Page(List<Discussions.Written> messages) {}

    @Override
    public void register(RouteTable table) {
        table.operator(Permission.KEEP_DISCUSSIONS, Method.GET, "/api/v1/operator/films/{film}/messages", this::page)
                .operator(
                        Permission.KEEP_DISCUSSIONS,
                        Method.DELETE,
                        "/api/v1/operator/messages/{message}",
                        this::remove);
    }

    private void page(ServerRequest request, ServerResponse response) {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        @Nullable
        OperationId before =
                request.query().first("before").map(DiscussionRoutes::message).orElse(null);
        Answers.json(request, response, Status.OK_200, new Page(discussions.of(film, before)));
    }

    private static OperationId message(String text) {
        try {
            return OperationId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new FailureException(new RequestFailure.BadRequest(), e);
        }
    }

    private void remove(ServerRequest request, ServerResponse response) {
        discussions.remove(Paths.part(request, "message", OperationId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }
}
