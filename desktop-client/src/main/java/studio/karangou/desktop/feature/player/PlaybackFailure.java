package studio.karangou.desktop.feature.player;

import java.util.List;
import studio.karangou.common.model.Failure;

/// Why a film does not play on this machine.
public sealed interface PlaybackFailure extends Failure {
    /// There is no usable libVLC.
    record PlayerMissing() implements PlaybackFailure {
        @Override
        public String code() {
            return "vlc.missing";
        }
    }

    /// The player could not begin, several times in a row.
    record NoPicture() implements PlaybackFailure {
        @Override
        public String code() {
            return "player.no-picture";
        }
    }

    /// The machine has no output for sound; the film plays all the same.
    record NoSound() implements PlaybackFailure {
        @Override
        public String code() {
            return "player.no-sound";
        }
    }

    /// As many films as may be are being watched with this person's account, over the network.
    ///
    /// @param elsewhere those, the latest first
    record TooManyViewings(List<Elsewhere> elsewhere) implements PlaybackFailure {
        public TooManyViewings {
            elsewhere = List.copyOf(elsewhere);
        }

        @Override
        public String code() {
            return "playback.too-many-viewings";
        }

        @Override
        public List<Object> arguments() {
            return List.of(elsewhere.size());
        }
    }

    /// The person has ended this viewing from elsewhere.
    record ViewingEnded() implements PlaybackFailure {
        @Override
        public String code() {
            return "playback.viewing-ended";
        }
    }

    /// The film broke off, several times at the same place.
    ///
    /// @param place as a clock shows it, as in `1:02:03`
    record BrokeOff(String place) implements PlaybackFailure {
        @Override
        public String code() {
            return "player.broke-off";
        }

        @Override
        public List<Object> arguments() {
            return List.of(place);
        }
    }
}
