package studio.karangou.desktop.feature.catalogue;

/// What films take on this device.
///
/// @param used bytes taken
/// @param allowed bytes that may be taken
public record DiskUse(long used, long allowed) {}
