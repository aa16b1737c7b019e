package studio.karangou.desktop.feature.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.ScrollBox;

/// The form of one step.
final class SignInForm extends View {
    private final SignInViewModel model;
    private final SignInEntries typed;
    private final boolean kiosk;
    private final Node trouble;
    private final Texts texts;
    private final VBox box = new VBox(18);
    private final VBox top = new VBox(18);
    private final VBox fields = new VBox(18);
    private final HBox action = new HBox(14);
    private final VBox after = new VBox(18);
    private final ProgressIndicator turning = new ProgressIndicator();
    private final Button giveUp;
    private final FlowPane others = new FlowPane(10, 10);
    private @Nullable Field first;

    SignInForm(SignInViewModel model, boolean kiosk, Node trouble, Texts texts) {
        this.model = model;
        typed = model.typed();
        this.kiosk = kiosk;
        this.trouble = trouble;
        this.texts = texts;
        turning.setMaxSize(24, 24);
        giveUp = Buttons.quiet("sign-in-cancel", texts.of("signin.cancel"), Feather.X, model::cancel);
        others.setPrefWrapLength(400);
        box.getStyleClass().add("sign-in-form");
        fields.getStyleClass().add("sign-in-form");
        action.setAlignment(Pos.CENTER_LEFT);
        switch (model.step().get()) {
            case SignInStep.Start _ -> start();
            case SignInStep.Phone _ -> phone();
            case SignInStep.DeviceCode _ -> deviceCode();
            case SignInStep.Register register -> register(register);
            case SignInStep.Code sent -> code(sent);
            case SignInStep.Recover _ -> recover();
            case SignInStep.NewPassword at -> newPassword(at);
            case SignInStep.SecondFactor _ -> secondFactor();
            case SignInStep.InBrowser at -> inBrowser(at.provider());
            case SignInStep.Notice _ -> lastNotice();
        }
        arrange();
    }

    /// One below the other; where fingers type, what is filled in moves between a head and a button that stay.
    private void arrange() {
        for (Pane part : List.of(top, fields, action, after)) {
            part.setManaged(!part.getChildren().isEmpty());
        }
        if (!kiosk) {
            box.getChildren().setAll(top, fields, trouble, action, after);
            return;
        }
        List.of(top, action, after).forEach(part -> part.setMinHeight(Region.USE_PREF_SIZE));
        box.getChildren().setAll(top, new ScrollBox(fields), action);
    }

    /// Where else one can go from here; not in the form itself where fingers type, as the room is the form's.
    Node after() {
        return after;
    }

    private void start() {
        head("signin.title", "signin.lead");
        field(Field.text("sign-in-email", texts.of("people.email"), texts.of("people.email-example"), typed.email()));
        field(Field.password("sign-in-password", texts.of("people.password"), typed.password()));
        act("sign-in", "signin.go", Feather.LOG_IN);
        VBox providers = new VBox(10);
        after.getChildren().add(providers);
        follow(model.providers(), known -> {
            providers.setManaged(!known.isEmpty());
            providers.getChildren().setAll(known.stream().map(this::provider).toList());
        });
        other("sign-in-by-phone", "signin.by-phone", new SignInStep.Phone());
        other("sign-in-register", "signin.to-register", new SignInStep.Register(false));
        other("sign-in-recover", "signin.to-recover", new SignInStep.Recover());
        after.getChildren().add(others);
    }

    private Button provider(ProviderShown provider) {
        Button button = Buttons.plain(
                "provider-" + provider.name(),
                texts.of("signin.with", provider.title()),
                Feather.EXTERNAL_LINK,
                () -> model.byProvider(provider));
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private void phone() {
        head("signin.phone-title", "signin.phone-lead");
        field(Field.text("sign-in-phone", texts.of("people.phone"), "+228 90 12 34 56", typed.phone()));
        act("sign-in-send", "signin.send-code", Feather.MESSAGE_SQUARE);
        other("sign-in-by-email", "signin.by-email", new SignInStep.Start());
        other("sign-in-register-phone", "signin.to-register", new SignInStep.Register(true));
        if (model.remembers()) {
            other("sign-in-device-code", "signin.by-device-code", new SignInStep.DeviceCode());
        }
        after.getChildren().add(others);
    }

    private void deviceCode() {
        head("signin.device-code-title", "signin.device-code-lead", model.offlineDays());
        field(Field.text("sign-in-phone", texts.of("signin.device-code-who"), "+228 90 12 34 56", typed.phone()));
        field(Field.password("sign-in-code-of-device", texts.of("account.device-code"), typed.password()));
        act("sign-in", "signin.go", Feather.LOG_IN);
        other("sign-in-by-phone", "signin.by-phone", new SignInStep.Phone());
        other("sign-in-by-email", "signin.by-email", new SignInStep.Start());
        after.getChildren().add(others);
    }

    private void register(SignInStep.Register at) {
        head("register.title", at.byPhone() ? "register.lead-phone" : "register.lead");
        ChoiceButton byEmail = Buttons.choice(
                "register-by-email", texts.of("register.by-email"), () -> model.go(new SignInStep.Register(false)));
        ChoiceButton byPhone = Buttons.choice(
                "register-by-phone", texts.of("register.by-phone"), () -> model.go(new SignInStep.Register(true)));
        byEmail.setChosen(!at.byPhone());
        byPhone.setChosen(at.byPhone());
        top.getChildren().add(new HBox(10, byEmail, byPhone));
        field(Field.text("register-name", texts.of("people.name"), texts.of("people.name-example"), typed.name()));
        if (!kiosk) { // its letters are in the language that was just chosen there
            fields.getChildren().add(languages());
        }
        if (at.byPhone()) {
            field(Field.text("register-phone", texts.of("people.phone"), "+228 90 12 34 56", typed.phone()));
        } else {
            field(Field.text(
                    "register-email", texts.of("people.email"), texts.of("people.email-example"), typed.email()));
            field(Field.password("register-password", texts.of("people.password"), typed.password())
                    .withNote(advice()));
        }
        notice(at.byPhone());
        act("register", "register.go", Feather.USER_PLUS);
        other("register-sign-in", "register.to-sign-in", new SignInStep.Start());
        after.getChildren().add(others);
    }

    private String advice() {
        return texts.of(kiosk ? "people.password-advice-kiosk" : "people.password-advice");
    }

    /// What the law wants said before somebody hands over their data (GDPR, article 13). Nothing is ticked for them.
    private void notice(boolean byPhone) {
        VBox asked = new VBox(8, Labels.note(texts.of(kiosk ? "register.notice-kiosk" : "register.notice-what")));
        asked.getChildren().add(tick("register-notice", "register.notice", typed.noticeRead()));
        if (!byPhone && !kiosk) { // a kiosk asks its visitors for nothing that it can do without
            asked.getChildren().add(tick("register-news", "register.news", typed.news()));
        }
        fields.getChildren().add(asked);
    }

    private CheckBox tick(String id, String key, BooleanProperty value) {
        CheckBox tick = new CheckBox(texts.of(key));
        tick.setId(id);
        tick.setMnemonicParsing(false);
        tick.setWrapText(true);
        tick.setSelected(value.get());
        tick.selectedProperty().subscribe(value::set);
        return tick;
    }

    private VBox languages() {
        HBox row = new HBox(10);
        List<ChoiceButton> buttons = new ArrayList<>();
        for (String tag : List.of("fr", "en")) {
            LanguageTag language = new LanguageTag(tag);
            ChoiceButton button = Buttons.choice(
                    "register-language-" + tag,
                    Languages.ownName(Locale.forLanguageTag(tag)),
                    () -> typed.language().set(language));
            follow(typed.language(), chosen -> button.setChosen(chosen.equals(language)));
            buttons.add(button);
        }
        row.getChildren().addAll(buttons);
        return new VBox(6, Labels.styled(texts.of("people.language"), "field-label"), row);
    }

    private void code(SignInStep.Code at) {
        if (at.sent() == SignInStep.Sent.JOINING) {
            joining();
            return;
        }
        boolean byEmail = at.sent() == SignInStep.Sent.REGISTRATION_BY_EMAIL;
        head("code.title", byEmail ? "code.lead-email" : "code.lead-phone", at.address());
        field(codeField());
        act("confirm-code", "code.go", Feather.CHECK);
        resend();
        if (at.sent() == SignInStep.Sent.REGISTRATION_BY_EMAIL) {
            linkOpened();
        }
        if (!byEmail) {
            (kiosk ? fields : after).getChildren().add(Labels.note(texts.of("code.from-host")));
        }
        other("code-back", byEmail ? "code.other-address" : "code.other-number", backFrom(at));
        after.getChildren().add(others);
    }

    /// The letter has a link too, which somebody opens on the telephone that they read it on.
    private void linkOpened() {
        Button in = Buttons.plain(
                "code-sign-in",
                texts.of("code.link-opened-go"),
                Feather.LOG_IN,
                () -> model.go(new SignInStep.Start()));
        (kiosk ? fields : after).getChildren().addAll(Labels.note(texts.of("code.link-opened")), in);
    }

    private void joining() {
        head("join.title", "join.lead");
        field(codeField());
        act("confirm-code", "join.go", Feather.LINK);
        other("code-back", "factor.other", new SignInStep.Start());
        after.getChildren().add(others);
    }

    private static SignInStep backFrom(SignInStep.Code at) {
        return switch (at.sent()) {
            case PHONE -> new SignInStep.Phone();
            case REGISTRATION_BY_PHONE -> new SignInStep.Register(true);
            case REGISTRATION_BY_EMAIL -> new SignInStep.Register(false);
            case JOINING -> new SignInStep.Start();
        };
    }

    private Field codeField() {
        Field field = Field.code("code", texts.of("people.code"), "1234 5678", typed.code());
        field.input().setTextFormatter(new TextFormatter<String>(SignInForm::shapeCode));
        return field;
    }

    private static TextFormatter.Change shapeCode(TextFormatter.Change change) {
        if (change.isContentChange()) {
            String shaped = SignInEntries.shaped(change.getControlNewText());
            change.setRange(0, change.getControlText().length());
            change.setText(shaped);
            change.selectRange(shaped.length(), shaped.length());
        }
        return change;
    }

    private void resend() {
        Button again = Buttons.plain("code-resend", texts.of("code.again"), Feather.REFRESH_CW, model::resend);
        (kiosk ? others : after).getChildren().add(again);
        follow(model.resendIn(), left -> {
            boolean now = left.intValue() == 0;
            again.setDisable(!now);
            again.setText(now ? texts.of("code.again") : texts.of("code.again-in", left.intValue()));
        });
    }

    private void recover() {
        head("recover.title", "recover.lead");
        field(Field.text("recover-email", texts.of("people.email"), texts.of("people.email-example"), typed.email()));
        act("recover", "recover.go", Feather.MAIL);
        other("recover-sign-in", "register.to-sign-in", new SignInStep.Start());
        after.getChildren().add(others);
    }

    private void newPassword(SignInStep.NewPassword at) {
        head("recover.new-title", "code.lead-email", at.address());
        field(codeField());
        field(Field.password("new-password", texts.of("people.new-password"), typed.password())
                .withNote(advice()));
        act("set-password", "recover.set", Feather.CHECK);
        resend();
        other("code-back", "code.other-address", new SignInStep.Recover());
        after.getChildren().add(others);
    }

    private void secondFactor() {
        head("factor.title", "factor.lead");
        field(Field.code("second-factor", texts.of("factor.code"), "123456", typed.code())
                .withNote(texts.of("factor.recovery")));
        act("show-second-factor", "factor.go", Feather.CHECK);
        other("factor-back", "factor.other", new SignInStep.Start());
        after.getChildren().add(others);
    }

    private void lastNotice() {
        head("notice.title", "notice.lead");
        notice(false);
        act("notice-go", "notice.go", Feather.CHECK);
    }

    private void inBrowser(ProviderShown provider) {
        head("browser.title", "browser.lead", provider.title());
        HBox line = new HBox(14, turning, Labels.muted(texts.of("browser.waiting")));
        line.setAlignment(Pos.CENTER_LEFT);
        fields.getChildren()
                .addAll(
                        line,
                        Buttons.plain(
                                "browser-cancel",
                                texts.of("signin.cancel"),
                                Feather.X,
                                () -> model.go(new SignInStep.Start())));
    }

    private void head(String title, String lead, Object... arguments) {
        top.getChildren()
                .add(new VBox(
                        6, Labels.styled(texts.of(title), "sign-in-title"), Labels.note(texts.of(lead, arguments))));
    }

    private void field(Field field) {
        part(field).onEnter(model::submit);
        fields.getChildren().add(field.node());
        if (first == null) {
            first = field;
        }
    }

    private void act(String id, String key, Feather icon) {
        Button button = Buttons.primary(id, texts.of(key), icon, model::submit);
        action.getChildren().setAll(button, turning, giveUp);
        follow(model.busy(), busy -> {
            button.setDisable(busy);
            turning.setVisible(busy);
            giveUp.setVisible(busy);
            if (kiosk) { // one in the place of the other, where there is no room for both
                button.setVisible(!busy);
                List.of(button, turning, giveUp).forEach(part -> part.setManaged(part.isVisible()));
            }
        });
    }

    private void other(String id, String key, SignInStep step) {
        others.getChildren()
                .add(
                        kiosk
                                ? Buttons.plain(id, texts.of(key), () -> model.go(step))
                                : Buttons.quiet(id, texts.of(key), () -> model.go(step)));
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
