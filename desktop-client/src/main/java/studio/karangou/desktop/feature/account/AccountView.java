package studio.karangou.desktop.feature.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;

/// "Mon compte".
public final class AccountView extends View {
    private final AccountViewModel model;
    private final Texts texts;
    private final VBox told = new VBox(10);
    private final Parent page;

    /// What the page needs besides the account.
    ///
    /// @param offlineUntil until when this device lets the person in without a network, empty if it does not
    public record Around(Papers papers, Tasks tasks, InstantSource clock, Optional<Instant> offlineUntil) {}

    public AccountView(AccountViewModel model, ConsentsViewModel consents, Around around, Texts texts) {
        this.model = model;
        this.texts = texts;
        VBox left = new VBox(
                16,
                part(new ProfileCard(model, texts)).node(),
                part(new RolesCard(model, texts)).node(),
                part(new DataCard(model, around.papers(), texts)).node());
        VBox right = new VBox(
                16,
                part(new SecurityCard(model, around.papers(), around.tasks(), texts))
                        .node(),
                part(new SessionsCard(model, around.clock(), texts)).node(),
                part(new ConsentsCard(consents, texts)).node());
        GridPane columns = new GridPane(16, 0);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        columns.getColumnConstraints().addAll(half, half);
        columns.addRow(0, left, right);
        page = Pages.scrolling(Pages.body(16, head(around), told, columns));
        follow(model.done(), done -> tell());
        follow(model.failure(), failure -> tell());
        follow(model.unreachable(), failure -> tell());
    }

    private HBox head(Around around) {
        VBox words = new VBox(2, Labels.title(texts.of("account.title")));
        around.offlineUntil()
                .ifPresent(until -> words.getChildren()
                        .add(Labels.muted(texts.of(
                                "account.offline-until", texts.formats().day(until)))));
        HBox leave = new HBox(
                10,
                Buttons.quiet("sign-out-forget", texts.of("account.sign-out-forget"), () -> model.signOut(true)),
                Buttons.plain("sign-out", texts.of("account.sign-out"), Feather.LOG_OUT, () -> model.signOut(false)));
        leave.setAlignment(Pos.CENTER_RIGHT);
        return Labels.ends(words, leave);
    }

    private void tell() {
        told.getChildren().clear();
        model.done().get().ifPresent(key -> {
            Notice notice = new Notice(Tone.OK, texts.of(key));
            notice.setId("account-done");
            told.getChildren().add(notice);
        });
        boolean inForm = !(model.task().get() instanceof AccountTask.None);
        if (!inForm) {
            model.failure().get().ifPresent(why -> said(why, Tone.BAD));
        }
        if (model.failure().get().isEmpty()) {
            model.unreachable().get().ifPresent(this::old);
        }
        told.setManaged(!told.getChildren().isEmpty());
    }

    private void old(Failure why) {
        Notice notice = new Notice(Tone.WAIT, texts.of("account.old")).withCode(why.code());
        notice.setId("account-old");
        told.getChildren().add(notice);
    }

    private void said(Failure why, Tone tone) {
        Notice notice = new Notice(tone, texts.of(why)).withCode(why.code());
        notice.setId("account-notice");
        told.getChildren().add(notice);
    }

    @Override
    public Parent node() {
        return page;
    }
}
