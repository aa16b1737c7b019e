package studio.karangou.desktop.feature.enrolment;

import studio.karangou.common.model.Failure;

/// What is missing in the form before the server can be asked.
public sealed interface EnrolmentFormFailure extends Failure {
    /// Not an address that begins with http:// or https://.
    record NoServer() implements EnrolmentFormFailure {
        @Override
        public String code() {
            return "enrolment.no-server";
        }
    }

    /// Not eight characters.
    record NoCode() implements EnrolmentFormFailure {
        @Override
        public String code() {
            return "enrolment.no-code";
        }
    }

    /// The device has no name, or one that is too long.
    record NoName() implements EnrolmentFormFailure {
        @Override
        public String code() {
            return "enrolment.no-name";
        }
    }
}
