package studio.karangou.desktop.ui.controls;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// A figure with what it is above and a remark below.
public final class StatTile extends VBox {
    public StatTile(String what, String figure, Node remark) {
        super(2, Labels.muted(what), Labels.styled(figure, "figure"), remark);
        getStyleClass().add("card");
        setMaxWidth(Double.MAX_VALUE);
    }
}
