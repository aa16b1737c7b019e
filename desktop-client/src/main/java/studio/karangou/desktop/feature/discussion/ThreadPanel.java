package studio.karangou.desktop.feature.discussion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Tone;
import studio.karangou.desktop.ui.controls.Trouble;

/// The messages of a film, and the field to write one.
public final class ThreadPanel extends View {
    private static final int SHOWN_AT_FIRST = 50;
    private static final int COUNT_FROM = 200;

    private final ThreadViewModel model;
    private final InstantSource clock;
    private final Texts texts;
    private final VBox messages = new VBox(10);
    private final TextArea composer = new TextArea();
    private final TextField author = new TextField();
    private final Label left = Labels.muted("");
    private final Button send;
    private final Trouble trouble;
    private final Card card;
    private boolean everything;

    public ThreadPanel(ThreadViewModel model, InstantSource clock, Texts texts) {
        this.model = model;
        this.clock = clock;
        this.texts = texts;
        trouble = new Trouble("discussion-trouble", texts);
        send = Buttons.primary("send", texts.of("discussion.send"), Feather.SEND, model::send);
        card = new Card(14, Labels.heading(texts.of("discussion.heading")), messages, write());
        follow(model.messages(), all -> showMessages());
        follow(model.loaded(), loaded -> showMessages());
        follow(model.whole(), whole -> showMessages());
        follow(model.failure(), trouble::show);
        follow(model.text(), typed -> showLeft());
        follow(model.sending(), busy -> showLeft());
    }

    private VBox write() {
        composer.setId("composer");
        composer.setPromptText(texts.of("discussion.write"));
        composer.setAccessibleText(texts.of("discussion.write"));
        composer.setWrapText(true);
        composer.setPrefRowCount(2);
        composer.textProperty().bindBidirectional(model.text());
        following(() -> composer.textProperty().unbindBidirectional(model.text()));
        composer.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        author.setId("author");
        author.setPromptText(texts.of("discussion.name"));
        author.setAccessibleText(texts.of("discussion.name"));
        author.setPrefColumnCount(16);
        author.textProperty().bindBidirectional(model.author());
        following(() -> author.textProperty().unbindBidirectional(model.author()));
        left.setId("characters-left");
        HBox foot = new HBox(12, author, left, Labels.spacer(), Labels.muted(texts.of("discussion.keys")), send);
        foot.setAlignment(Pos.CENTER_LEFT);
        return new VBox(10, composer, foot, trouble);
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            model.send();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            // the tabulator leads on; a message needs none
            (event.isShiftDown() ? card : author).requestFocus();
            event.consume();
        }
    }

    private void showMessages() {
        List<Message> all = model.messages().get();
        messages.getChildren().clear();
        if (!model.loaded().get()) {
            // why it cannot be read is said below
            messages.getChildren().add(PageStates.loading(texts));
            return;
        }
        if (!model.whole().get()) {
            messages.getChildren().add(Labels.note(texts.of("discussion.to-come")));
        } else if (all.isEmpty()) {
            messages.getChildren().add(Labels.note(texts.of("discussion.empty")));
        }
        int from = everything ? 0 : Math.max(0, all.size() - SHOWN_AT_FIRST);
        if (from > 0) {
            messages.getChildren().add(Buttons.quiet("older", texts.of("discussion.older", from), () -> {
                everything = true;
                showMessages();
            }));
        }
        Instant now = clock.instant();
        all.subList(from, all.size()).forEach(message -> messages.getChildren().add(bubble(message, now)));
    }

    private Node bubble(Message message, Instant now) {
        HBox head = new HBox(
                10,
                Labels.strong(message.author()),
                Labels.muted(texts.formats().ago(message.at(), now)));
        head.setAlignment(Pos.BASELINE_LEFT);
        if (message.own()) {
            head.getChildren().add(mark(message.delivery()));
        }
        VBox bubble = new VBox(4, head, Labels.body(message.text()));
        bubble.setId("message-" + message.id());
        bubble.getStyleClass().addAll("bubble", message.own() ? "own" : "other");
        bubble.setMaxWidth(620);
        HBox line = new HBox(bubble);
        line.setAlignment(message.own() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        return line;
    }

    private Label mark(Message.Delivery delivery) {
        return switch (delivery) {
            case PENDING -> Labels.tag(texts.of("message.pending"), Tone.WAIT, Feather.CLOCK);
            case SHARED -> Labels.tag(texts.of("message.shared"), Tone.OK, Feather.CHECK);
            case REFUSED -> Labels.tag(texts.of("message.refused"), Tone.BAD, Feather.X);
        };
    }

    private void showLeft() {
        int characters = model.left();
        left.setText(characters <= COUNT_FROM ? texts.of("discussion.left", characters) : "");
        left.getStyleClass().remove("bad");
        if (characters < 0) {
            left.getStyleClass().add("bad");
        }
        send.setDisable(!model.canSend() || characters < 0);
    }

    @Override
    public Parent node() {
        return card;
    }

    @Override
    public void focus() {
        composer.requestFocus();
    }
}
