package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.InputEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Brand;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.TouchKeys;
import studio.karangou.desktop.ui.controls.Trouble;
import studio.karangou.desktop.ui.controls.WovenStrip;

/// The first screen of a new device: which server, which code, which name.
public final class EnrolmentView extends View {
    private static final int LEFT_ALONE_SECONDS = 180;

    private final EnrolmentViewModel model;
    private final Texts texts;
    private final TextField server = new TextField();
    private final TextField code = new TextField();
    private final TextField name = new TextField();
    private final Button enrol;
    private final ProgressIndicator turning = new ProgressIndicator();
    private final Trouble trouble;
    private final BorderPane page = new BorderPane();
    private int secondsAlone;

    /// What the screen needs of the program around it.
    ///
    /// @param language the choice of language
    /// @param back leaves everything as it is, empty for a new device
    /// @param touch whether fingers type: then nothing is smaller than one, and the screen is left by itself
    /// @param papers ask for a folder, empty at a kiosk
    /// @param account goes on by an account at this server; empty where nobody is to sign in
    public record Around(
            Node language,
            Optional<Runnable> back,
            boolean touch,
            Optional<Papers> papers,
            Optional<Consumer<URI>> account,
            Ticker ticker) {}

    /// @param drive the way without a network
    /// @param fixed whether the server is not to be chosen: a kiosk stays with its own
    public EnrolmentView(
            EnrolmentViewModel model, DriveEnrolmentViewModel drive, boolean fixed, Around around, Texts texts) {
        this.model = model;
        this.texts = texts;
        trouble = new Trouble("enrolment-failure", texts);
        enrol = Buttons.primary("enrol", texts.of("enrolment.enrol"), Feather.LOG_IN, model::enrol);
        field(server, "enrolment-server", "enrolment.server", "https://karangou.example", model.server());
        field(code, "enrolment-code", "enrolment.code", "XXXX-XXXX", model.code());
        field(name, "enrolment-name", "enrolment.name", texts.of("enrolment.name-example"), model.name());
        server.setDisable(fixed);
        code.getStyleClass().add("code-field");
        code.setTextFormatter(new TextFormatter<String>(change -> shapeCode(change, fixed)));
        turning.setMaxSize(22, 22);
        DriveEnrolmentView byDrive = part(
                new DriveEnrolmentView(drive, around.papers(), around.ticker(), () -> model.goByDrive(false), texts));
        arrange(around, byDrive);
        follow(model.busy(), this::showBusy);
        follow(model.failure(), trouble::show);
        follow(drive.open(), open -> open.ifPresent(waiting -> model.waitsForDrive()));
        if (around.touch()) {
            page.getStyleClass().add("kiosk");
            around.back().ifPresent(leave -> leaveAlone(around.ticker(), leave));
        }
    }

    /// Whoever opened it by mistake walks away; the next visitor finds the films.
    private void leaveAlone(Ticker ticker, Runnable leave) {
        page.addEventFilter(InputEvent.ANY, event -> secondsAlone = 0);
        following(ticker.every(Duration.ofSeconds(1), () -> {
            secondsAlone++;
            if (secondsAlone == LEFT_ALONE_SECONDS) {
                leave.run();
            }
        }));
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

    private TextFormatter.Change shapeCode(TextFormatter.Change change, boolean fixed) {
        if (change.isContentChange()) {
            String shaped = model.take(change.getControlNewText(), fixed);
            change.setRange(0, change.getControlText().length());
            change.setText(shaped);
            change.selectRange(shaped.length(), shaped.length());
        }
        return change;
    }

    private void arrange(Around around, DriveEnrolmentView byDrive) {
        FlowPane action = new FlowPane(14, 10, enrol);
        around.back()
                .ifPresent(leave -> action.getChildren()
                        .add(Buttons.plain("enrolment-back", texts.of("back"), Feather.ARROW_LEFT, leave)));
        around.account()
                .ifPresent(go -> action.getChildren()
                        .add(Buttons.plain(
                                "enrolment-account",
                                texts.of("enrolment.by-account"),
                                Feather.USER,
                                () -> model.byAccount(go))));
        action.getChildren()
                .addAll(
                        Buttons.quiet(
                                "enrolment-usb",
                                texts.of("enrolment.by-drive"),
                                Feather.HARD_DRIVE,
                                () -> model.goByDrive(true)),
                        turning);
        action.setAlignment(Pos.CENTER_LEFT);
        Card card = new Card(
                16,
                Labels.title(texts.of("enrolment.title")),
                Labels.note(texts.of(around.account().isPresent() ? "enrolment.why" : "enrolment.why-by-code")),
                labelled("enrolment.server", server),
                labelled("enrolment.code", code),
                labelled("enrolment.name", name),
                action,
                trouble);
        StackPane place = new StackPane(card);
        place.setMaxWidth(around.touch() ? 760 : 600);
        place.setMinWidth(around.touch() ? 760 : 600);
        follow(model.byDrive(), drive -> place.getChildren().setAll(drive ? byDrive.node() : card));
        HBox columns = new HBox(32, place);
        columns.setAlignment(Pos.CENTER);
        if (around.touch()) {
            columns.getChildren().add(part(new TouchKeys(texts)).node());
        }
        Brand brand = new Brand(40);
        brand.setAlignment(Pos.CENTER);
        VBox middle = new VBox(28, brand, columns);
        middle.setAlignment(Pos.CENTER);
        middle.setPadding(new Insets(24));
        HBox foot = new HBox(Labels.spacer(), around.language());
        foot.getStyleClass().add("status-bar");
        page.setTop(new WovenStrip(6));
        ScrollPane scroll = Pages.scrolling(middle);
        scroll.setFitToHeight(true);
        page.setCenter(scroll);
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

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        (model.server().get().isBlank() ? server : code).requestFocus();
    }
}
