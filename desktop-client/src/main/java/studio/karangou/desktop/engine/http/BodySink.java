package studio.karangou.desktop.engine.http;

import java.io.IOException;

/// Takes an answer's body as it comes.
@FunctionalInterface
public interface BodySink {
    /// @throws IOException ends the exchange; the caller gets this very exception
    void accept(byte[] chunk) throws IOException;
}
