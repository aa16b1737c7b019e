package studio.karangou.desktop.engine.keychain;

import java.util.List;
import studio.karangou.common.model.Failure;

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
}
