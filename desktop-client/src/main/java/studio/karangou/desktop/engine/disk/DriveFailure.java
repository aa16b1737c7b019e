package studio.karangou.desktop.engine.disk;

import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why a drive takes or gives no file.
public sealed interface DriveFailure extends Failure {
    /// It was pulled out.
    record Gone() implements DriveFailure {
        @Override
        public String code() {
            return "drive.gone";
        }
    }

    /// There is no room on it.
    record Full() implements DriveFailure {
        @Override
        public String code() {
            return "drive.full";
        }
    }

    /// It takes nothing: by its switch, or because it was mounted so.
    record ReadOnly() implements DriveFailure {
        @Override
        public String code() {
            return "drive.read-only";
        }
    }

    /// It does not do what it is told.
    record Failed() implements DriveFailure {
        @Override
        public String code() {
            return "drive.failed";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
