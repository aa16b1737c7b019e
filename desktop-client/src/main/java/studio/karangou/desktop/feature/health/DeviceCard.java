package studio.karangou.desktop.feature.health;

import java.time.Instant;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// How one device is.
final class DeviceCard {
    private final Texts texts;
    private final HealthWords words;

    DeviceCard(Texts texts) {
        this.texts = texts;
        words = new HealthWords(texts);
    }

    /// A device of a venue.
    ///
    /// @param model shuts it out, once that was confirmed, and is told that a copy is seen to
    Card of(DeviceShown device, Instant now, HealthViewModel model) {
        HBox head = Labels.ends(
                Labels.strong(device.name()), Labels.tag(words.state(device, now), words.tone(device, now)));
        Card card = new Card(10, head);
        if (device.copiedAt() != null && device.revokedAt() == null) {
            card.getChildren()
                    .addAll(
                            new Notice(Tone.BAD, texts.of("health.copied-why")),
                            Buttons.plain(
                                    "settle-" + device.id(),
                                    texts.of("health.copied-known"),
                                    Feather.CHECK,
                                    () -> model.settleCopy(device.id())));
        }
        DeviceHealth health = device.health();
        if (health != null && device.revokedAt() == null) {
            card.getChildren().add(facts(health));
            words.troubles(health).forEach(trouble -> card.getChildren().add(new Notice(Tone.WAIT, trouble)));
        }
        if (device.revokedAt() == null) {
            card.getChildren().add(revocation(device, model));
        }
        card.setId("device-" + device.id());
        return card;
    }

    /// What is known of a device's state.
    GridPane facts(DeviceHealth health) {
        GridPane table = new GridPane();
        table.setHgap(32);
        table.setVgap(6);
        row(table, "health.pending", texts.formats().number(health.pending()));
        row(table, "health.disk", words.disk(health));
        row(table, "health.clock", words.clock(health));
        row(table, "health.keys", words.keys(health));
        row(table, "health.version", health.version());
        return table;
    }

    private void row(GridPane table, String key, String value) {
        Label name = Labels.muted(texts.of(key));
        name.setMinWidth(190);
        table.addRow(table.getRowCount(), name, Labels.body(value));
    }

    /// Asks once more before it is done: it is for good.
    private VBox revocation(DeviceShown device, HealthViewModel model) {
        VBox box = new VBox(10);
        Button ask = Buttons.quiet("revoke-" + device.id(), texts.of("health.revoke"), Feather.SLASH, () -> {});
        Button confirm = Buttons.plain(
                "confirm-revoke-" + device.id(),
                texts.of("health.revoke-sure"),
                Feather.SLASH,
                () -> model.revoke(device.id()));
        confirm.disableProperty().bind(model.busy());
        HBox sure = new HBox(
                10,
                confirm,
                Buttons.quiet(
                        "keep-" + device.id(),
                        texts.of("health.keep"),
                        () -> box.getChildren().setAll(ask)));
        ask.setOnAction(event ->
                box.getChildren().setAll(new Notice(Tone.WAIT, texts.of("health.revoke-why", device.name())), sure));
        box.getChildren().setAll(ask);
        return box;
    }
}
