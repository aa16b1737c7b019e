package studio.karangou.desktop.app;

import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Brand;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.WovenStrip;

/// Said when the program cannot open what it needs: why, its code, and what to do.
final class BrokenView extends View {
    private final BorderPane page = new BorderPane();
    private final Button retry;

    BrokenView(Failure failure, Path data, Runnable again, Texts texts) {
        retry = Buttons.primary("retry", texts.of("retry"), Feather.REFRESH_CW, again);
        Label sentence = Labels.body(texts.of(failure));
        sentence.setId("broken-sentence");
        Label code = Labels.muted(failure.code());
        code.setId("broken-code");
        String key = failure.code() + ".todo";
        Label todo = Labels.note(texts.of(texts.has(key) ? key : "start.todo"));
        HBox buttons = new HBox(12, retry, Buttons.plain("quit", texts.of("start.quit"), FxBridge::exit));
        Card card = new Card(
                14,
                Icons.of(Feather.ALERT_TRIANGLE, "broken-icon"),
                Labels.title(texts.of("start.broken")),
                sentence,
                todo,
                Labels.note(texts.of("start.data", data)),
                code,
                buttons);
        card.setMaxWidth(620);
        Brand brand = new Brand(40);
        brand.setAlignment(Pos.CENTER);
        VBox middle = new VBox(28, brand, card);
        middle.setAlignment(Pos.CENTER);
        page.setId("broken");
        page.setTop(new WovenStrip(6));
        page.setCenter(middle);
    }

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        retry.requestFocus();
    }
}
