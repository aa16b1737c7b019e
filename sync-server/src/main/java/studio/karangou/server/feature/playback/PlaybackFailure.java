package studio.karangou.server.feature.playback;

import java.util.List;
import studio.karangou.server.http.HttpFailure;

/// Why a film is not shown.
public sealed interface PlaybackFailure extends HttpFailure {
    /// The film is still being prepared.
    record NotReady() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.not-ready";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// The film has no such playlist.
    record UnknownPlaylist() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.unknown-playlist";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The address has no token.
    record TokenMissing() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.token-missing";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The token was not made here, or was changed.
    record TokenWrong() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.token-wrong";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The token's time is over.
    record TokenExpired() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.token-expired";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The token was made for another device.
    record TokenOfOtherDevice() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.token-other-device";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The token was made for another film.
    record TokenOfOtherFilm() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.token-other-film";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The person whose viewing it is has ended it.
    record ViewingEnded() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.viewing-ended";
        }

        @Override
        public int status() {
            return 410;
        }
    }

    /// The caller has no such viewing.
    record UnknownViewing() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.unknown-viewing";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// As many films as may be are being watched already.
    ///
    /// @param most how many that is
    record TooManyViewings(int most) implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.too-many-viewings";
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
}
