package studio.karangou.server.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// A mail server (RFC 5321) that takes no recipient until it relents.
final class RefusingMailServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final String refusal;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean relents;

    /// @param refusal its answer to each recipient
    RefusingMailServer(String refusal) throws IOException {
        this.refusal = refusal;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    void relents() {
        relents = true;
    }

    /// How many letters it has.
    int taken() {
        return taken.get();
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    talk(client);
                }
            }
        } catch (SocketException _) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        PrintWriter out = new PrintWriter(client.getOutputStream(), false, StandardCharsets.US_ASCII);
        say(out, "220 here");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (data && !line.equals(".")) {
                continue;
            }
            say(out, data ? ended() : answer(line.toUpperCase(Locale.ROOT)));
            data = !data && line.equalsIgnoreCase("DATA");
        }
    }

    private static void say(PrintWriter out, String line) {
        out.print(line + "\r\n");
        out.flush();
    }

    private String ended() {
        taken.incrementAndGet();
        return "250 taken";
    }

    private String answer(String command) {
        if (command.startsWith("RCPT") && !relents) {
            return refusal;
        }
        if (command.startsWith("DATA")) {
            return "354 go on";
        }
        return command.startsWith("QUIT") ? "221 bye" : "250 yes";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
