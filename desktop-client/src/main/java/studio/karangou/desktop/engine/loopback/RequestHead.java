package studio.karangou.desktop.engine.loopback;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The first lines of a request (RFC 9112, sections 3 and 5).
///
/// @param headers by their name in lower case
record RequestHead(String method, String path, boolean keepAlive, Map<String, String> headers) {
    private static final int MOST_BYTES = 8 * 1024;
    private static final int MOST_HEADERS = 64;
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    /// Reads a head.
    ///
    /// @param toBegin how long the connection may stay silent before
    /// @param toEnd how long the head may take once it began, however slowly its bytes drip
    /// @return empty when the other side closed or stayed silent
    /// @throws IOException if it is too large, too slow, or no HTTP
    static Optional<RequestHead> read(Socket socket, BufferedInputStream in, Duration toBegin, Duration toEnd)
            throws IOException {
        Optional<RequestHead> head = readWithBody(socket, in, toBegin, toEnd);
        if (head.isPresent() && head.get().hasBody()) {
            throw new ProtocolException("a request with a body");
        }
        return head;
    }

    /// The same, of a request that may have a body.
    static Optional<RequestHead> readWithBody(Socket socket, BufferedInputStream in, Duration toBegin, Duration toEnd)
            throws IOException {
        socket.setSoTimeout((int) toBegin.toMillis());
        int first;
        try {
            first = in.read();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
        if (first < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(first);
        long until = System.nanoTime() + toEnd.toNanos();
        while (!isWhole(bytes)) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0 || bytes.size() >= MOST_BYTES) {
                throw new ProtocolException("a head that is too slow or too large");
            }
            socket.setSoTimeout((int) left);
            int next = in.read();
            if (next < 0) {
                throw new ProtocolException("a head that was cut");
            }
            bytes.write(next);
        }
        return Optional.of(parse(bytes.toString(StandardCharsets.ISO_8859_1)));
    }

    private boolean hasBody() {
        return headers.containsKey("transfer-encoding")
                || !headers.getOrDefault("content-length", "0").equals("0");
    }

    private static boolean isWhole(ByteArrayOutputStream bytes) {
        int size = bytes.size();
        if (size < 4) {
            return false;
        }
        String end = new String(bytes.toByteArray(), size - 4, 4, StandardCharsets.ISO_8859_1);
        return end.equals("\r\n\r\n") || end.endsWith("\n\n");
    }

    private static RequestHead parse(String text) throws ProtocolException {
        List<String> lines = LINE_END.splitAsStream(text).toList();
        if (lines.isEmpty()) {
            throw new ProtocolException("nothing but ends of lines");
        }
        List<String> request =
                Pattern.compile(" ").splitAsStream(lines.getFirst()).toList();
        if (request.size() != 3 || !request.get(2).startsWith("HTTP/1.") || lines.size() > MOST_HEADERS) {
            throw new ProtocolException("not a request");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean keepAlive =
                request.get(2).equals("HTTP/1.0") ? connection.contains("keep-alive") : !connection.contains("close");
        return new RequestHead(request.get(0), request.get(1), keepAlive, Map.copyOf(headers));
    }
}
