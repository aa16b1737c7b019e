package studio.karangou.server.feature.sync;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Discussions, for the operator.
public final class DiscussionRoutes implements Routes {
    private final Discussions discussions;

    public DiscussionRoutes(Discussions discussions) {
        this.discussions = discussions;
    }

    /// The answer.
    record Latest(List<Discussions.Written> messages) {}

    @Override
    public void register(RouteTable table) {
        table.operator(Permission.KEEP_DISCUSSIONS, Method.GET, "/api/v1/operator/films/{film}/messages", this::latest)
                .operator(
                        Permission.KEEP_DISCUSSIONS,
                        Method.DELETE,
                        "/api/v1/operator/messages/{message}",
                        this::remove);
    }

    private void latest(ServerRequest request, ServerResponse response) {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        Answers.json(request, response, Status.OK_200, new Latest(discussions.of(film)));
    }

    private void remove(ServerRequest request, ServerResponse response) {
        discussions.remove(Paths.part(request, "message", OperationId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }
}
