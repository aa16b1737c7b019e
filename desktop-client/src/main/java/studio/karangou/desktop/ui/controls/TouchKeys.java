package studio.karangou.desktop.ui.controls;

import java.util.List;
import java.util.Locale;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;

/// Keys for fingers, at a kiosk without a keyboard. They write where the cursor was last, and never take it away.
/// Letters in the order of the language: AZERTY in French, QWERTY elsewhere.
public final class TouchKeys extends View {
    private static final String DIGITS = "1234567890";
    private static final List<String> AZERTY = List.of("azertyuiop", "qsdfghjklm", "wxcvbn’éè");
    private static final List<String> QWERTY = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm’");
    private static final List<String> SIGNS = List.of("@._-+#&/=*", "!?:;,()[]%", "$€çàùâêîôû");
    /// What passwords that were chosen at another keyboard may have in them.
    private static final List<String> MORE_SIGNS = List.of("'\"\\<>{}|~^", "`°§£«»…–äë", "ïöüÿœæñãõß");

    private final Texts texts;
    private final VBox keys = new VBox(8);
    private final ChangeListener<Node> focused = (owner, before, now) -> remember(now);
    private @Nullable TextInputControl target;
    private boolean capitals;
    private Page page = Page.LETTERS;

    /// Which keys lie there.
    private enum Page {
        LETTERS,
        SIGNS,
        MORE_SIGNS
    }

    public TouchKeys(Texts texts) {
        this.texts = texts;
        keys.getStyleClass().add("touch-keys");
        keys.setId("touch-keys");
        keys.setAlignment(Pos.TOP_CENTER);
        lay();
        keys.sceneProperty().subscribe(this::moved);
    }

    private void moved(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.focusOwnerProperty().removeListener(focused);
        }
        if (now != null) {
            now.focusOwnerProperty().addListener(focused);
            remember(now.getFocusOwner());
        }
    }

    private void remember(@Nullable Node owner) {
        if (owner instanceof TextInputControl input) {
            target = input;
        }
    }

    private void lay() {
        keys.getChildren().clear();
        row(DIGITS);
        rows().forEach(this::row);
        HBox last = new HBox(
                8,
                other(),
                key(
                        page == Page.LETTERS ? "@#!" : "abc",
                        "keys-signs",
                        () -> switchTo(false, page == Page.LETTERS ? Page.SIGNS : Page.LETTERS)),
                wide(key(texts.of("keys.space"), "keys-space", () -> write(" "))),
                key("@", "keys-at", () -> write("@")),
                key(".", "keys-dot", () -> write(".")),
                erase());
        last.setAlignment(Pos.CENTER);
        keys.getChildren().add(last);
    }

    private List<String> rows() {
        return switch (page) {
            case LETTERS -> letters();
            case SIGNS -> SIGNS;
            case MORE_SIGNS -> MORE_SIGNS;
        };
    }

    /// Leads to the other half of what is shown: capitals, or the rarer signs.
    private Button other() {
        return switch (page) {
            case LETTERS -> key(texts.of("keys.shift"), "keys-shift", () -> switchTo(!capitals, Page.LETTERS));
            case SIGNS -> more("'\"<", Page.MORE_SIGNS);
            case MORE_SIGNS -> more("@#!", Page.SIGNS);
        };
    }

    private Button more(String shown, Page next) {
        Button key = key(shown, "keys-more", () -> switchTo(false, next));
        key.setAccessibleText(texts.of("keys.more"));
        return key;
    }

    private List<String> letters() {
        return texts.locale().getLanguage().equals(Locale.FRENCH.getLanguage()) ? AZERTY : QWERTY;
    }

    private void switchTo(boolean large, Page shown) {
        capitals = large;
        page = shown;
        lay();
    }

    private void row(String characters) {
        HBox row = new HBox(8);
        row.setAlignment(Pos.CENTER);
        characters.chars().mapToObj(Character::toString).forEach(character -> {
            String shown = capitals ? character.toUpperCase(texts.locale()) : character;
            row.getChildren().add(wide(key(shown, "key-" + character, () -> typed(shown))));
        });
        keys.getChildren().add(row);
    }

    /// Other keyboards have the straight apostrophe, and a password is the same everywhere.
    private void typed(String character) {
        write(character.equals("’") && target instanceof PasswordField ? "'" : character);
        if (capitals) {
            switchTo(false, page);
        }
    }

    private Button erase() {
        Button erase = key("", "keys-erase", () -> {
            if (target != null && !target.deletePreviousChar()) {
                target.end();
            }
        });
        erase.setGraphic(Icons.of(Feather.DELETE));
        erase.setAccessibleText(texts.of("keys.erase"));
        return erase;
    }

    private Button key(String text, String id, Runnable action) {
        Button key = new Button(text);
        key.setId(id);
        key.getStyleClass().add("touch-key");
        key.setMnemonicParsing(false);
        key.setFocusTraversable(false);
        key.setOnAction(event -> {
            action.run();
            // the press took the cursor away
            if (target != null && !target.isFocused()) {
                int caret = target.getCaretPosition();
                target.requestFocus();
                target.positionCaret(caret);
            }
        });
        return key;
    }

    private static Button wide(Button key) {
        HBox.setHgrow(key, Priority.ALWAYS);
        key.setMaxWidth(Double.MAX_VALUE);
        return key;
    }

    private void write(String text) {
        if (target != null && target.isEditable()) {
            target.replaceSelection(text);
        }
    }

    @Override
    public Parent node() {
        return keys;
    }
}
