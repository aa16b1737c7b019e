package studio.karangou.server.http;

/// The routes of a feature.
@FunctionalInterface
public interface Routes {
    void register(RouteTable table);
}
