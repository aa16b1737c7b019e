package studio.karangou.desktop.feature.enrolment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.feature.enrolment.DriveEnrolment.OpenRequest;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.DriveLine;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// "Sans réseau": a request on a USB drive, the code beside it, and the answer that comes back.
final class DriveEnrolmentView extends View {
    /// How often a drive is looked at.
    static final Duration LOOK = Duration.ofSeconds(2);

    private final DriveEnrolmentViewModel model;
    private final Runnable network;
    private final Texts texts;
    private final DriveLine drives;
    private final VBox step = new VBox(16);
    private final VBox said = new VBox(10);
    private final ProgressIndicator turning = new ProgressIndicator();
    private final Button write;
    private final Button again;
    private final Button look;
    private final Card card;

    /// @param papers ask for a folder, empty at a kiosk
    /// @param network leads back to enrolling by the network
    DriveEnrolmentView(
            DriveEnrolmentViewModel model, Optional<Papers> papers, Ticker ticker, Runnable network, Texts texts) {
        this.model = model;
        this.network = network;
        this.texts = texts;
        drives = part(new DriveLine(model.drives(), papers, texts));
        write = Buttons.primary("usb-write", texts.of("usb.write"), Feather.SAVE, model::request);
        again = Buttons.plain("usb-write-again", texts.of("usb.write-again"), Feather.SAVE, model::request);
        look = Buttons.primary("usb-look", texts.of("usb.look"), Feather.DOWNLOAD, model::look);
        turning.setMaxSize(22, 22);
        card = new Card(16, Labels.title(texts.of("usb.title")), step, said);
        card.setId("usb-enrolment");
        follow(model.open(), this::showStep);
        follow(model.busy(), busy -> enable());
        follow(model.drives().chosen(), chosen -> enable());
        follow(model.failure(), failure -> say());
        follow(model.written(), written -> say());
        following(ticker.every(LOOK, model::tick));
    }

    private void enable() {
        boolean idle = model.busy().get() || model.drives().chosen().get().isEmpty();
        List.of(write, again, look).forEach(button -> button.setDisable(idle));
        turning.setVisible(model.busy().get());
    }

    private void showStep(Optional<OpenRequest> open) {
        step.getChildren().clear();
        open.ifPresentOrElse(this::showWaiting, this::showForm);
    }

    private void showForm() {
        TextField field = new TextField(model.name().get());
        field.setId("usb-name");
        field.setAccessibleText(texts.of("enrolment.name"));
        field.textProperty().subscribe(typed -> model.name().set(typed));
        Label label = Labels.styled(texts.of("enrolment.name"), "field-label");
        label.setLabelFor(field);
        step.getChildren()
                .setAll(
                        Labels.note(texts.of("usb.why")),
                        new VBox(6, label, field),
                        drives.node(),
                        actions(write, byNetwork(), turning));
    }

    private void showWaiting(OpenRequest request) {
        Label code = Labels.styled(request.code(), "usb-code");
        code.setId("usb-code");
        code.setAccessibleText(String.join(" ", request.code().split("", -1)));
        VBox steps = new VBox(
                10,
                Labels.body(texts.of("usb.step-note")),
                code,
                Labels.body(texts.of("usb.step-carry", request.fileName())),
                Labels.body(texts.of("usb.step-back")));
        step.getChildren().setAll(steps, drives.node(), actions(look, again, turning), givingUp(request));
    }

    /// Asks once more: an answer that is on its way is worth nothing without the request.
    private VBox givingUp(OpenRequest request) {
        VBox box = new VBox(10);
        Button ask = Buttons.quiet("usb-give-up", texts.of("usb.give-up"), Feather.X, () -> {});
        FlowPane first = actions(ask, byNetwork());
        FlowPane sure = actions(
                Buttons.plain("usb-give-up-sure", texts.of("usb.give-up-sure"), Feather.X, model::giveUp),
                Buttons.quiet(
                        "usb-keep",
                        texts.of("usb.keep"),
                        () -> box.getChildren().setAll(first)));
        ask.setOnAction(event ->
                box.getChildren().setAll(new Notice(Tone.WAIT, texts.of("usb.give-up-why", request.code())), sure));
        box.getChildren().setAll(first);
        return box;
    }

    private Button byNetwork() {
        return Buttons.quiet("usb-network", texts.of("usb.network"), Feather.WIFI, network);
    }

    private static FlowPane actions(Node... nodes) {
        FlowPane line = new FlowPane(12, 10, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void say() {
        said.getChildren().clear();
        Optional<Failure> failure = model.failure().get();
        failure.ifPresent(why -> {
            Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
            notice.setId("usb-failure");
            said.getChildren().add(notice);
        });
        switch (model.written().get()) {
            case NOT_YET -> {}
            case REQUEST -> note(Tone.OK, "usb.written");
            case NO_ANSWER -> {
                if (failure.isEmpty()) {
                    note(Tone.WAIT, "usb.no-answer");
                }
            }
        }
        said.setManaged(!said.getChildren().isEmpty());
    }

    private void note(Tone tone, String key) {
        Notice notice = new Notice(tone, texts.of(key));
        notice.setId("usb-said");
        said.getChildren().add(notice);
    }

    @Override
    public Parent node() {
        return card;
    }
}
