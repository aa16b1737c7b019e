package studio.karangou.desktop.engine.store;

import java.time.Instant;
import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// What can be wrong with what is kept on this device.
public sealed interface StoreFailure extends Failure {
    /// Another Karangou works on the same data folder.
    record InUse() implements StoreFailure {
        @Override
        public String code() {
            return "store.in-use";
        }
    }

    /// The database could not be read. It was set aside and made anew from the journal; the rest comes from the
    /// server.
    ///
    /// @param setAside the name that the broken file has now
    record Broken(String setAside) implements StoreFailure {
        @Override
        public String code() {
            return "store.broken";
        }

        @Override
        public List<Object> arguments() {
            return List.of(setAside);
        }
    }

    /// The database could not be read. It was set aside, and a copy of it put in its place; what is newer
    /// comes from the journal and the server.
    ///
    /// @param made when the copy was
    /// @param setAside the name that the broken file has now
    record Restored(Instant made, String setAside) implements StoreFailure {
        @Override
        public String code() {
            return "store.restored";
        }

        @Override
        public List<Object> arguments() {
            return List.of(setAside);
        }
    }

    /// There is no room on the disk; nothing was written.
    record DiskFull() implements StoreFailure {
        @Override
        public String code() {
            return "store.disk-full";
        }
    }

    /// The disk refused to write; nothing was recorded.
    record NotWritten() implements StoreFailure {
        @Override
        public String code() {
            return "store.not-written";
        }
    }

    /// The database failed for another reason; the journal is safe.
    record Failed() implements StoreFailure {
        @Override
        public String code() {
            return "store.failed";
        }
    }

    /// An operation of the journal that the server does not have can be read neither from the file nor from
    /// the database. Those before it are on the server; nothing was deleted.
    ///
    /// @param sequence which
    record JournalDamaged(long sequence) implements StoreFailure {
        @Override
        public String code() {
            return "store.journal-damaged";
        }

        @Override
        public List<Object> arguments() {
            return List.of(sequence);
        }
    }

    /// A journal needs a device to be the journal of.
    record NotEnrolled() implements StoreFailure {
        @Override
        public String code() {
            return "store.not-enrolled";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
