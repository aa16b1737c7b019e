package studio.karangou.desktop.ui.controls;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// A calm word over the window when a fault of ours came up: what, its code, and going on.
public final class Sorry extends StackPane {
    public Sorry(String sentence, String code, String goOn, Consumer<Sorry> done) {
        getStyleClass().add("sorry");
        setId("sorry");
        Button button = Buttons.primary("sorry-go-on", goOn, () -> done.accept(this));
        Card card = new Card(
                14, Icons.of(Feather.ALERT_TRIANGLE, "broken-icon"), Labels.body(sentence), Labels.muted(code), button);
        card.setMaxSize(480, Region.USE_PREF_SIZE);
        card.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(card);
    }
}
