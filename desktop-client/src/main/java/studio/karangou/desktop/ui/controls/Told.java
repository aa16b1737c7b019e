package studio.karangou.desktop.ui.controls;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Over the window, that something was done whose page is gone with it.
public final class Told extends StackPane {
    public Told(String sentence, String goOn, Consumer<Told> read) {
        getStyleClass().add("sorry");
        setId("told");
        Button button = Buttons.primary("told-go-on", goOn, () -> read.accept(this));
        Card card = new Card(14, Icons.of(Feather.CHECK_CIRCLE), Labels.body(sentence), button);
        card.setMaxSize(480, Region.USE_PREF_SIZE);
        card.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(card);
    }
}
