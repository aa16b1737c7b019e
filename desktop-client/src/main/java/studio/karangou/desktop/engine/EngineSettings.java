package studio.karangou.desktop.engine;

import java.time.Duration;
import java.util.function.Supplier;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.engine.neighbour.Lan;
import studio.karangou.desktop.engine.neighbour.MdnsLan;
import studio.karangou.desktop.engine.neighbour.VenueNeighbours;

/// What may differ from one installation to another.
///
/// @param version of the program, told to the server
/// @param filmBytes what films may take, in bytes, while the device has no setting of its own
/// @param syncEvery how often to look for changes while all is well
/// @param limits for each step with the server
/// @param bestHeight downloads fetch the best rendition up to this height, in pixels
/// @param disk where everything is written
/// @param lan who is looked for on the local network, each engine its own
/// @param relayPort that a relay tries first, 0 for any
public record EngineSettings(
        String version,
        long filmBytes,
        Duration syncEvery,
        TimeLimits limits,
        int bestHeight,
        Disk disk,
        Supplier<Lan> lan,
        int relayPort) {
    /// For a venue's machine.
    public static final EngineSettings USUAL = new EngineSettings(
            packaged(),
            20_000_000_000L,
            Duration.ofSeconds(20),
            TimeLimits.USUAL,
            720,
            Disk.REAL,
            MdnsLan::new,
            VenueNeighbours.PORT);

    /// Alone on its network.
    public EngineSettings(
            String version, long filmBytes, Duration syncEvery, TimeLimits limits, int bestHeight, Disk disk) {
        this(version, filmBytes, syncEvery, limits, bestHeight, disk, () -> Lan.NONE, 0);
    }

    /// Of a program that was not packaged there is none.
    private static String packaged() {
        String version = EngineSettings.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }
}
