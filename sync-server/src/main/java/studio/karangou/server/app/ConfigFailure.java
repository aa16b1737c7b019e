package studio.karangou.server.app;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// What can be wrong with arguments and configuration.
sealed interface ConfigFailure extends Failure {
    /// An argument that is not known, or has no value.
    record BadArgument(String argument) implements ConfigFailure {
        @Override
        public String code() {
            return "config.bad-argument";
        }

        @Override
        public List<Object> arguments() {
            return List.of(argument);
        }
    }

    /// A setting that is not there but must be.
    record Missing(String setting) implements ConfigFailure {
        @Override
        public String code() {
            return "config.missing";
        }

        @Override
        public List<Object> arguments() {
            return List.of(setting);
        }
    }

    /// A setting whose value cannot be.
    record BadValue(String setting) implements ConfigFailure {
        @Override
        public String code() {
            return "config.bad-value";
        }

        @Override
        public List<Object> arguments() {
            return List.of(setting);
        }
    }

    /// An address of another machine to which what is secret would go in the clear.
    record NeedsHttps(String setting) implements ConfigFailure {
        @Override
        public String code() {
            return "config.needs-https";
        }

        @Override
        public List<Object> arguments() {
            return List.of(setting);
        }
    }

    /// A setting in the file that nobody knows.
    record UnknownSetting(String setting) implements ConfigFailure {
        @Override
        public String code() {
            return "config.unknown-setting";
        }

        @Override
        public List<Object> arguments() {
            return List.of(setting);
        }
    }

    /// A file that cannot be read.
    record UnreadableFile(String file) implements ConfigFailure {
        @Override
        public String code() {
            return "config.unreadable-file";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The data folder cannot be made or written.
    record UnusableData(String folder) implements ConfigFailure {
        @Override
        public String code() {
            return "config.unusable-data";
        }

        @Override
        public List<Object> arguments() {
            return List.of(folder);
        }
    }

    /// Another server runs on the data folder.
    record DataInUse(String folder) implements ConfigFailure {
        @Override
        public String code() {
            return "config.data-in-use";
        }

        @Override
        public List<Object> arguments() {
            return List.of(folder);
        }
    }

    /// Others than this machine would be spoken to in the clear.
    record PlainHttp(String host) implements ConfigFailure {
        @Override
        public String code() {
            return "config.plain-http";
        }

        @Override
        public List<Object> arguments() {
            return List.of(host);
        }
    }

    /// The address cannot be listened on.
    record PortTaken(String address) implements ConfigFailure {
        @Override
        public String code() {
            return "config.port-taken";
        }

        @Override
        public List<Object> arguments() {
            return List.of(address);
        }
    }

    /// This failure on its way to where it is shown.
    default FailureException asException() {
        return new FailureException(this);
    }
}
