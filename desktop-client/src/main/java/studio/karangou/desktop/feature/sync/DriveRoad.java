package studio.karangou.desktop.feature.sync;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The road by a USB drive: what waits goes out on it, the server's answers come back, and a device that is online
/// carries for others. Everything blocks; whoever gives it up interrupts the thread, and the next try goes on
/// there.
public interface DriveRoad {
    /// Told how many bytes of how many are done.
    @FunctionalInterface
    interface Progress {
        /// For whom nobody watches.
        Progress NONE = (done, total) -> {};

        void moved(long done, long total);
    }

    /// What was written.
    ///
    /// @param operations that the server lacked; 0 when it was only asked what is new
    /// @param file its name on the drive
    record Exported(long operations, String file) {}

    /// What an answer brought.
    ///
    /// @param acknowledged operations that the server has now and did not have before, as far as was known here
    /// @param setAside how many of them it keeps aside
    /// @param changes of the catalogue, the projects and so on
    /// @param more whether the server had more to tell than fitted
    /// @param refusal the server's code for why it took no more, null if it took all
    record Taken(
            long acknowledged,
            int setAside,
            int changes,
            boolean more,
            @Nullable String refusal) {}

    /// What was carried for others.
    ///
    /// @param answered devices whose answers are on the drive now
    /// @param left files that the server or the drive would not take
    record Carried(int answered, int left) {}

    /// Copies what waits to a drive, as one file that only the server opens.
    ///
    /// @param root of the drive, or a folder in its place
    /// @throws studio.karangou.common.model.FailureException with a failure that has a sentence
    Exported export(Path root, Progress progress);

    /// Takes the server's answer to this device from a drive.
    ///
    /// @throws studio.karangou.common.model.FailureException as [#export]; then nothing was
    ///     taken, or what was taken is whole
    Taken take(Path root, Progress progress);

    /// Brings what others left on a drive to the server, and the answers back onto it. One that cannot be
    /// carried keeps no other from it.
    ///
    /// @throws studio.karangou.common.model.FailureException as [#export]
    Carried carry(Path root, Progress progress);
}
