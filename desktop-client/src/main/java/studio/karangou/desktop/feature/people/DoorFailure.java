package studio.karangou.desktop.feature.people;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why this device does not let in, without the network, who has signed in at it before.
public sealed interface DoorFailure extends Failure {
    /// The server does not answer, and nobody signed in here before with this address.
    record NotKnownHere() implements DoorFailure {
        @Override
        public String code() {
            return "people.not-known-here";
        }
    }

    /// The days without a network are over.
    record OfflineOver() implements DoorFailure {
        @Override
        public String code() {
            return "people.offline-over";
        }
    }

    /// The account has a second factor, and without the server nobody can check it.
    record SecondFactorNeedsNetwork() implements DoorFailure {
        @Override
        public String code() {
            return "people.second-factor-needs-network";
        }
    }

    /// The server answers: a code of this device is not needed, and is not believed.
    record NetworkIsHere() implements DoorFailure {
        @Override
        public String code() {
            return "people.network-is-here";
        }
    }

    /// A code of this device was wrong so often that the device has forgotten it.
    record DeviceCodeForgotten() implements DoorFailure {
        @Override
        public String code() {
            return "people.device-code-forgotten";
        }
    }

    /// The code of this device is too short, or among the first that anybody tries.
    ///
    /// @param least characters
    record DeviceCodeWeak(int least) implements DoorFailure {
        @Override
        public String code() {
            return "people.device-code-weak";
        }

        @Override
        public List<Object> arguments() {
            return List.of(least);
        }
    }

    /// Somebody set the clock, and too many came in without a network since.
    record ClockUnsure() implements DoorFailure {
        @Override
        public String code() {
            return "people.clock-unsure";
        }
    }

    /// The person's sessions were ended elsewhere, their password is another one, or they were erased.
    record ClosedElsewhere() implements DoorFailure {
        @Override
        public String code() {
            return "people.closed-elsewhere";
        }
    }

    /// Who came in without a network must show the password now that it is there.
    record BackOnline() implements DoorFailure {
        @Override
        public String code() {
            return "people.back-online";
        }
    }

    /// Wrong passwords slow down.
    ///
    /// @param seconds until the next try
    record TooManyTries(long seconds) implements DoorFailure {
        @Override
        public String code() {
            return "people.too-many-tries";
        }

        @Override
        public List<Object> arguments() {
            return List.of(seconds);
        }
    }

    /// This failure on its way to where it is shown.
    default FailureException asException() {
        return new FailureException(this);
    }
}
