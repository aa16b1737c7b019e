package studio.karangou.server.storage;

import java.util.List;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why the store could not do its work.
public sealed interface StorageFailure extends Failure {
    /// No room is left where the films are kept.
    record DiskFull() implements StorageFailure {
        @Override
        public String code() {
            return "storage.disk-full";
        }
    }

    /// The store could not be read or written; the log has the cause.
    record Broken() implements StorageFailure {
        @Override
        public String code() {
            return "storage.broken";
        }
    }

    /// There is nothing under this address.
    record Missing(ContentAddress address) implements StorageFailure {
        @Override
        public String code() {
            return "storage.missing";
        }

        @Override
        public List<Object> arguments() {
            return List.of(address.hex());
        }
    }

    /// The bytes are not those that the address promises.
    record WrongContent(ContentAddress expected) implements StorageFailure {
        @Override
        public String code() {
            return "storage.wrong-content";
        }

        @Override
        public List<Object> arguments() {
            return List.of(expected.hex());
        }
    }

    /// More bytes than were allowed.
    record TooLarge(long limit) implements StorageFailure {
        @Override
        public String code() {
            return "storage.too-large";
        }

        @Override
        public List<Object> arguments() {
            return List.of(limit);
        }
    }

    /// This failure on its way to where it is answered.
    default FailureException asException() {
        return new FailureException(this);
    }
}
