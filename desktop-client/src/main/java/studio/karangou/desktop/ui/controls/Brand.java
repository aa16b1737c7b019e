package studio.karangou.desktop.ui.controls;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Rectangle;

/// The sign of four woven quarters and the name.
public final class Brand extends HBox {
    /// @param size of the sign, in pixels
    public Brand(double size) {
        super(size / 2.8, sign(size), Labels.styled("Karangou", "brand-name"));
        getStyleClass().add("brand");
        setAlignment(Pos.CENTER_LEFT);
    }

    private static Node sign(double size) {
        Pane sign = new Pane();
        sign.setMinSize(size, size);
        sign.setMaxSize(size, size);
        sign.getChildren()
                .addAll(
                        quarter(size, -45, "#e7a531"),
                        quarter(size, -135, "#cf5c3f"),
                        quarter(size, 135, "#3f9b83"),
                        quarter(size, 45, "#2b221a"));
        Rectangle clip = new Rectangle(size, size);
        clip.setArcWidth(size * 0.57);
        clip.setArcHeight(size * 0.57);
        sign.setClip(clip);
        return sign;
    }

    private static Node quarter(double size, double start, String colour) {
        Arc arc = new Arc(size / 2, size / 2, size, size, start, 90);
        arc.setType(ArcType.ROUND);
        arc.setFill(Color.web(colour));
        return arc;
    }
}
