package studio.karangou.desktop.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.time.BestTime;

/// Keeps the best time among the settings.
public final class TimeMemory implements BestTime.Memory {
    private static final Logger LOG = LoggerFactory.getLogger(TimeMemory.class);
    private final SettingsStore settings;

    public TimeMemory(SettingsStore settings) {
        this.settings = settings;
    }

    @Override
    public Optional<BestTime.Remembered> recall() {
        return settings.get(SettingsStore.TIME).flatMap(TimeMemory::parse);
    }

    @Override
    public void remember(BestTime.Remembered remembered) {
        try {
            Instant confirmed = remembered.confirmed();
            settings.put(
                    SettingsStore.TIME,
                    remembered.offset() + " " + remembered.latest() + (confirmed == null ? "" : " " + confirmed));
        } catch (FailureException e) {
            LOG.warn("the time of the last sync cannot be kept", e);
        }
    }

    private static Optional<BestTime.Remembered> parse(String text) {
        try {
            // earlier versions did not keep when a server had said so
            List<String> parts = List.of(text.split(" "));
            return Optional.of(new BestTime.Remembered(
                    Duration.parse(parts.getFirst()),
                    Instant.parse(parts.get(1)),
                    parts.size() > 2 ? Instant.parse(parts.get(2)) : null));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            LOG.warn("what was kept of the time cannot be read", e);
            return Optional.empty();
        }
    }
}
