package studio.karangou.desktop.app;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.WovenStrip;

/// A page of a device that belongs to no venue yet: around it only the strip and the choice of language.
final class OutsideView extends View {
    private final View page;
    private final BorderPane pane = new BorderPane();

    OutsideView(View page, Node language) {
        this.page = part(page);
        HBox foot = new HBox(Labels.spacer(), language);
        foot.getStyleClass().add("status-bar");
        pane.setTop(new WovenStrip(6));
        pane.setCenter(page.node());
        pane.setBottom(foot);
    }

    @Override
    public Parent node() {
        return pane;
    }

    @Override
    public void focus() {
        page.focus();
    }
}
