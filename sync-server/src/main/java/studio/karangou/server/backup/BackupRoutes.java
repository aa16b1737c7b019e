package studio.karangou.server.backup;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerResponse;
import java.io.OutputStream;
import studio.karangou.server.access.Permission;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// The whole server in one file, for the operator.
public final class BackupRoutes implements Routes {
    private final Backup backup;
    private final AuditLog audit;

    public BackupRoutes(Backup backup, AuditLog audit) {
        this.audit = audit;
        this.backup = backup;
    }

    @Override
    public void register(RouteTable table) {
        table.operator(Permission.BACK_UP, Method.GET, "/api/v1/operator/backup", (_, response) -> send(response));
    }

    private void send(ServerResponse response) throws Exception {
        audit.append(Actor.OPERATOR, AuditAction.BACKUP_MADE, null, null);
        response.header(HeaderNames.CONTENT_TYPE, "application/zip");
        try (OutputStream out = response.outputStream()) {
            backup.writeTo(out);
        }
    }
}
