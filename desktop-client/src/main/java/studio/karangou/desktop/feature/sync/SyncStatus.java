package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;

/// The status bar's facts.
///
/// @param pending operations that the server does not have yet
/// @param pendingContributions how many of them are contributions
/// @param setAside operations that the server has but keeps aside until a person looks at them
/// @param lastSync when everything was last exchanged, null if never
/// @param filmBytes what the films on this device take
/// @param filmBytesAllowed how much they may take
/// @param remarks what else has to be said
public record SyncStatus(
        Connection connection,
        int pending,
        int pendingContributions,
        int setAside,
        @Nullable Instant lastSync,
        long filmBytes,
        long filmBytesAllowed,
        Set<Remark> remarks) {
    public SyncStatus {
        remarks = Set.copyOf(remarks);
    }

    /// Without a remark.
    public SyncStatus(
            Connection connection,
            int pending,
            int pendingContributions,
            int setAside,
            @Nullable Instant lastSync,
            long filmBytes,
            long filmBytesAllowed) {
        this(connection, pending, pendingContributions, setAside, lastSync, filmBytes, filmBytesAllowed, Set.of());
    }

    /// The way to the server.
    public sealed interface Connection {
        /// The server answers.
        record Online() implements Connection {}

        /// Operations are on their way.
        record Syncing(int done, int total) implements Connection {}

        /// The server does not answer.
        ///
        /// @param since when it last did, null if never since the start
        /// @param why what a person may mend, as a network that wants a sign-in;
        ///     null if there is just no way to it
        record Offline(@Nullable Instant since, @Nullable Failure why) implements Connection {
            /// Without a way to the server.
            public Offline(@Nullable Instant since) {
                this(since, null);
            }
        }

        /// The server answers but refuses this device or version.
        record Refused(Failure failure) implements Connection {}

        /// This device cannot sync for a reason of its own, as a disk that is full.
        record Broken(Failure failure) implements Connection {}
    }
}
