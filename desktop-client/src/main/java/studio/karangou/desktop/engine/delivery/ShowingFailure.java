package studio.karangou.desktop.engine.delivery;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why a film may not or cannot be shown.
public sealed interface ShowingFailure extends Failure {
    /// The device does not know the film.
    record UnknownFilm() implements ShowingFailure {
        @Override
        public String code() {
            return "playback.unknown-film";
        }
    }

    /// The film is not on disk, and the server cannot be reached.
    record NotHere() implements ShowingFailure {
        @Override
        public String code() {
            return "playback.not-here";
        }
    }

    /// The server is still preparing the film.
    record NotPrepared() implements ShowingFailure {
        @Override
        public String code() {
            return "playback.not-prepared";
        }
    }

    /// There is no licence on this device, and none can be had now.
    record LicenceMissing() implements ShowingFailure {
        @Override
        public String code() {
            return "playback.licence-missing";
        }
    }

    /// The licence is over.
    record LicenceExpired(Instant since) implements ShowingFailure {
        @Override
        public String code() {
            return "playback.licence-expired";
        }

        @Override
        public List<Object> arguments() {
            return List.of(Date.from(since));
        }
    }

    /// The licence has not begun.
    record LicenceNotYet(Instant until) implements ShowingFailure {
        @Override
        public String code() {
            return "playback.licence-not-yet";
        }

        @Override
        public List<Object> arguments() {
            return List.of(Date.from(until));
        }
    }

    /// All showings of the licence took place.
    record LicenceUsedUp(int screenings) implements ShowingFailure {
        @Override
        public String code() {
            return "playback.licence-used-up";
        }

        @Override
        public List<Object> arguments() {
            return List.of(screenings);
        }
    }

    /// The licence is another device's.
    record LicenceNotOurs() implements ShowingFailure {
        @Override
        public String code() {
            return "playback.licence-not-ours";
        }
    }

    /// What describes the film is damaged, and cannot be fetched now.
    record Damaged() implements ShowingFailure {
        @Override
        public String code() {
            return "playback.damaged";
        }
    }

    /// A segment is neither on disk nor can it be fetched yet.
    record WaitingForSegment() implements ShowingFailure {
        @Override
        public String code() {
            return "playback.waiting";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
