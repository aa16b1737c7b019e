package studio.karangou.desktop.ui.controls;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The frames that pages stand in.
public final class Pages {
    private Pages() {}

    /// A page that scrolls up and down, never sideways.
    public static ScrollPane scrolling(Region content) {
        StackPane wide = new StackPane(content);
        wide.setAlignment(Pos.TOP_LEFT);
        ScrollPane scroll = new ScrollPane(wide);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        // the bar lies in the page's margin, so that nothing moves when it comes and goes
        scroll.viewportBoundsProperty().subscribe(viewport -> {
            double bar = Math.max(0, scroll.getWidth() - viewport.getWidth());
            wide.setPadding(new Insets(0, -bar, 0, 0));
        });
        return scroll;
    }

    /// The usual column of a page.
    public static VBox body(double spacing, Node... children) {
        VBox body = new VBox(spacing, children);
        body.getStyleClass().add("page-body");
        return body;
    }

    /// One thing in the middle of a page.
    public static StackPane padded(Node content) {
        StackPane pane = new StackPane(content);
        pane.getStyleClass().add("page-body");
        return pane;
    }
}
