package studio.karangou.server.app;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why a command of the operator was not carried out.
sealed interface AdminFailure extends Failure {
    /// Not a command, or not its arguments.
    record Usage() implements AdminFailure {
        @Override
        public String code() {
            return "admin.usage";
        }
    }

    /// The server does not answer.
    record NoServer(String address) implements AdminFailure {
        @Override
        public String code() {
            return "admin.no-server";
        }

        @Override
        public List<Object> arguments() {
            return List.of(address);
        }
    }

    /// The operator's token would go to another machine in the clear.
    record NeedsHttps(String address) implements AdminFailure {
        @Override
        public String code() {
            return "admin.needs-https";
        }

        @Override
        public List<Object> arguments() {
            return List.of(address);
        }
    }

    /// The operator's token, or the server's address, cannot be read.
    record NoToken(String file) implements AdminFailure {
        @Override
        public String code() {
            return "admin.no-token";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// A file that is not there, or not YAML or JSON as it should be.
    record UnreadableFile(String file) implements AdminFailure {
        @Override
        public String code() {
            return "admin.unreadable-file";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// Nobody said at which address devices find the server.
    record NoAddress() implements AdminFailure {
        @Override
        public String code() {
            return "admin.no-address";
        }
    }

    /// A file that cannot be written.
    record NotWritten(String file) implements AdminFailure {
        @Override
        public String code() {
            return "admin.not-written";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The audit log is not what was written.
    ///
    /// @param entry the first that differs
    record AuditBroken(long entry) implements AdminFailure {
        @Override
        public String code() {
            return "admin.audit-broken";
        }

        @Override
        public List<Object> arguments() {
            return List.of(entry);
        }
    }

    /// The server said no.
    ///
    /// @param sentence its own
    record Refused(String sentence, String problem) implements AdminFailure {
        @Override
        public String code() {
            return "admin.refused";
        }

        @Override
        public List<Object> arguments() {
            return List.of(sentence, problem);
        }
    }

    /// This failure on its way to where it is shown.
    default FailureException asException() {
        return new FailureException(this);
    }
}
