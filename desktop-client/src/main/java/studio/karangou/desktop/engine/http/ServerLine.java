package studio.karangou.desktop.engine.http;

import java.time.Duration;

/// A line on which the server says where its feed ends; nothing is said to it. Safe for several threads.
public interface ServerLine extends AutoCloseable {
    /// Whether the server has spoken on it. Before that it is no line: what stands between may let a WebSocket be
    /// opened, and then carry nothing.
    boolean wasUp();

    /// Waits until it is over.
    ///
    /// @param most how long
    /// @return false if it is not over yet
    /// @throws InterruptedException if the caller is to stop
    boolean awaitEnd(Duration most) throws InterruptedException;

    /// How long nothing came on it, nor a sign of life.
    Duration silence();

    /// Asks for a sign of life (RFC 6455, section 5.5.2); returns at once.
    void ask();

    /// Gives it up at once; the server notices.
    @Override
    void close();
}
