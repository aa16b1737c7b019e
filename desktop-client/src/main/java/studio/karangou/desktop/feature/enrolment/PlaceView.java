package studio.karangou.desktop.feature.enrolment;

import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Pages;

/// "Point de vision": which venue and server this device belongs to.
public final class PlaceView extends View {
    private final Texts texts;
    private final Parent page;

    /// @param data where this device keeps its films and its journal
    /// @param move leads to enrolling this device with another server
    public PlaceView(EnrolledDevice device, Path data, Runnable move, Texts texts) {
        this.texts = texts;
        GridPane table = new GridPane();
        table.setHgap(32);
        table.setVgap(12);
        row(table, "place.venue", device.venueName());
        row(table, "place.device", device.name());
        row(table, "place.profile", texts.of(profile(device)));
        row(table, "place.server", device.server().toString());
        row(table, "place.id", device.id().toString());
        row(table, "place.data", data.toString());
        page = Pages.scrolling(Pages.body(
                16,
                Labels.title(texts.of(device.profile() == DeviceProfile.STUDIO ? "nav.desk" : "nav.point")),
                new Card(16, Labels.heading(texts.of("place.heading")), table, Labels.note(texts.of("place.why"))),
                new Card(
                        12,
                        Labels.heading(texts.of("place.move-heading")),
                        Labels.note(texts.of("place.move-why")),
                        Buttons.plain("move-server", texts.of("place.move"), Feather.LOG_IN, move))));
    }

    private static String profile(EnrolledDevice device) {
        return switch (device.profile()) {
            case LIEU -> "profile.lieu";
            case BORNE -> "profile.borne";
            case STUDIO -> "profile.studio";
        };
    }

    private void row(GridPane table, String key, String value) {
        Label name = Labels.muted(texts.of(key));
        name.setMinWidth(160);
        table.addRow(table.getRowCount(), name, Labels.body(value));
    }

    @Override
    public Parent node() {
        return page;
    }
}
