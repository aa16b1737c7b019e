package studio.karangou.desktop.feature.account;

import java.time.InstantSource;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.protocol.PeopleApi.SessionShown;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// Where the person is signed in.
final class SessionsCard extends AccountCard {
    private final InstantSource clock;
    private final VBox list = new VBox(10);

    SessionsCard(AccountViewModel model, InstantSource clock, Texts texts) {
        super("account.sessions", model, texts);
        this.clock = clock;
        open();
        follow(model.sessions(), this::fill);
    }

    @Override
    void show() {
        facts.getChildren().add(list);
    }

    private void fill(AccountViewModel.SessionList known) {
        list.getChildren().clear();
        switch (known) {
            case AccountViewModel.SessionList.Loading _ ->
                list.getChildren().add(Labels.muted(texts.of("page.loading")));
            case AccountViewModel.SessionList.Unknown unknown ->
                list.getChildren()
                        .addAll(
                                new Notice(Tone.WAIT, texts.of("account.sessions-unknown"))
                                        .withCode(unknown.why().code()),
                                Buttons.plain("account-retry", texts.of("retry"), Feather.REFRESH_CW, model::refresh));
            case AccountViewModel.SessionList.Known shown -> {
                shown.sessions().forEach(session -> list.getChildren().add(row(session)));
                if (shown.sessions().size() > 1) {
                    list.getChildren()
                            .add(Buttons.quiet(
                                    "end-everywhere",
                                    texts.of("account.end-everywhere"),
                                    Feather.LOG_OUT,
                                    model::endEverywhere));
                }
            }
        }
    }

    private Node row(SessionShown session) {
        VBox words = new VBox(
                0,
                Labels.styled(session.program(), "body"),
                Labels.muted(texts.of("account.last-used", texts.formats().ago(session.lastUsed(), clock.instant()))));
        HBox left = new HBox(14, Icons.of(Feather.MONITOR), words);
        left.setAlignment(Pos.CENTER_LEFT);
        Node right = session.current()
                ? Labels.tag(texts.of("account.this-one"), Tone.OK)
                : Buttons.quiet(
                        "end-session-" + session.id(),
                        texts.of("account.end"),
                        Feather.X,
                        () -> model.end(session.id()));
        HBox row = Labels.ends(left, right);
        row.setId("session-" + session.id());
        return row;
    }

    @Override
    @Nullable
    Node form(AccountTask task) {
        return null;
    }
}
