package studio.karangou.server.feature.ingest;

import org.jspecify.annotations.Nullable;

/// How a source's code values stand for light.
enum Dynamics {
    /// As every screen shows it.
    STANDARD,
    /// HDR10: SMPTE ST 2084, absolute up to 10 000 cd/m².
    PQ,
    /// Hybrid log-gamma: ITU-R BT.2100, relative to the screen.
    HLG;

    /// What ffprobe calls the transfer characteristics; what it does not know is taken as standard.
    static Dynamics of(@Nullable String transfer) {
        return switch (String.valueOf(transfer)) {
            case "smpte2084" -> PQ;
            case "arib-std-b67" -> HLG;
            default -> STANDARD;
        };
    }

    boolean isHigh() {
        return this != STANDARD;
    }
}
