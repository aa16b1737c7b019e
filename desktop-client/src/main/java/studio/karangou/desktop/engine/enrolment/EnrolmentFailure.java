package studio.karangou.desktop.engine.enrolment;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why the device cannot become one of a venue's.
public sealed interface EnrolmentFailure extends Failure {
    /// What was typed is not a server's address.
    record BadAddress() implements EnrolmentFailure {
        @Override
        public String code() {
            return "enrolment.bad-address";
        }
    }

    /// Over the network only HTTPS is allowed.
    record NotSecure() implements EnrolmentFailure {
        @Override
        public String code() {
            return "enrolment.not-secure";
        }
    }

    /// The device belongs to a venue, whose server does not have everything yet.
    ///
    /// @param operations how many it lacks
    record StillPending(int operations) implements EnrolmentFailure {
        @Override
        public String code() {
            return "enrolment.still-pending";
        }

        @Override
        public List<Object> arguments() {
            return List.of(operations);
        }
    }

    /// The server took the device, but the disk did not take the answer. Enrol again with the same code.
    record NotKept() implements EnrolmentFailure {
        @Override
        public String code() {
            return "enrolment.not-kept";
        }
    }

    /// The request cannot be kept on this device's disk, so its answer could not be recognised.
    record RequestNotKept() implements EnrolmentFailure {
        @Override
        public String code() {
            return "enrolment.request-not-kept";
        }
    }

    /// A kiosk is enrolled again with its own server only.
    record OtherServer() implements EnrolmentFailure {
        @Override
        public String code() {
            return "enrolment.other-server";
        }
    }

    /// There are journals here, but who this device is cannot be read. Enrolling it anew would abandon them.
    ///
    /// @param file that cannot be read
    record IdentityLost(String file) implements EnrolmentFailure {
        @Override
        public String code() {
            return "enrolment.identity-lost";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
