package studio.karangou.server.http;

import java.util.concurrent.ConcurrentHashMap;

/// How many connections each network has at this moment.
final class NetworkConnections {
    private final int most;
    private final ConcurrentHashMap<String, Integer> there = new ConcurrentHashMap<>();

    NetworkConnections(int most) {
        this.most = most;
    }

    /// @return false if the network has as many as it may
    boolean begin(String network) {
        boolean[] begun = new boolean[1];
        there.compute(network, (_, count) -> {
            int before = count == null ? 0 : count;
            begun[0] = before < most;
            return begun[0] ? before + 1 : before;
        });
        return begun[0];
    }

    void end(String network) {
        there.computeIfPresent(network, (_, count) -> count > 1 ? count - 1 : null);
    }
}
