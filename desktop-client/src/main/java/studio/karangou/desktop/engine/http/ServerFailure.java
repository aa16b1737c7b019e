package studio.karangou.desktop.engine.http;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why the server did not do what was asked.
public sealed interface ServerFailure extends Failure {
    /// Whether trying again later, with nothing changed here, may work.
    boolean passing();

    /// No connection: no network, or no server there.
    record Unreachable() implements ServerFailure {
        @Override
        public String code() {
            return "server.unreachable";
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /// The connection is there, but nothing came for too long.
    record Stalled() implements ServerFailure {
        @Override
        public String code() {
            return "server.stalled";
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /// The server's certificate is not valid: another's, or this machine's clock is wrong.
    record Untrusted() implements ServerFailure {
        @Override
        public String code() {
            return "server.untrusted";
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /// What answered is not a Karangou server, as the sign-in page of a network.
    record Garbled() implements ServerFailure {
        @Override
        public String code() {
            return "server.garbled";
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /// The server cannot do it now.
    ///
    /// @param problem the stable code that the server gave, empty if it gave none
    record Busy(int status, String problem) implements ServerFailure {
        public Busy(int status) {
            this(status, "");
        }

        @Override
        public String code() {
            return "server.busy";
        }

        @Override
        public List<Object> arguments() {
            return List.of(status);
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /// The server wants fewer attempts.
    ///
    /// @param seconds until it takes another
    /// @param problem the stable code that the server gave, empty for the usual one
    record TooMany(long seconds, String problem) implements ServerFailure {
        private static final int LONG = 120;
        private static final int MINUTE = 60;

        public TooMany(long seconds) {
            this(seconds, "");
        }

        /// Until it takes another, rounded up.
        public long minutes() {
            return (seconds + MINUTE - 1) / MINUTE;
        }

        @Override
        public String code() {
            return seconds > LONG ? "server.too-many-minutes" : "server.too-many";
        }

        @Override
        public List<Object> arguments() {
            return List.of(seconds > LONG ? minutes() : seconds);
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /// This device's version is no longer spoken by the server.
    record DeviceTooOld() implements ServerFailure {
        @Override
        public String code() {
            return "server.device-too-old";
        }

        @Override
        public boolean passing() {
            return false;
        }
    }

    /// This device's version is not spoken by the server yet.
    record DeviceTooNew() implements ServerFailure {
        @Override
        public String code() {
            return "server.device-too-new";
        }

        @Override
        public boolean passing() {
            return false;
        }
    }

    /// The server said no, and why.
    ///
    /// @param title the sentence for people, in the language that was asked for
    /// @param problem the stable code that the server gave
    record Refused(int status, String problem, String title, List<String> details) implements ServerFailure {
        public Refused {
            details = List.copyOf(details);
        }

        @Override
        public String code() {
            return "server.refused";
        }

        @Override
        public List<Object> arguments() {
            return List.of(title, problem);
        }

        @Override
        public boolean passing() {
            return false;
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
