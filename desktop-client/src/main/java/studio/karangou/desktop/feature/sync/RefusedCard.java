package studio.karangou.desktop.feature.sync;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// An operation that the server refused: why, and what a person can do about it.
final class RefusedCard {
    /// More projects than these are looked for on their own page.
    private static final int CHOICES = 12;

    private final PendingOperation refused;
    private final SyncViewModel sync;
    private final StatusWords words;
    private final Texts texts;
    private final VBox act = new VBox(10);
    private final Card card;
    private final VBox trouble = new VBox();

    RefusedCard(PendingOperation refused, SyncViewModel sync, StatusWords words, Feather icon, Texts texts) {
        this.refused = refused;
        this.sync = sync;
        this.words = words;
        this.texts = texts;
        Operation operation = refused.operation();
        VBox what = new VBox(
                3,
                Labels.strong(words.operation(operation.body())),
                Labels.muted(words.particulars(refused)),
                Labels.note(reason()));
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox line = new HBox(16, Icons.of(icon), what, Labels.tag(texts.of("sync.set-aside"), Tone.BAD));
        line.setAlignment(Pos.CENTER_LEFT);
        card = new Card(12, line, trouble, act);
        card.setId("pending-" + operation.id());
        card.getStyleClass().add("tight");
        trouble.setManaged(false);
        showChoices();
    }

    Node node() {
        return card;
    }

    PendingOperation refused() {
        return refused;
    }

    private String reason() {
        String code = String.valueOf(refused.refusal());
        return QuarantineReason.said(code, refused.operation())
                .map(why -> texts.of(why) + " · " + code)
                .orElseGet(() -> texts.of("sync.refused-code", code));
    }

    private void showChoices() {
        Remedy remedy = sync.remedy(refused);
        FlowPane choices = new FlowPane(10, 10);
        mendButton(remedy).ifPresent(choices.getChildren()::add);
        choices.getChildren()
                .add(Buttons.quiet(id("discard"), texts.of("refused.discard"), Feather.EYE_OFF, this::askToDiscard));
        act.getChildren().setAll(choices);
        if (remedy instanceof Remedy.Again) {
            act.getChildren().addFirst(Labels.note(texts.of("refused.again-why")));
        }
    }

    private Optional<Button> mendButton(Remedy remedy) {
        return switch (remedy) {
            case Remedy.AnotherProject other ->
                Optional.of(Buttons.plain(
                        id("mend"), texts.of("refused.other-project"), Feather.CORNER_UP_RIGHT, () -> choose(other)));
            case Remedy.AnotherText other ->
                Optional.of(Buttons.plain(
                        id("mend"), texts.of("refused.other-text"), Feather.EDIT_2, () -> rewrite(other)));
            case Remedy.Again again ->
                Optional.of(Buttons.plain(
                        id("mend"),
                        texts.of("refused.again"),
                        Feather.ROTATE_CW,
                        () -> sync.mend(refused, again.body(), this::sorry)));
            case Remedy.None _ -> Optional.empty();
        };
    }

    private void choose(Remedy.AnotherProject other) {
        List<Project> among = other.among();
        VBox form = new VBox(10, Labels.note(texts.of(among.isEmpty() ? "refused.no-project" : "refused.which")));
        FlowPane choices = new FlowPane(10, 10);
        among.stream()
                .limit(CHOICES)
                .forEach(project -> choices.getChildren()
                        .add(Buttons.plain(
                                "mend-to-" + project.id(),
                                project.title(),
                                () -> sync.mend(refused, other.to(project), this::sorry))));
        form.getChildren().addAll(choices, back());
        act.getChildren().setAll(form);
    }

    private void rewrite(Remedy.AnotherText other) {
        TextArea text = new TextArea(other.posted().text());
        text.setId(id("text"));
        text.setAccessibleText(texts.of("refused.other-text"));
        text.setWrapText(true);
        text.setPrefRowCount(3);
        Button send = Buttons.primary(
                id("send"),
                texts.of("refused.send-again"),
                Feather.SEND,
                () -> sync.mend(refused, other.with(text.getText().strip()), this::sorry));
        text.textProperty().subscribe(typed -> send.setDisable(!isGood(typed)));
        act.getChildren().setAll(text, beside(send, back()));
        text.requestFocus();
    }

    private static boolean isGood(String typed) {
        return !typed.isBlank() && typed.strip().length() <= Limits.MESSAGE_CHARS;
    }

    /// What becomes of the money is said before anything is done.
    private void askToDiscard() {
        Button sure = Buttons.plain(
                id("discard-sure"),
                texts.of("refused.discard-sure"),
                Feather.EYE_OFF,
                () -> sync.discard(refused, this::sorry));
        Notice question = new Notice(Tone.WAIT, words.discarding(refused));
        question.setId(id("discard-question"));
        act.getChildren().setAll(question, beside(sure, back()));
    }

    private static HBox beside(Node... buttons) {
        HBox line = new HBox(10, buttons);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Node back() {
        return Buttons.quiet(id("keep"), texts.of("refused.keep"), this::showChoices);
    }

    private void sorry(Failure failure) {
        trouble.getChildren().setAll(new Notice(Tone.BAD, texts.of(failure)).withCode(failure.code()));
        trouble.setManaged(true);
    }

    private String id(String what) {
        return what + "-" + refused.operation().id();
    }
}
