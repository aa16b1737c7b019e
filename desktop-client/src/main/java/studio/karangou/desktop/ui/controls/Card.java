package studio.karangou.desktop.ui.controls;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// A raised panel.
public final class Card extends VBox {
    public Card(double spacing, Node... children) {
        super(spacing, children);
        getStyleClass().add("card");
    }
}
