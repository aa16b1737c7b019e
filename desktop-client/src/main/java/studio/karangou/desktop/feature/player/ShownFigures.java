package studio.karangou.desktop.feature.player;

import java.time.Duration;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How the film plays, in figures over the picture, for whoever asks. Everything here is called on the FX thread.
public final class ShownFigures {
    private final PlaybackControl control;
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Now> now = new ReadOnlyObjectWrapper<>(Now.NOTHING);

    /// @param counts how the playing went so far
    /// @param at where the film is, finer than the clock in the control bar
    record Now(PlaybackFigures counts, Duration at) {
        static final Now NOTHING = new Now(PlaybackFigures.NONE, Duration.ZERO);
    }

    ShownFigures(PlaybackControl control) {
        this.control = control;
    }

    public ReadOnlyBooleanProperty shown() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Now> now() {
        return now.getReadOnlyProperty();
    }

    public void toggle() {
        shown.set(!shown.get());
        look();
    }

    void tick() {
        if (shown.get()) {
            look();
        }
    }

    private void look() {
        now.set(new Now(control.figures(), control.position()));
    }
}
