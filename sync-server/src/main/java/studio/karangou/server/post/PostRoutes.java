package studio.karangou.server.post;

import io.helidon.http.Method;
import io.helidon.http.Status;
import java.util.List;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Letters that lie in the folder, for the operator.
public final class PostRoutes implements Routes {
    private final PostOffice office;

    public PostRoutes(PostOffice office) {
        this.office = office;
    }

    /// The answer.
    record LettersShown(List<LetterInFolder> letters) {}

    @Override
    public void register(RouteTable table) {
        table.operator(
                Permission.READ_LETTERS,
                Method.GET,
                "/api/v1/operator/letters",
                (request, response) ->
                        Answers.json(request, response, Status.OK_200, new LettersShown(office.folder())));
    }
}
