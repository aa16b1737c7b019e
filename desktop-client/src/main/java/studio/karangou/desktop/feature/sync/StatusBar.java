package studio.karangou.desktop.feature.sync;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;

/// The line at the foot of every screen: the network, what waits, the disk, the language. Always true.
public final class StatusBar extends View {
    /// Wide enough for the longest word there is, in pixels.
    private static final double LEAST = 190;

    private final SyncViewModel sync;
    private final Texts texts;
    private final Formats formats;
    private final Region dot = new Region();
    private final Label connection = new Label();
    private final Button pending = new Button();
    private final Label next = new Label();
    private final Label disk = new Label();
    private final HBox bar = new HBox();

    /// @param openPending leads to the page of what waits
    /// @param language the choice of language
    public StatusBar(SyncViewModel sync, Runnable openPending, Node language, Texts texts) {
        this.sync = sync;
        this.texts = texts;
        formats = texts.formats();
        connection.setId("status-connection");
        connection.setGraphic(dot);
        pending.setId("status-pending");
        pending.setOnAction(event -> openPending.run());
        next.setId("status-next");
        wrapping(connection);
        wrapping(pending);
        wrapping(next);
        // it takes what the others leave
        next.setPrefWidth(LEAST);
        next.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(next, Priority.ALWAYS);
        disk.setMinWidth(Region.USE_PREF_SIZE);
        disk.setId("status-disk");
        bar.getStyleClass().add("status-bar");
        bar.getChildren().addAll(connection, pending, next, disk, language);
        follow(sync.status(), status -> show());
        follow(sync.now(), now -> show());
    }

    /// Where the window is narrow the bar takes a second line; it cuts nothing.
    private static void wrapping(Labeled label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMinWidth(LEAST);
    }

    private void show() {
        SyncStatus status = sync.status().get();
        StatusLine line = StatusLine.of(status, sync.now().get(), texts);
        connection.setText(line.connection());
        dot.getStyleClass().setAll("dot", line.tone().styleClass());
        pending.setText(line.waiting());
        next.setText(line.next());
        disk.setText(texts.of("status.disk", formats.bytesOf(status.filmBytes(), status.filmBytesAllowed())));
    }

    @Override
    public Parent node() {
        return bar;
    }
}
