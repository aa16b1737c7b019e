package studio.karangou.desktop.feature.player;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How the film plays, in figures over the picture, for whoever asks. Everything here is called on the FX thread.
public final class ShownFigures {
    private final PlaybackControl control;
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<PlaybackFigures> now = new ReadOnlyObjectWrapper<>(PlaybackFigures.NONE);

    ShownFigures(PlaybackControl control) {
        this.control = control;
    }

    public ReadOnlyBooleanProperty shown() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<PlaybackFigures> now() {
        return now.getReadOnlyProperty();
    }

    public void toggle() {
        shown.set(!shown.get());
        now.set(control.figures());
    }

    void tick() {
        if (shown.get()) {
            now.set(control.figures());
        }
    }
}
