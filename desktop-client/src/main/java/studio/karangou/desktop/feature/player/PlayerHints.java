package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What lies over the picture and goes away by itself: the controls, the question whether to resume, the storyboard's
/// picture after a seek, the list of keys. Everything here is called on the FX thread.
public final class PlayerHints {
    /// The controls go away after so long without a move.
    static final Duration CONTROLS_STAY = Duration.ofSeconds(3);
    /// The question whether to resume is asked for so long.
    static final Duration OFFER_STAYS = Duration.ofSeconds(15);
    /// The storyboard picture stays after a seek by keyboard.
    static final Duration PREVIEW_STAYS = Duration.ofMillis(1_500);

    private final InstantSource clock;
    private final ReadOnlyBooleanWrapper controls = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<@Nullable Duration> resumeOffer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Duration> preview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper help = new ReadOnlyBooleanWrapper();
    private Instant movedAt;
    private boolean held;
    private Instant offeredAt = Instant.EPOCH;
    private Instant previewedAt = Instant.EPOCH;

    PlayerHints(InstantSource clock) {
        this.clock = clock;
        movedAt = clock.instant();
    }

    public ReadOnlyBooleanProperty controls() {
        return controls.getReadOnlyProperty();
    }

    /// Where one stopped the last time, while it is asked whether to go on there; else null.
    public ReadOnlyObjectProperty<@Nullable Duration> resumeOffer() {
        return resumeOffer.getReadOnlyProperty();
    }

    /// The time whose picture is shown above the bar after a seek by keyboard, null if none.
    public ReadOnlyObjectProperty<@Nullable Duration> preview() {
        return preview.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty help() {
        return help.getReadOnlyProperty();
    }

    public void toggleHelp() {
        help.set(!help.get());
    }

    /// Somebody is there: the controls come, and stay for a while.
    void moved() {
        movedAt = clock.instant();
        controls.set(true);
    }

    /// The controls come and stay for as long as the film does not play.
    void needControls() {
        controls.set(true);
    }

    /// The keyboard is at one of the controls, which stay for as long.
    void hold(boolean now) {
        held = now;
        moved();
    }

    boolean isHeld() {
        return held;
    }

    void offerToResume(Duration place) {
        resumeOffer.set(place);
        offeredAt = clock.instant();
    }

    void offerNoMore() {
        resumeOffer.set(null);
    }

    void showPreview(Duration at) {
        preview.set(at);
        previewedAt = clock.instant();
    }

    /// Takes away what nobody needs any more.
    ///
    /// @param watching whether the film plays
    void letGo(boolean watching) {
        Instant now = clock.instant();
        if (watching && !held && resumeOffer.get() == null && isOver(movedAt, CONTROLS_STAY, now)) {
            controls.set(false);
        }
        if (resumeOffer.get() != null && watching && isOver(offeredAt, OFFER_STAYS, now)) {
            resumeOffer.set(null);
        }
        if (preview.get() != null && isOver(previewedAt, PREVIEW_STAYS, now)) {
            preview.set(null);
        }
    }

    /// A clock that was set back counts as over.
    private static boolean isOver(Instant since, Duration stay, Instant now) {
        return now.isBefore(since) || Duration.between(since, now).compareTo(stay) >= 0;
    }
}
