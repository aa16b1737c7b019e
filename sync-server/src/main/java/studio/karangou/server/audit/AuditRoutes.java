package studio.karangou.server.audit;

import io.helidon.http.Method;
import io.helidon.http.Status;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Verifies the log.
public final class AuditRoutes implements Routes {
    private final AuditLog log;

    public AuditRoutes(AuditLog log) {
        this.log = log;
    }

    @Override
    public void register(RouteTable table) {
        table.staff(
                Permission.VERIFY_AUDIT,
                Method.GET,
                "/api/v1/audit/verification",
                (request, response, _) -> Answers.json(
                        request,
                        response,
                        Status.OK_200,
                        log.verify(request.query().first("anchor").orElse(null))));
    }
}
