package studio.karangou.desktop.engine.roads;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why a parcel does not go or come.
public sealed interface RoadFailure extends Failure {
    /// This device does not know the server's key for parcels yet.
    record NoServerKey() implements RoadFailure {
        @Override
        public String code() {
            return "road.no-server-key";
        }
    }

    /// Nothing on the drive is for this device.
    record NothingForUs() implements RoadFailure {
        @Override
        public String code() {
            return "road.nothing-for-us";
        }
    }

    /// There is no room on the drive.
    ///
    /// @param megabytes that it takes, rounded up
    record DriveFull(long megabytes) implements RoadFailure {
        @Override
        public String code() {
            return "road.drive-full";
        }

        @Override
        public List<Object> arguments() {
            return List.of(megabytes);
        }
    }

    /// A parcel was not made by our server for this device.
    record NotTrusted() implements RoadFailure {
        @Override
        public String code() {
            return "road.not-trusted";
        }
    }

    /// This device's own disk fails.
    record NotKept() implements RoadFailure {
        @Override
        public String code() {
            return "road.not-kept";
        }
    }

    /// Somebody gave it up; it goes on from there.
    record GivenUp() implements RoadFailure {
        @Override
        public String code() {
            return "road.given-up";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
