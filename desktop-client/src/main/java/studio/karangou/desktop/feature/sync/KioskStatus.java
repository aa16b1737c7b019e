package studio.karangou.desktop.feature.sync;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;

/// What a visitor needs to know of the network: that nothing is lost without it.
public final class KioskStatus extends View {
    private final SyncViewModel sync;
    private final Texts texts;
    private final Region dot = new Region();
    private final Label connection = new Label();
    private final Label pending = new Label();
    private final BorderPane line;

    public KioskStatus(SyncViewModel sync, Texts texts) {
        this.sync = sync;
        this.texts = texts;
        connection.setId("status-connection");
        connection.setWrapText(true);
        connection.setMinHeight(Region.USE_PREF_SIZE);
        pending.setId("status-pending");
        VBox words = new VBox(2, connection, pending);
        words.setAlignment(Pos.CENTER_LEFT);
        line = new BorderPane(words);
        line.setLeft(dot);
        BorderPane.setAlignment(dot, Pos.CENTER);
        BorderPane.setMargin(words, new Insets(0, 12, 0, 12));
        line.getStyleClass().add("kiosk-status");
        follow(sync.status(), status -> show());
        follow(sync.now(), now -> show());
    }

    private void show() {
        SyncStatus status = sync.status().get();
        dot.getStyleClass().setAll("dot", StatusLine.tone(status).styleClass());
        connection.setText(
                switch (status.connection()) {
                    case SyncStatus.Connection.Online it -> texts.of("kiosk.online");
                    case SyncStatus.Connection.Syncing it -> texts.of("status.syncing", it.done(), it.total());
                    case SyncStatus.Connection.Offline it
                    when status.remarks().contains(Remark.NOT_TRIED) -> texts.of("kiosk.connecting");
                    case SyncStatus.Connection.Offline it ->
                        Optional.ofNullable(it.why())
                                .map(why -> texts.of("status.with-code", texts.of("kiosk.offline"), why.code()))
                                .orElseGet(() -> texts.of("kiosk.offline"));
                    case SyncStatus.Connection.Refused it ->
                        texts.of("kiosk.stopped", it.failure().code());
                    case SyncStatus.Connection.Broken it ->
                        texts.of("kiosk.stopped", it.failure().code());
                });
        pending.setText(
                status.pendingContributions() == 0 ? "" : texts.of("kiosk.pending", status.pendingContributions()));
        pending.setManaged(status.pendingContributions() > 0);
    }

    @Override
    public Parent node() {
        return line;
    }
}
