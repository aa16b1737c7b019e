package studio.karangou.server.retention;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import java.util.List;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Languages;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// How long what is kept.
public final class RetentionRoutes implements Routes {
    private final Retention retention;
    private final Languages languages = new Languages();

    public RetentionRoutes(Retention retention) {
        this.retention = retention;
    }

    /// The answer.
    record RetentionShown(List<Retention.Line> rules) {}

    @Override
    public void register(RouteTable table) {
        table.staff(
                Permission.READ_RETENTION,
                Method.GET,
                "/api/v1/retention",
                (request, response, _) -> Answers.json(
                        request,
                        response,
                        Status.OK_200,
                        new RetentionShown(retention.table(languages.of(request.headers()
                                .value(HeaderNames.ACCEPT_LANGUAGE)
                                .orElse(null))))));
    }
}
