package studio.karangou.desktop.engine.sync;

import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.desktop.engine.http.SyncServer;
import studio.karangou.desktop.engine.time.TimeQuestion;

/// A server that is told who is signed in here before it is sent what they did: it believes that of nobody else.
///
/// @param introduce does so as far as it can; whatever comes of it, the operations go
public record IntroducingServer(SyncServer server, Runnable introduce) implements SyncServer {
    @Override
    public JournalPosition position(long after) {
        return server.position(after);
    }

    @Override
    public PushReceipt push(Batch batch) {
        introduce.run();
        return server.push(batch);
    }

    @Override
    public ChangePage changes(String cursor, TimeQuestion time) {
        return server.changes(cursor, time);
    }
}
