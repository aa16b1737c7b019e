package studio.karangou.desktop.feature.account;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.protocol.PeopleApi.SecondFactorSecret;
import studio.karangou.common.protocol.ProviderApi.Identity;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.QrImage;
import studio.karangou.desktop.ui.controls.Tone;

/// Password and second factor.
final class SecurityCard extends AccountCard {
    private static final int QR_SIDE = 200;

    private final Papers papers;
    private final Tasks tasks;
    private final VBox identities = new VBox(8);

    SecurityCard(AccountViewModel model, Papers papers, Tasks tasks, Texts texts) {
        super("account.security", model, texts);
        this.papers = papers;
        this.tasks = tasks;
        open();
        follow(model.identities(), this::fill);
    }

    @Override
    void show() {
        boolean factor = model.account().get().secondFactor();
        boolean first = !model.account().get().hasPassword();
        if (model.account().get().email() != null) {
            facts.getChildren()
                    .add(Labels.ends(
                            words("people.password", first ? "account.password-none" : "account.password-hidden"),
                            Buttons.quiet(
                                    "edit-password",
                                    texts.of(first ? "account.password-choose" : "account.change"),
                                    Feather.EDIT_2,
                                    () -> model.begin(new AccountTask.ChangePassword(first)))));
        }
        if (model.offersDeviceCode()) {
            facts.getChildren()
                    .add(Labels.ends(
                            words("account.device-code", "account.device-code-what"),
                            Buttons.quiet(
                                    "choose-device-code",
                                    texts.of("account.device-code-choose"),
                                    Feather.KEY,
                                    () -> model.begin(new AccountTask.ChooseDeviceCode()))));
        }
        Label state = factor
                ? Labels.tag(texts.of("account.factor-on"), Tone.OK, Feather.SHIELD)
                : Labels.tag(texts.of("account.factor-off"), Tone.NEUTRAL, Feather.SHIELD_OFF);
        facts.getChildren().add(Labels.ends(Labels.styled(texts.of("account.factor"), "body"), state));
        if (model.account().get().secondFactorMissing()) {
            facts.getChildren().add(new Notice(Tone.WAIT, texts.of("account.factor-needed")));
        }
        facts.getChildren().add(Labels.note(texts.of("account.factor-why")));
        facts.getChildren().addAll(factor ? withFactor() : withoutFactor(), identities);
    }

    private Node withFactor() {
        Button renew = Buttons.plain(
                "renew-codes",
                texts.of("account.codes-renew"),
                Feather.REFRESH_CW,
                () -> model.begin(new AccountTask.RenewCodes()));
        if (model.needsFactor()) {
            return new VBox(10, renew, Labels.note(texts.of("account.factor-kept")));
        }
        return new FlowPane(
                10,
                10,
                renew,
                Buttons.plain(
                        "remove-factor",
                        texts.of("account.factor-remove"),
                        Feather.SHIELD_OFF,
                        () -> model.begin(new AccountTask.RemoveFactor())));
    }

    private Node withoutFactor() {
        return Buttons.plain("set-up-factor", texts.of("account.factor-set-up"), Feather.SHIELD, model::beginFactor);
    }

    private void fill(List<Identity> known) {
        identities.getChildren().clear();
        identities.setManaged(!known.isEmpty());
        if (!known.isEmpty()) {
            identities.getChildren().add(Labels.muted(texts.of("account.identities")));
        }
        for (Identity identity : known) {
            identities
                    .getChildren()
                    .add(Labels.ends(
                            Labels.styled(identity.title(), "body"),
                            Buttons.quiet(
                                    "remove-identity-" + identity.id(),
                                    texts.of("account.factor-remove"),
                                    Feather.X,
                                    () -> model.remove(identity))));
        }
    }

    private VBox words(String name, String value) {
        return new VBox(0, Labels.muted(texts.of(name)), Labels.styled(texts.of(value), "body"));
    }

    @Override
    @Nullable
    Node form(AccountTask task) {
        return switch (task) {
            case AccountTask.ChangePassword at
            when at.first() ->
                begun().note(texts.of("account.password-first"))
                        .field(Field.password(
                                        "account-new-password", texts.of("people.new-password"), model.newPassword())
                                .withNote(texts.of("people.password-advice")))
                        .act("choose-password", texts.of("account.password-choose"), Feather.CHECK)
                        .node();
            case AccountTask.ChangePassword _ ->
                begun().note(texts.of("account.password-why"))
                        .field(Field.password("account-password", texts.of("account.current"), model.password()))
                        .field(Field.password(
                                        "account-new-password", texts.of("people.new-password"), model.newPassword())
                                .withNote(texts.of("people.password-advice")))
                        .act("change-password", texts.of("account.change-password"), Feather.CHECK)
                        .node();
            case AccountTask.ChooseDeviceCode _ ->
                begun().note(texts.of("account.device-code-why"))
                        .field(Field.password(
                                "account-device-code", texts.of("account.device-code"), model.newPassword()))
                        .act("save-device-code", texts.of("account.device-code-choose"), Feather.CHECK)
                        .node();
            case AccountTask.SetUpFactor at -> setUp(at.secret());
            case AccountTask.ShowRecoveryCodes at -> recoveryCodes(at.codes());
            case AccountTask.RemoveFactor _ ->
                begun().note(texts.of("account.factor-remove-why"))
                        .field(Field.code("factor-code", texts.of("factor.code"), "123456", model.code()))
                        .act("confirm-remove-factor", texts.of("account.factor-remove"), Feather.SHIELD_OFF)
                        .node();
            case AccountTask.RenewCodes _ ->
                begun().note(texts.of("account.codes-renew-why"))
                        .field(Field.code("factor-code", texts.of("factor.code"), "123456", model.code()))
                        .act("confirm-renew-codes", texts.of("account.codes-renew"), Feather.REFRESH_CW)
                        .node();
            case AccountTask.Prove at ->
                switch (at.aim()) {
                    case AccountTask.Aim.SetUp _ -> proof(at);
                    case AccountTask.Aim.NewPassword _ -> proof(at);
                    case AccountTask.Aim.RemoveIdentity _ -> proof(at);
                    case AccountTask.Aim.NewContact _ -> null;
                    case AccountTask.Aim.Export _ -> null;
                    case AccountTask.Aim.EraseAll _ -> null;
                };
            case AccountTask.None _ -> null;
            case AccountTask.EditProfile _ -> null;
            case AccountTask.ChangeContact _ -> null;
            case AccountTask.ConfirmContact _ -> null;
            case AccountTask.SignOut _ -> null;
            case AccountTask.Erase _ -> null;
        };
    }

    private Node setUp(SecondFactorSecret secret) {
        QrImage qr = new QrImage(secret.uri(), QR_SIDE, texts.of("account.factor-qr"));
        qr.setId("factor-qr");
        Label typed = Labels.styled(spaced(secret.secret()), "small-code");
        typed.setWrapText(true);
        typed.setId("factor-secret");
        VBox how = new VBox(
                10,
                Labels.body(texts.of("account.factor-how")),
                Labels.note(texts.of("account.factor-by-hand")),
                typed);
        HBox picture = new HBox(20, qr, how);
        picture.setAlignment(Pos.CENTER_LEFT);
        return begun().with(picture)
                .field(Field.code("factor-code", texts.of("account.factor-code"), "123456", model.code()))
                .act("confirm-factor", texts.of("account.factor-confirm"), Feather.CHECK)
                .node();
    }

    private static String spaced(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private Node recoveryCodes(List<String> codes) {
        GridPane grid = new GridPane(28, 8);
        grid.setId("recovery-codes");
        for (int i = 0; i < codes.size(); i++) {
            grid.add(Labels.styled(codes.get(i), "recovery-code"), i % 2, i / 2);
        }
        HBox exits = new HBox(
                12,
                Buttons.primary("recovery-done", texts.of("account.codes-done"), Feather.CHECK, model::submit),
                Buttons.plain("recovery-print", texts.of("account.codes-print"), Feather.PRINTER, () -> print(codes)));
        VBox outcome = new VBox();
        outcome.setId("recovery-outcome");
        return new VBox(14, new Notice(Tone.WAIT, texts.of("account.codes-once")), grid, exits, outcome);
    }

    private void print(List<String> codes) {
        tasks.run(
                papers::hasPrinter,
                there -> {
                    VBox sheet = new VBox(8, Labels.styled(texts.of("account.codes-sheet"), "sheet-title"));
                    codes.forEach(code -> sheet.getChildren().add(Labels.styled(code, "sheet-code")));
                    sheet.getStyleClass().add("sheet");
                    Papers.Printing printed =
                            there ? papers.print(sheet, node().getScene().getWindow()) : Papers.Printing.NO_PRINTER;
                    say(printed);
                },
                failure -> say(Papers.Printing.FAILED));
    }

    private void say(Papers.Printing printed) {
        Node place = node().lookup("#recovery-outcome");
        if (place instanceof VBox outcome) {
            outcome.getChildren().clear();
            switch (printed) {
                case PRINTED -> outcome.getChildren().add(new Notice(Tone.OK, texts.of("account.codes-printed")));
                case NO_PRINTER, FAILED ->
                    outcome.getChildren().add(new Notice(Tone.BAD, texts.of("account.codes-not-printed")));
                case CANCELLED -> {}
            }
        }
    }
}
