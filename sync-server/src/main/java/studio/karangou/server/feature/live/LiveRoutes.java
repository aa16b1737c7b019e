package studio.karangou.server.feature.live;

import studio.karangou.server.access.Permission;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Where devices open their line.
public final class LiveRoutes implements Routes {
    private final LiveLines lines;

    public LiveRoutes(LiveLines lines) {
        this.lines = lines;
    }

    @Override
    public void register(RouteTable table) {
        table.line(Permission.SYNC, "/api/v1/sync/live", lines);
    }
}
