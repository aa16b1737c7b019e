package studio.karangou.desktop.feature.account;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// The form of one task: fields, what went wrong, the action and the way out.
final class AccountForm extends View {
    private final AccountViewModel model;
    private final Texts texts;
    private final VBox box = new VBox(14);
    private @Nullable Field first;

    AccountForm(AccountViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        box.getStyleClass().add("account-form");
    }

    AccountForm note(String sentence) {
        box.getChildren().add(Labels.note(sentence));
        return this;
    }

    AccountForm field(Field field) {
        part(field).onEnter(model::submit);
        box.getChildren().add(field.node());
        if (first == null) {
            first = field;
        }
        return this;
    }

    AccountForm with(Node node) {
        box.getChildren().add(node);
        return this;
    }

    /// The language of the letters.
    AccountForm languages() {
        HBox row = new HBox(10);
        for (String tag : List.of("fr", "en")) {
            LanguageTag language = new LanguageTag(tag);
            ChoiceButton button = Buttons.choice(
                    "account-language-" + tag,
                    Languages.ownName(Locale.forLanguageTag(tag)),
                    () -> model.language().set(language));
            follow(model.language(), chosen -> button.setChosen(chosen.equals(language)));
            row.getChildren().add(button);
        }
        return with(new VBox(6, Labels.styled(texts.of("people.language"), "field-label"), row));
    }

    /// Sends the code once more.
    AccountForm again() {
        Button again = Buttons.quiet("account-code-again", texts.of("code.again"), Feather.REFRESH_CW, model::again);
        follow(model.busy(), again::setDisable);
        return with(again);
    }

    /// The action, and the way out of it.
    AccountForm act(String id, String text, Feather icon) {
        Button button = Buttons.primary(id, text, icon, model::submit);
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(22, 22);
        Button leave =
                Buttons.plain("account-cancel", texts.of("signin.cancel"), () -> model.begin(new AccountTask.None()));
        HBox line = new HBox(12, button, leave, turning);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox trouble = new VBox();
        follow(model.failure(), failure -> {
            trouble.getChildren().clear();
            trouble.setManaged(failure.isPresent());
            failure.ifPresent(why -> {
                Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
                notice.setId("account-failure");
                trouble.getChildren().add(notice);
            });
        });
        follow(model.busy(), busy -> {
            button.setDisable(busy);
            turning.setVisible(busy);
        });
        box.getChildren().addAll(trouble, line);
        FxBridge.later(this::focus);
        return this;
    }

    @Override
    public Parent node() {
        return box;
    }

    @Override
    public void focus() {
        if (first != null) {
            first.focus();
        }
    }
}
