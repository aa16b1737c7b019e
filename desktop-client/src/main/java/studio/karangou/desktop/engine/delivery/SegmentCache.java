package studio.karangou.desktop.engine.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import studio.karangou.desktop.engine.loopback.Content;

/// The few decrypted segments that were served last, as a player may ask for parts of one several times.
final class SegmentCache {
    private static final int MOST = 6;
    private static final long MOST_BYTES = 24L * 1024 * 1024;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;

    private record Entry(String name, Content content) {}

    synchronized Optional<Content> get(String name) {
        return entries.stream()
                .filter(entry -> entry.name.equals(name))
                .map(Entry::content)
                .findFirst();
    }

    synchronized void put(String name, Content content) {
        if (content.bytes().length > MOST_BYTES / 2 || get(name).isPresent()) {
            return;
        }
        entries.addLast(new Entry(name, content));
        bytes += content.bytes().length;
        while (entries.size() > MOST || bytes > MOST_BYTES) {
            bytes -= entries.removeFirst().content.bytes().length;
        }
    }

    synchronized void clear() {
        entries.clear();
        bytes = 0;
    }
}
