package studio.karangou.common.protocol;

import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// What can be wrong with a file by which a device without a network is enrolled.
public sealed interface EnrolmentFileFailure extends Failure {
    /// Cut, damaged, or something else altogether.
    record Unreadable() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.unreadable";
        }
    }

    /// Larger than any such file.
    record TooLarge() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.too-large";
        }
    }

    /// The signature is not that of the key in it.
    record Forged() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.forged";
        }
    }

    /// The code that was typed is not the one that the device shows, or the request is another device's.
    record WrongCode() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.wrong-code";
        }
    }

    /// Not ten characters.
    record NoCode() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.no-code";
        }
    }

    /// The answer was not made with this device's code: by another server, or by somebody on the way.
    record NotTrusted() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.not-trusted";
        }
    }

    /// The answer is for another device, or for an earlier request of this one.
    record OtherRequest() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.other-request";
        }
    }

    /// The answer came too late.
    record Expired() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.expired";
        }
    }

    /// This device waits for no answer: it has none open, or the answer was read already.
    record NoRequest() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.no-request";
        }
    }

    /// The answer is another server's than the one this kiosk belongs to.
    record OtherServer() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.other-server";
        }
    }

    /// The address in the answer is none that a device may ask: over the network only HTTPS is allowed.
    record BadAddress() implements EnrolmentFileFailure {
        @Override
        public String code() {
            return "enrolment-file.bad-address";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
