package studio.karangou.common.protocol;

import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// What can be wrong with a file of parcels.
public sealed interface ParcelFailure extends Failure {
    /// Something else altogether, or a link.
    record NotOne() implements ParcelFailure {
        @Override
        public String code() {
            return "parcel.not-one";
        }
    }

    /// Cut, or not the bytes that were written.
    record Damaged() implements ParcelFailure {
        @Override
        public String code() {
            return "parcel.damaged";
        }
    }

    /// Larger than any such file, or it says that a part of it is.
    record TooLarge() implements ParcelFailure {
        @Override
        public String code() {
            return "parcel.too-large";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
