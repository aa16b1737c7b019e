package studio.karangou.common.protocol;

/// How a device is, told each time it opens a session.
///
/// @param version of the program, at most 40 characters
/// @param diskFree bytes free where its data is
/// @param diskTotal bytes of that disk
/// @param clockOffsetMillis how far the machine's clock is ahead of the device's best time; negative when it is behind
/// @param clockSure whether the best time can be relied on
/// @param pending operations that the server lacks
/// @param keys where its keys are kept
public record DeviceHealth(
        String version,
        long diskFree,
        long diskTotal,
        long clockOffsetMillis,
        boolean clockSure,
        int pending,
        KeyPlace keys) {
    public static final int VERSION_CHARS = 40;

    public DeviceHealth {
        Texts.checkLine(version, VERSION_CHARS);
        if (diskFree < 0 || diskTotal < 0 || pending < 0) {
            throw new IllegalArgumentException("health out of range");
        }
    }
}
