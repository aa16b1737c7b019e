package studio.karangou.server.feature.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.Wire;

/// A device's health in its column.
final class HealthText {
    private HealthText() {}

    static String write(DeviceHealth health) {
        try {
            return Wire.json().writeValueAsString(health);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of ours can be written", e);
        }
    }

    static DeviceHealth read(String text) {
        try {
            return Wire.json().readValue(text, DeviceHealth.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a record that we wrote ourselves", e);
        }
    }
}
