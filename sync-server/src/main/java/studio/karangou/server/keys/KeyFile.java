package studio.karangou.server.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;

/// A file of keys, one a line in base 64, the oldest first; after each but the last, when it was replaced. All
/// nodes of a server read the same file: one that meets what it has no key for looks whether there is another
/// key by now.
final class KeyFile {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private final Path file;
    private volatile KeyRing ring;
    private long looked = System.nanoTime() - BETWEEN_LOOKS.toNanos();

    /// @throws FailureException with [KeysFailure.Broken]
    KeyFile(Path file) {
        this.file = file;
        ring = read();
    }

    /// Writes a file with a first key.
    static void create(Path file) throws IOException {
        SecretFile.write(file, Secret.draw().base64() + "\n");
    }

    KeyRing ring() {
        return ring;
    }

    /// Reads the file again, if that was not done a moment ago: strangers must not make us read all the time. A
    /// file that cannot be read leaves the keys as they are.
    ///
    /// @return whether it holds other keys than before
    synchronized boolean reload() {
        long now = System.nanoTime();
        if (now - looked < BETWEEN_LOOKS.toNanos()) {
            return false;
        }
        looked = now;
        try {
            KeyRing found = read();
            boolean another = found.current() != ring.current();
            ring = found;
            return another;
        } catch (FailureException e) {
            LOG.atError().addKeyValue("code", e.failure().code()).setCause(e).log("a file of keys cannot be read");
            return false;
        }
    }

    /// Adds a key, which makes what is new from now on. Of two nodes that do so at once, each adds one.
    ///
    /// @return its number
    /// @throws FailureException with [KeysFailure.Broken] or [KeysFailure.TooMany]
    synchronized int rotate(Instant now) {
        return add(before -> before.with(Secret.draw(), now));
    }

    /// Adds a key, and recalls all before it: what they made is believed no more.
    ///
    /// @return its number
    /// @throws FailureException as [#rotate]
    synchronized int recall() {
        return add(before -> before.inPlaceOfAll(Secret.draw()));
    }

    private int add(UnaryOperator<KeyRing> change) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            KeyRing before = read();
            if (before.current() == KeyRing.MOST) {
                throw new KeysFailure.TooMany(file.toString()).asException();
            }
            KeyRing after = change.apply(before);
            SecretFile.write(file, after.held().stream().map(KeyFile::line).collect(Collectors.joining()));
            ring = after;
            return after.current();
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }

    private static String line(KeyRing.Held held) {
        @Nullable Instant replaced = held.replaced();
        return held.secret().base64() + (replaced == null ? "" : " " + replaced) + "\n";
    }

    private KeyRing read() {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            List<KeyRing.Held> held = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                held.add(held(lines.get(i), i == lines.size() - 1));
            }
            return new KeyRing(held);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }

    private static KeyRing.Held held(String line, boolean last) {
        String[] parts = line.strip().split(" ", -1);
        if (parts.length != (last ? 1 : 2)) {
            throw new IllegalArgumentException("not a line of a key");
        }
        byte[] raw = Base64.getDecoder().decode(parts[0]);
        return new KeyRing.Held(Secret.of(raw), last ? null : Instant.parse(parts[1]));
    }
}
