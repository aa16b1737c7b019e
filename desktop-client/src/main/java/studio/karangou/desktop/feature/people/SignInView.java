package studio.karangou.desktop.feature.people;

import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;
import studio.karangou.desktop.ui.controls.TouchKeys;
import studio.karangou.desktop.ui.controls.Trouble;

/// The way in: one form at a time, and beside it what an account is good for, or at a kiosk the keys to type with.
public final class SignInView extends View {
    private static final double FORM = 540;
    /// Beside the keys of a kiosk's narrowest screen.
    private static final double NARROW = 440;

    private final SignInViewModel model;
    private final Texts texts;
    private final boolean kiosk;
    private final StackPane place = new StackPane();
    private final Trouble trouble;
    private final StackPane elsewhere = new StackPane();
    private final Parent page;
    private @Nullable SignInForm form;

    /// @param kiosk whether fingers type
    /// @param ticker counts the seconds until a code may be asked for again
    /// @param leave goes back to where one came from
    public SignInView(SignInViewModel model, boolean kiosk, Ticker ticker, Runnable leave, Texts texts) {
        this.model = model;
        this.texts = texts;
        trouble = new Trouble("sign-in-failure", texts);
        this.kiosk = kiosk;
        Card card = new Card(0, place);
        card.getStyleClass().add("sign-in-card");
        card.setMinWidth(kiosk ? NARROW : FORM);
        card.setPrefWidth(FORM);
        card.setMaxWidth(FORM);
        HBox columns = new HBox(kiosk ? 24 : 32, card, kiosk ? keys() : why());
        columns.setAlignment(Pos.TOP_CENTER);
        HBox head = new HBox(
                18,
                Buttons.plain("people-back", texts.of("back"), Feather.ARROW_LEFT, leave),
                Labels.title(texts.of("signin.page")));
        head.setAlignment(Pos.CENTER_LEFT);
        page = kiosk ? kioskPage(head, columns) : Pages.scrolling(Pages.body(20, head, columns));
        follow(model.step(), step -> show());
        follow(model.failure(), why -> trouble.show(why, SignInView::tone));
        following(ticker.every(Duration.ofSeconds(1), model::second));
        following(this::leaveForm);
    }

    private static Parent kioskPage(Node head, Node columns) {
        VBox body = new VBox(16, head, columns);
        body.getStyleClass().add("kiosk-people");
        return body;
    }

    private Node keys() {
        TouchKeys keys = part(new TouchKeys(texts));
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        elsewhere.setMinHeight(Region.USE_PREF_SIZE);
        VBox beside = new VBox(16, keys.node(), trouble, elsewhere);
        HBox.setHgrow(beside, Priority.ALWAYS);
        return beside;
    }

    private Node why() {
        VBox why = new VBox(18, Labels.heading(texts.of("signin.why-heading")));
        why.getStyleClass().add("sign-in-why");
        why.getChildren()
                .addAll(
                        reason(Feather.HEART, "signin.why-contributions"),
                        reason(Feather.AWARD, "signin.why-name"),
                        reason(Feather.WIFI_OFF, "signin.why-offline", model.offlineDays()),
                        reason(Feather.EYE_OFF, "signin.why-free"));
        why.setMaxWidth(400);
        return why;
    }

    private HBox reason(Feather icon, String key, Object... arguments) {
        HBox line = new HBox(14, Icons.of(icon), Labels.note(texts.of(key, arguments)));
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private void show() {
        leaveForm();
        SignInForm made = new SignInForm(model, kiosk, trouble, texts);
        form = made;
        place.getChildren().setAll(made.node());
        if (kiosk) {
            elsewhere.getChildren().setAll(made.after());
        }
        FxBridge.later(made::focus);
    }

    private void leaveForm() {
        if (form != null) {
            form.close();
            form = null;
        }
    }

    private static Tone tone(Failure why) {
        return switch (why) {
            case PeopleFailure.NoNetwork _, DoorFailure.NotKnownHere _, DoorFailure.BackOnline _ -> Tone.WAIT;
            default -> Tone.BAD;
        };
    }

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        if (form != null) {
            form.focus();
        }
    }
}
