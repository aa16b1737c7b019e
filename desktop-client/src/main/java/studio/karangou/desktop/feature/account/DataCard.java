package studio.karangou.desktop.feature.account;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// What is known of the person: to take away, or to have erased.
final class DataCard extends AccountCard {
    private final Papers papers;

    DataCard(AccountViewModel model, Papers papers, Texts texts) {
        super("account.data", model, texts);
        this.papers = papers;
        open();
    }

    @Override
    void show() {
        facts.getChildren()
                .addAll(
                        Labels.note(texts.of("account.data-why")),
                        new FlowPane(
                                10,
                                10,
                                Buttons.plain("export", texts.of("account.export"), Feather.DOWNLOAD, this::export),
                                Buttons.plain(
                                        "erase",
                                        texts.of("account.erase"),
                                        Feather.TRASH_2,
                                        () -> model.begin(new AccountTask.Erase()))));
    }

    private void export() {
        papers.chooseArchive(node().getScene().getWindow(), texts.of("account.export"), "karangou.zip")
                .ifPresent(model::export);
    }

    private static boolean isOurs(AccountTask.Aim aim) {
        return aim instanceof AccountTask.Aim.EraseAll || aim instanceof AccountTask.Aim.Export;
    }

    @Override
    @Nullable
    Node form(AccountTask task) {
        return switch (task) {
            case AccountTask.Erase _ ->
                begun().with(new Notice(Tone.BAD, texts.of("account.erase-question")))
                        .act("confirm-erase", texts.of("account.erase-yes"), Feather.TRASH_2)
                        .node();
            case AccountTask.None _ -> null;
            case AccountTask.EditProfile _ -> null;
            case AccountTask.ChangeContact _ -> null;
            case AccountTask.ConfirmContact _ -> null;
            case AccountTask.ChangePassword _ -> null;
            case AccountTask.SetUpFactor _ -> null;
            case AccountTask.ShowRecoveryCodes _ -> null;
            case AccountTask.RemoveFactor _ -> null;
            case AccountTask.ChooseDeviceCode _ -> null;
            case AccountTask.RenewCodes _ -> null;
            case AccountTask.Prove at -> isOurs(at.aim()) ? proof(at) : null;
            case AccountTask.SignOut _ -> null;
        };
    }
}
