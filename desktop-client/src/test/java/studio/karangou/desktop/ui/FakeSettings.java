package studio.karangou.desktop.ui;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Settings in memory.
public final class FakeSettings implements Settings {
    private final Map<String, String> values = new HashMap<>();

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
        values.put(key, value);
    }
}
