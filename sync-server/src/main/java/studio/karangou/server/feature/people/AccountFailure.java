package studio.karangou.server.feature.people;

import java.util.OptionalLong;
import studio.karangou.server.http.HttpFailure;

/// Why what opens an account stays as it is, or a code is not sent.
public sealed interface AccountFailure extends HttpFailure {
    /// What opens an account is changed only by who shows now that it is theirs.
    record ProofNeeded() implements AccountFailure {
        @Override
        public String code() {
            return "people.proof-needed";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// Who takes this away cannot sign in any more.
    record LastWayIn() implements AccountFailure {
        @Override
        public String code() {
            return "people.last-way-in";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// Nobody could sign in any more: codes of hosts open no account that has this, and no messages reach phones here.
    record OtherWayInNeeded() implements AccountFailure {
        @Override
        public String code() {
            return "people.other-way-in-needed";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// The person does not sign in with this.
    record UnknownIdentity() implements AccountFailure {
        @Override
        public String code() {
            return "people.unknown-identity";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The number has an account, of somebody whom the devices of this host's venues never met and others did.
    record NotOfYourVenue() implements AccountFailure {
        @Override
        public String code() {
            return "people.not-of-your-venue";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// Messages reach phones here, so no host stands in for them.
    record CodesByMessage() implements AccountFailure {
        @Override
        public String code() {
            return "people.codes-by-message";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// The server has sent as many text messages as it may for now.
    ///
    /// @param seconds until there may be another
    record MessagesUsedUp(long seconds) implements AccountFailure {
        @Override
        public String code() {
            return "people.messages-used-up";
        }

        @Override
        public int status() {
            return 429;
        }

        @Override
        public OptionalLong retryAfter() {
            return OptionalLong.of(seconds);
        }
    }
}
