package studio.karangou.desktop.app;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.ui.Settings;

/// Settings that are nobody else's business, in the encrypted store. When that fails, what was chosen holds until the
/// program ends. Both methods block.
final class StoredSettings implements Settings {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSettings.class);

    private final SettingsStore store;
    private final Map<String, String> chosen = new ConcurrentHashMap<>();

    StoredSettings(SettingsStore store) {
        this.store = store;
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(chosen.get(key)).or(() -> stored(key));
    }

    private Optional<String> stored(String key) {
        try {
            return store.get(key);
        } catch (FailureException e) {
            LOG.warn("a setting cannot be read: {}", key, e);
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, String value) {
        chosen.put(key, value);
        try {
            store.put(key, value);
        } catch (FailureException e) {
            LOG.warn("a setting could not be kept: {}", key, e);
        }
    }
}
