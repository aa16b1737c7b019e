package studio.karangou.desktop.ui.controls;

import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The frames that pages stand in.
public final class Pages {
    /// Below what was revealed, in pixels.
    private static final double REVEALED = 24;

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

    /// Scrolls until a part of a scrolling page is in sight, if it is not.
    public static void reveal(Node part) {
        for (Node around = part.getParent(); around != null; around = around.getParent()) {
            if (around instanceof ScrollPane scroll && scroll.getContent() != null) {
                scroll.applyCss();
                scroll.layout();
                Bounds place = scroll.getContent().sceneToLocal(part.localToScene(part.getBoundsInLocal()));
                double whole = scroll.getContent().getBoundsInLocal().getHeight();
                double shown = scroll.getViewportBounds().getHeight();
                double top = scroll.getVvalue() * Math.max(0, whole - shown);
                if (whole > shown && (place.getMaxY() > top + shown || place.getMinY() < top)) {
                    scroll.setVvalue(Math.clamp((place.getMaxY() + REVEALED - shown) / (whole - shown), 0, 1));
                }
                return;
            }
        }
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
