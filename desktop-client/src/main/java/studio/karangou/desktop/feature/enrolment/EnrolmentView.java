package studio.karangou.desktop.feature.enrolment;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Brand;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;
import studio.karangou.desktop.ui.controls.WovenStrip;

/// The first screen of a new device: which server, which code, which name.
public final class EnrolmentView extends View {
    private final EnrolmentViewModel model;
    private final Texts texts;
    private final TextField server = new TextField();
    private final TextField code = new TextField();
    private final TextField name = new TextField();
    private final Button enrol;
    private final ProgressIndicator turning = new ProgressIndicator();
    private final VBox trouble = new VBox();
    private final BorderPane page = new BorderPane();

    /// @param language the choice of language
    /// @param back leaves everything as it is, empty for a new device
    public EnrolmentView(EnrolmentViewModel model, Node language, Optional<Runnable> back, Texts texts) {
        this.model = model;
        this.texts = texts;
        enrol = Buttons.primary("enrol", texts.of("enrolment.enrol"), Feather.LOG_IN, model::enrol);
        field(server, "enrolment-server", "enrolment.server", "https://karangou.example", model.server());
        field(code, "enrolment-code", "enrolment.code", "XXXX-XXXX", model.code());
        field(name, "enrolment-name", "enrolment.name", texts.of("enrolment.name-example"), model.name());
        code.getStyleClass().add("code-field");
        code.setTextFormatter(new TextFormatter<String>(EnrolmentView::shapeCode));
        turning.setMaxSize(22, 22);
        arrange(language, back);
        follow(model.busy(), this::showBusy);
        follow(model.failure(), this::showFailure);
    }

    private void field(
            TextField field, String id, String key, String prompt, javafx.beans.property.StringProperty value) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(texts.of(key));
        field.setOnAction(event -> model.enrol());
        field.textProperty().bindBidirectional(value);
        following(() -> field.textProperty().unbindBidirectional(value));
    }

    private static TextFormatter.Change shapeCode(TextFormatter.Change change) {
        if (change.isContentChange()) {
            String shaped = EnrolmentViewModel.shaped(change.getControlNewText());
            change.setRange(0, change.getControlText().length());
            change.setText(shaped);
            change.selectRange(shaped.length(), shaped.length());
        }
        return change;
    }

    private void arrange(Node language, Optional<Runnable> back) {
        HBox action = new HBox(14, enrol);
        back.ifPresent(leave ->
                action.getChildren().add(Buttons.plain("enrolment-back", texts.of("back"), Feather.ARROW_LEFT, leave)));
        action.getChildren().add(turning);
        action.setAlignment(Pos.CENTER_LEFT);
        Card card = new Card(
                16,
                Labels.title(texts.of("enrolment.title")),
                Labels.note(texts.of("enrolment.why")),
                labelled("enrolment.server", server),
                labelled("enrolment.code", code),
                labelled("enrolment.name", name),
                action,
                trouble);
        card.setMaxWidth(520);
        VBox middle = new VBox(28, new Brand(40), card);
        middle.setAlignment(Pos.CENTER);
        ((HBox) middle.getChildren().getFirst()).setAlignment(Pos.CENTER);
        HBox foot = new HBox(language);
        foot.getChildren().addFirst(Labels.spacer());
        foot.getStyleClass().add("status-bar");
        page.setTop(new WovenStrip(6));
        page.setCenter(new StackPane(middle));
        page.setBottom(foot);
    }

    private VBox labelled(String key, TextField field) {
        Label label = Labels.styled(texts.of(key), "field-label");
        label.setLabelFor(field);
        return new VBox(6, label, field);
    }

    private void showBusy(boolean busy) {
        enrol.setDisable(busy);
        turning.setVisible(busy);
    }

    private void showFailure(Optional<Failure> failure) {
        trouble.getChildren().clear();
        trouble.setManaged(failure.isPresent());
        failure.ifPresent(why -> {
            Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
            notice.setId("enrolment-failure");
            trouble.getChildren().add(notice);
        });
    }

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        (model.server().get().isBlank() ? server : code).requestFocus();
    }
}
