package studio.karangou.server.feature.device;

import java.util.List;
import java.util.Locale;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.server.http.HttpFailure;

/// Why a device is not let in.
public sealed interface DeviceFailure extends HttpFailure {
    /// No such code, or it is over, or it was used already; which of these is nobody's business.
    record CodeRefused() implements DeviceFailure {
        @Override
        public String code() {
            return "device.code-refused";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The code, or the host's answer, is for a device that is used in another way. The code stays good.
    ///
    /// @param expected what the device would have to be
    record OtherProfile(DeviceProfile expected) implements DeviceFailure {
        @Override
        public String code() {
            return "device.other-profile";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(expected.name().toLowerCase(Locale.ROOT)); // as in --profile
        }
    }

    /// A name or a key that cannot be.
    ///
    /// @param field of the request
    record BadEnrolment(String field) implements DeviceFailure {
        @Override
        public String code() {
            return "device.bad-enrolment";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<Object> arguments() {
            return List.of(field);
        }
    }

    /// The challenge is not ours, over, or another device's.
    record ChallengeRefused() implements DeviceFailure {
        @Override
        public String code() {
            return "device.challenge-refused";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The challenge was not signed by this device, or there is none: which of these is nobody's business.
    record BadSignature() implements DeviceFailure {
        @Override
        public String code() {
            return "device.bad-signature";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// There is no such device.
    record Unknown() implements DeviceFailure {
        @Override
        public String code() {
            return "device.unknown";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The device was shut out.
    record Revoked() implements DeviceFailure {
        @Override
        public String code() {
            return "device.revoked";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The bearer token is not that of a session.
    record SessionInvalid() implements DeviceFailure {
        @Override
        public String code() {
            return "device.session-invalid";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The session is over; the device opens a new one.
    record SessionExpired() implements DeviceFailure {
        @Override
        public String code() {
            return "device.session-expired";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// There is no such venue.
    record UnknownVenue() implements DeviceFailure {
        @Override
        public String code() {
            return "device.unknown-venue";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// A venue's name is blank or too long.
    record BadVenueName() implements DeviceFailure {
        @Override
        public String code() {
            return "device.bad-venue-name";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /// What is said of a venue cannot be.
    ///
    /// @param field that is wrong
    record BadVenue(String field) implements DeviceFailure {
        @Override
        public String code() {
            return "device.bad-venue";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<Object> arguments() {
            return List.of(field);
        }
    }

    /// The host has as many venues as one may.
    ///
    /// @param most how many that is
    record TooManyVenues(int most) implements DeviceFailure {
        @Override
        public String code() {
            return "device.too-many-venues";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /// There is no such person, or they are not a verified host.
    record UnknownHost() implements DeviceFailure {
        @Override
        public String code() {
            return "device.unknown-host";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// Two copies of this device are in use, on two computers; this one came second.
    record Copied() implements DeviceFailure {
        @Override
        public String code() {
            return "device.copied";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// This device went back to an older state of its disk, on the same computer.
    record Restored() implements DeviceFailure {
        @Override
        public String code() {
            return "device.restored";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// This device has sent contact marks before, and now came without one.
    record MarkMissing() implements DeviceFailure {
        @Override
        public String code() {
            return "device.mark-missing";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// A request from a USB drive was answered for another venue, or its device was shut out since.
    record RequestUsed() implements DeviceFailure {
        @Override
        public String code() {
            return "device.request-used";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// A request from a USB drive that is not one, or was changed.
    record BadRequestFile() implements DeviceFailure {
        @Override
        public String code() {
            return "device.bad-request-file";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /// Another device that is not shut out has this signing key.
    record KeyInUse() implements DeviceFailure {
        @Override
        public String code() {
            return "device.key-in-use";
        }

        @Override
        public int status() {
            return 409;
        }
    }
}
