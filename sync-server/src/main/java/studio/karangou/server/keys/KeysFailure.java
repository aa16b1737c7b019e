package studio.karangou.server.keys;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why the server's secrets cannot be used. Each stops it from starting.
public sealed interface KeysFailure extends Failure {
    /// A file of the secrets cannot be read, or does not hold what it should.
    record Broken(String file) implements KeysFailure {
        @Override
        public String code() {
            return "keys.broken";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The database is that of a server whose secrets are not here.
    record Missing(String folder) implements KeysFailure {
        @Override
        public String code() {
            return "keys.missing";
        }

        @Override
        public List<Object> arguments() {
            return List.of(folder);
        }
    }

    /// A key was replaced so often that a byte no longer names it.
    record TooMany(String file) implements KeysFailure {
        @Override
        public String code() {
            return "keys.too-many";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The secrets are those of another server than the database's.
    record OtherServer(String folder) implements KeysFailure {
        @Override
        public String code() {
            return "keys.other-server";
        }

        @Override
        public List<Object> arguments() {
            return List.of(folder);
        }
    }

    /// This failure on its way to where it is shown.
    default FailureException asException() {
        return new FailureException(this);
    }
}
