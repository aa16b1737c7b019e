package studio.karangou.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Closes connections whose headers come in drops: each drop alone is in time, so the web server waits for ever.
final class SlowHeads implements Http1ConnectionListener {
    private final Deadlines deadlines;
    private final Patience patience;
    private final Map<ConnectionContext, Deadlines.Deadline> reading = new ConcurrentHashMap<>();

    SlowHeads(Deadlines deadlines, Patience patience) {
        this.deadlines = deadlines;
        this.patience = patience;
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        reading.put(connection, deadlines.within(patience.head(), () -> {
            reading.remove(connection);
            connection.serverSocket().close();
        }));
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        Deadlines.@Nullable Deadline there = reading.remove(connection);
        if (there != null) {
            there.close();
        }
    }

    @Override
    public void data(ConnectionContext connection, BufferData data) {}
}
