package studio.karangou.desktop.feature.player;

import studio.karangou.common.model.Failure;

/// What a player is doing.
public sealed interface PlaybackState {
    /// Nothing was opened yet.
    record Idle() implements PlaybackState {}

    /// A film was opened, no picture has come yet.
    record Opening() implements PlaybackState {}

    record Playing() implements PlaybackState {}

    record Paused() implements PlaybackState {}

    /// It should play, but the film does not go on; it plays again by itself when it can.
    record Stalled() implements PlaybackState {}

    /// The film was shown to its end.
    record Ended() implements PlaybackState {}

    /// It cannot be played; opening it again may help.
    record Failed(Failure failure) implements PlaybackState {}

    /// Whether it plays, now or by itself when it can.
    default boolean goesOn() {
        return switch (this) {
            case Opening _, Playing _, Stalled _ -> true;
            case Idle _, Paused _, Ended _, Failed _ -> false;
        };
    }

    /// Whether this may be followed by another state without a film being opened anew.
    default boolean mayBecome(PlaybackState next) {
        return switch (this) {
            case Idle _ -> next instanceof Opening || next instanceof Failed;
            case Opening _ -> !(next instanceof Idle || next instanceof Opening || next instanceof Ended);
            case Playing _ -> !(next instanceof Idle || next instanceof Playing);
            case Paused _ -> !(next instanceof Idle || next instanceof Paused);
            case Stalled _ -> !(next instanceof Idle || next instanceof Stalled);
            case Ended _, Failed _ -> next instanceof Opening;
        };
    }
}
