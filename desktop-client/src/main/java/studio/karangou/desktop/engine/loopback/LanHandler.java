package studio.karangou.desktop.engine.loopback;

import java.io.IOException;
import java.net.InetAddress;

/// Answers neighbours.
public interface LanHandler {
    /// @throws IOException if the connection is to be closed without an answer
    LanAnswer get(String path, InetAddress from) throws IOException;

    /// @param body whole, up to the server's limit
    /// @throws IOException as [#get]
    LanAnswer post(String path, byte[] body, InetAddress from) throws IOException;
}
