package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.desktop.engine.loopback.Content;
import studio.karangou.desktop.engine.loopback.Handler;
import studio.karangou.desktop.engine.loopback.LoopbackServer;

/// The films that are open, on 127.0.0.1, below a path that nobody can guess: the run's token, then the showing's.
/// Whatever goes wrong behind it, the player sees a slow answer and never an error; see
/// `docs/decisions/0022-delivery-proxy.md`.
public final class DeliveryProxy implements Handler, AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/([0-9a-f]{32})/([0-9a-f]{32})/([a-z0-9.-]{1,64})");

    private final byte[] token = newToken().getBytes(StandardCharsets.US_ASCII);
    private final Map<String, Showing> showings = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    DeliveryProxy() throws IOException {
        server = new LoopbackServer(this);
    }

    /// Where a showing of this name will be.
    URI address(String showing) {
        return URI.create("http://127.0.0.1:" + server.port() + "/" + new String(token, StandardCharsets.US_ASCII) + "/"
                + showing + "/master.m3u8");
    }

    /// A name for a showing that nobody can guess.
    static String newToken() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    void open(String name, Showing showing) {
        showings.put(name, showing);
    }

    void close(String name) {
        showings.remove(name);
    }

    @Override
    public boolean knows(String path) {
        return showing(PATH.matcher(path)) != null;
    }

    @Override
    public Optional<Content> content(String path, BooleanSupplier listening) throws IOException, InterruptedException {
        Matcher matcher = PATH.matcher(path);
        Showing showing = showing(matcher);
        return showing == null ? Optional.empty() : showing.content(matcher.group(3), listening);
    }

    private @Nullable Showing showing(Matcher path) {
        boolean mine =
                path.matches() && MessageDigest.isEqual(token, path.group(1).getBytes(StandardCharsets.US_ASCII));
        return mine ? showings.get(path.group(2)) : null;
    }

    @Override
    public void close() throws IOException {
        showings.clear();
        server.close();
    }
}
