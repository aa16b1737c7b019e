package studio.karangou.desktop.engine.keychain;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why the device's secrets cannot be had.
public sealed interface KeychainFailure extends Failure {
    /// Neither the file nor its copy can be read. They are left as they are.
    ///
    /// @param file its name
    record Unreadable(String file) implements KeychainFailure {
        @Override
        public String code() {
            return "keychain.unreadable";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The file cannot be written.
    record NotWritten(String file) implements KeychainFailure {
        @Override
        public String code() {
            return "keychain.not-written";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The system's key store is locked, or does not answer. What it keeps is still there.
    record StoreLocked() implements KeychainFailure {
        @Override
        public String code() {
            return "keychain.store-locked";
        }
    }

    /// The system's key store does not have this device's key any more. Enrolled anew the device goes on, with what it
    /// has recorded.
    record StoreLost() implements KeychainFailure {
        @Override
        public String code() {
            return "keychain.store-lost";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
