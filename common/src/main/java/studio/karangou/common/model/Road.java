package studio.karangou.common.model;

import java.util.Arrays;
import java.util.Optional;

/// A way from a device to its server beside the network, where it is heard at once whether something arrived.
public enum Road {
    /// A USB drive that somebody carries.
    DRIVE(2),
    /// Another device nearby, which hands it on.
    NEIGHBOUR(3);

    private final int code;

    Road(int code) {
        this.code = code;
    }

    /// The number that stands for it on disk.
    public int code() {
        return code;
    }

    /// The road of a number.
    ///
    /// @return empty for one that this version does not know
    public static Optional<Road> of(int code) {
        return Arrays.stream(values()).filter(road -> road.code == code).findFirst();
    }
}
