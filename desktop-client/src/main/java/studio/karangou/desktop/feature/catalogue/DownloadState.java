package studio.karangou.desktop.feature.catalogue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;

/// How far a film has come to this device.
public sealed interface DownloadState {
    /// Nothing is here, nothing was asked for.
    record NotStarted() implements DownloadState {}

    /// It will begin after others, or when the network is back.
    ///
    /// @param trouble why its last try failed, null if it was not tried or the network is away; it is tried again
    record Waiting(
            long doneBytes, long totalBytes, @Nullable Failure trouble) implements DownloadState {
        /// Whose turn has not come, or without a network.
        public Waiting(long doneBytes, long totalBytes) {
            this(doneBytes, totalBytes, null);
        }
    }

    /// It comes in.
    ///
    /// @param remaining an estimate, null while there is none yet
    record Running(
            long doneBytes,
            long totalBytes,
            long bytesPerSecond,
            @Nullable Duration remaining) implements DownloadState {}

    /// A person paused it; what has come is kept.
    record Paused(long doneBytes, long totalBytes) implements DownloadState {}

    /// It plays without a network.
    ///
    /// @param quality the best complete rung, as in `720p`
    /// @param bytes what is on the disk
    /// @param totalBytes what a better quality, paused or broken off, would take in all; `bytes` when none was
    /// @param trouble why the better quality broke off, null when it did not
    record Ready(
            String quality,
            long bytes,
            long totalBytes,
            @Nullable Failure trouble) implements DownloadState {
        /// With nothing more to come.
        public Ready(String quality, long bytes) {
            this(quality, bytes, bytes, null);
        }

        /// Whether a better quality was begun, and waits to be gone on with.
        public boolean canImprove() {
            return bytes < totalBytes;
        }
    }

    /// It plays without a network in one quality already, and a better one still comes in.
    /// Pausing or a failure makes it [Ready] in the quality that it has, with more to come.
    ///
    /// @param quality the best complete rung, as in `144p`
    /// @param target the rung that comes in, as in `720p`
    /// @param bytesPerSecond 0 while it waits for the network
    /// @param remaining an estimate, null while there is none
    record Improving(
            String quality,
            String target,
            long doneBytes,
            long totalBytes,
            long bytesPerSecond,
            @Nullable Duration remaining)
            implements DownloadState {}

    /// It stopped for a reason that waiting does not mend; what has come is kept.
    record Failed(Failure failure, long doneBytes, long totalBytes) implements DownloadState {}
}
