package studio.karangou.desktop.app;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;

/// Finds words that a person cannot read to their end.
final class CutTexts {
    private CutTexts() {}

    /// The texts of a scene that is laid out which are shown in part only: with an ellipsis, beyond the height of
    /// their label, or beyond the side of the window.
    static List<String> in(Scene scene) {
        List<String> cut = new ArrayList<>();
        look(scene.getRoot(), scene, cut);
        return cut;
    }

    private static void look(Node node, Scene scene, List<String> cut) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isBlank()) {
            labeled.getChildrenUnmodifiable().stream()
                    .filter(Text.class::isInstance)
                    .map(Text.class::cast)
                    // an icon is a letter of a font, too
                    .filter(text -> text.getStyleClass().contains("text") && text.isVisible())
                    .filter(shown -> isCut(labeled, shown, scene))
                    .forEach(shown -> cut.add(labeled.getText() + " → " + shown.getText()));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, scene, cut));
        }
    }

    private static boolean isCut(Labeled labeled, Text shown, Scene scene) {
        Bounds place = labeled.localToScene(labeled.getLayoutBounds());
        return !shown.getText().equals(labeled.getText())
                || shown.getLayoutBounds().getHeight() > labeled.getHeight() + 1
                || place.getMaxX() > scene.getWidth() + 1
                || place.getMinX() < -1;
    }
}
