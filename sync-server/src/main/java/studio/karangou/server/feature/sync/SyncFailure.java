package studio.karangou.server.feature.sync;

import java.util.List;
import studio.karangou.server.http.HttpFailure;

/// Why a batch or a question about changes is turned down as a whole. Nothing of it was applied.
public sealed interface SyncFailure extends HttpFailure {
    /// Operations are missing between what the server has and the batch.
    ///
    /// @param acknowledged the last sequence that the server has
    record Gap(long acknowledged) implements SyncFailure {
        @Override
        public String code() {
            return "sync.gap";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(Long.toString(acknowledged));
        }
    }

    /// The batch continues another journal than the one that the server has of this device.
    ///
    /// @param acknowledged the last sequence that the server has
    record Fork(long acknowledged) implements SyncFailure {
        @Override
        public String code() {
            return "sync.fork";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(Long.toString(acknowledged));
        }
    }

    /// The batch is of another device than the session.
    record OtherDevice() implements SyncFailure {
        @Override
        public String code() {
            return "sync.other-device";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The device was shut out since its session began.
    record DeviceRevoked() implements SyncFailure {
        @Override
        public String code() {
            return "device.revoked";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The parcel is sealed to a key that this server never had.
    record ParcelForAnother() implements SyncFailure {
        @Override
        public String code() {
            return "sync.parcel-for-another";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// The parcel is of a device that this server does not know.
    record ParcelFromUnknown() implements SyncFailure {
        @Override
        public String code() {
            return "sync.parcel-from-unknown";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// Nobody wrote it, or it was removed.
    record UnknownMessage() implements SyncFailure {
        @Override
        public String code() {
            return "sync.unknown-message";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The cursor is not one of ours.
    record BadCursor() implements SyncFailure {
        @Override
        public String code() {
            return "sync.bad-cursor";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /// The cursor is of another epoch of the feed, as after a restored backup, or of a place so far back that what was
    /// over since has left the feed. The device begins again.
    record CursorBeyondEnd() implements SyncFailure {
        @Override
        public String code() {
            return "sync.cursor-beyond-end";
        }

        @Override
        public int status() {
            return 410;
        }
    }
}
