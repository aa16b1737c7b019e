package studio.karangou.desktop.app;

import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Brand;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.WovenStrip;

/// The first thing painted, while the store is being opened.
final class LoadingView extends View {
    private final BorderPane page = new BorderPane();

    LoadingView(Texts texts) {
        Brand brand = new Brand(56);
        brand.getStyleClass().add("large");
        brand.setAlignment(Pos.CENTER);
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("progress-line");
        bar.setPrefWidth(220);
        bar.setAccessibleText(texts.of("start.opening"));
        VBox middle = new VBox(22, brand, bar, Labels.muted(texts.of("start.opening")));
        middle.setAlignment(Pos.CENTER);
        page.setId("loading");
        page.setTop(new WovenStrip(6));
        page.setCenter(middle);
    }

    @Override
    public Parent node() {
        return page;
    }
}
