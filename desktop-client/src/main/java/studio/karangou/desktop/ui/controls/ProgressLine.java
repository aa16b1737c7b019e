package studio.karangou.desktop.ui.controls;

import javafx.scene.control.ProgressBar;

/// A thin bar: green for money and readiness, indigo for what comes in, ochre for what gets better.
public final class ProgressLine extends ProgressBar {
    /// What the progress is of.
    public enum Kind {
        MONEY("money"),
        DOWNLOAD("download"),
        PAUSED("paused"),
        IMPROVING("improving");

        private final String styleClass;

        Kind(String styleClass) {
            this.styleClass = styleClass;
        }
    }

    /// @param text what it says to a screen reader
    public ProgressLine(Kind kind, double progress, String text) {
        super(Math.clamp(progress, 0, 1));
        getStyleClass().addAll("progress-line", kind.styleClass);
        setMaxWidth(Double.MAX_VALUE);
        setAccessibleText(text);
    }
}
