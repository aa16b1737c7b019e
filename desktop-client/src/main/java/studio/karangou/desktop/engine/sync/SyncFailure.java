package studio.karangou.desktop.engine.sync;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why the journal cannot go to the server, though the server answers.
public sealed interface SyncFailure extends Failure {
    /// The server has operations of this device that are not in its journal: the data folder is an older copy.
    ///
    /// @param server the server's last sequence
    /// @param here the last one on this device
    record ServerAhead(long server, long here) implements SyncFailure {
        @Override
        public String code() {
            return "sync.server-ahead";
        }

        @Override
        public List<Object> arguments() {
            return List.of(server, here);
        }
    }

    /// The server has another operation under a number of this journal: two copies of the data folder are in use.
    record Forked() implements SyncFailure {
        @Override
        public String code() {
            return "sync.forked";
        }
    }

    /// The server wants operations before those that it asked for a moment ago.
    record Gap() implements SyncFailure {
        @Override
        public String code() {
            return "sync.gap";
        }
    }

    /// Something went wrong that nobody thought of; it is in the log, and is tried again.
    record Unexpected() implements SyncFailure {
        @Override
        public String code() {
            return "sync.unexpected";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
