package studio.karangou.desktop.engine.loopback;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;

/// Whether the other side of a connection is still there. Asking takes a millisecond; nothing it sent is lost.
final class Liveness implements BooleanSupplier {
    private final Socket socket;
    private final BufferedInputStream in;

    Liveness(Socket socket, BufferedInputStream in) {
        this.socket = socket;
        this.in = in;
    }

    @Override
    public boolean getAsBoolean() {
        try {
            socket.setSoTimeout(1);
            in.mark(1);
            int next = in.read();
            in.reset();
            return next >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
