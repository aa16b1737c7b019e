package studio.karangou.desktop.feature.player;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.KeyboardFocus;

/// A few things to choose one of, inside the player's own picture: a window of its own would show on the projector.
final class ChoicePanel<T> extends VBox {
    private final ObservableValue<? extends @Nullable T> chosen;
    private final Function<@Nullable T, String> name;
    private final Consumer<@Nullable T> choose;
    private final String id;

    ChoicePanel(
            String id,
            String title,
            ObservableValue<? extends @Nullable T> chosen,
            Function<@Nullable T, String> name,
            Consumer<@Nullable T> choose) {
        this.id = id;
        this.chosen = chosen;
        this.name = name;
        this.choose = choose;
        setId(id);
        getStyleClass().add("player-panel");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label heading = new Label(title);
        heading.getStyleClass().add("player-panel-title");
        getChildren().add(heading);
    }

    /// Shows what there is to choose from now.
    void show(List<? extends @Nullable T> choice) {
        getChildren().remove(1, getChildren().size());
        for (int i = 0; i < choice.size(); i++) {
            getChildren().add(row(choice.get(i), i));
        }
    }

    /// Whether the keyboard is in here, and is seen to be.
    boolean hasVisibleFocus() {
        return getChildren().stream().anyMatch(Node::isFocusVisible);
    }

    /// Gives the keyboard to what is chosen now.
    ///
    /// @param seen whether its ring is shown
    void focus(boolean seen) {
        List<ChoiceButton> rows = getChildren().stream()
                .filter(ChoiceButton.class::isInstance)
                .map(ChoiceButton.class::cast)
                .toList();
        rows.stream()
                .filter(ChoiceButton::isChosen)
                .findFirst()
                .or(() -> rows.stream().findFirst())
                .ifPresent(row -> {
                    if (seen) {
                        KeyboardFocus.lead(row);
                    } else {
                        row.requestFocus();
                    }
                });
    }

    private ChoiceButton row(@Nullable T value, int index) {
        boolean on = java.util.Objects.equals(value, chosen.getValue());
        ChoiceButton row =
                new ChoiceButton(id + "-" + index, name.apply(value), "chosen-row", () -> choose.accept(value));
        row.setChosen(on);
        row.getStyleClass().add("player-choice");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setGraphic(Icons.of(on ? Feather.CHECK : Feather.MINUS, on ? "chosen" : "unchosen"));
        return row;
    }
}
