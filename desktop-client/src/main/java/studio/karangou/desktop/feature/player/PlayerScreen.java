package studio.karangou.desktop.feature.player;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;

/// What a person in front of the player sees.
public sealed interface PlayerScreen {
    /// What the film does by itself while this is seen.
    default PlayerActivity activity() {
        return switch (this) {
            case Film film -> film.paused() ? PlayerActivity.RESTS : PlayerActivity.RUNS;
            case Opening _, Waiting _ -> PlayerActivity.WAITS;
            case Leaving _, Ended _, Failed _ -> PlayerActivity.RESTS;
        };
    }

    /// The film is being opened.
    record Opening() implements PlayerScreen {}

    /// The film plays, or is paused.
    record Film(boolean paused) implements PlayerScreen {}

    /// The film waits.
    ///
    /// @param trouble what for, null if that is not known
    record Waiting(@Nullable Failure trouble) implements PlayerScreen {}

    /// The film rests, and the host is asked how many people watched before leaving it.
    record Leaving() implements PlayerScreen {}

    /// The film was shown to its end.
    ///
    /// @param asksForAudience whether the host may still say how many people watched
    record Ended(boolean asksForAudience) implements PlayerScreen {}

    /// The film cannot be shown.
    record Failed(Failure failure) implements PlayerScreen {}
}
