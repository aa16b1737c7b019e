package studio.karangou.desktop.ui.controls;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A figure with what it is above and a remark below.
public final class StatTile extends VBox {
    public StatTile(String what, String figure, Node remark) {
        super(2, Labels.muted(what), whole(figure), remark);
        getStyleClass().add("card");
        setMaxWidth(Double.MAX_VALUE);
    }

    /// In as many lines as it takes; half a figure is none.
    private static Label whole(String figure) {
        Label label = Labels.styled(figure, "figure");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
