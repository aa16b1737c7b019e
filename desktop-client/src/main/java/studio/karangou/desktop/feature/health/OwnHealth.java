package studio.karangou.desktop.feature.health;

import studio.karangou.common.protocol.DeviceHealth;

/// How this device is.
@FunctionalInterface
public interface OwnHealth {
    /// At this moment. Blocks on the disk.
    ///
    /// @throws studio.karangou.common.model.FailureException if the disk does not answer
    DeviceHealth now();
}
