package studio.karangou.desktop.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;

/// What was opened and is to be closed, the last first, also when opening the next thing failed. One that cannot be
/// closed keeps no other from it.
final class OpenParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    /// How a part is closed.
    @FunctionalInterface
    interface Part {
        void close() throws IOException;
    }

    void add(Part part) {
        parts.push(part);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException | FailureException e) {
                LOG.warn("something of the engine cannot be closed", e);
            }
        }
    }
}
