package studio.karangou.desktop.feature.contribution;

import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.QrImage;
import studio.karangou.desktop.ui.controls.Tone;

/// A contribution that is on disk: "Enregistré", and the code to carry away.
final class RecordedBox extends VBox {
    private final Texts texts;
    private final Button again;

    /// How a voucher is carried away from a desk.
    @FunctionalInterface
    interface Exits {
        Node of(RecordedContribution contribution, VoucherCode code, Instant expires);
    }

    /// @param exits empty at a kiosk
    /// @param cashTold what is said of a contribution in cash
    RecordedBox(
            RecordedContribution contribution,
            Runnable again,
            ContributePanel.Place place,
            Optional<Exits> exits,
            String cashTold,
            Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("recorded", place == ContributePanel.Place.KIOSK ? "kiosk" : "desk");
        Notice done = new Notice(
                Tone.OK,
                texts.of(
                        "contribution.recorded",
                        texts.formats().money(contribution.made().amount())));
        done.setId("contribution-recorded");
        getChildren().add(done);
        VoucherCode code = contribution.made().voucher();
        Instant expires = contribution.made().voucherExpires();
        if (code != null && expires != null) {
            getChildren().add(voucher(contribution, code, expires, place));
            exits.ifPresent(ways -> getChildren().add(ways.of(contribution, code, expires)));
        } else {
            getChildren().add(Labels.note(cashTold));
        }
        this.again = Buttons.plain("contribute-again", texts.of("contribute.again"), Feather.PLUS, again);
        getChildren().add(this.again);
    }

    /// Keeps the keyboard where the button that recorded was.
    void focusAgain() {
        again.requestFocus();
    }

    private HBox voucher(
            RecordedContribution contribution, VoucherCode code, Instant expires, ContributePanel.Place place) {
        QrImage qr = new QrImage(
                VoucherQr.payload(contribution, code, expires),
                place == ContributePanel.Place.KIOSK ? 288 : 232,
                texts.of("voucher.qr", code));
        qr.setId("voucher-qr");
        Label printed = Labels.styled(code.toString(), "voucher-code");
        printed.setId("voucher-code");
        printed.setMinWidth(USE_PREF_SIZE);
        Label heading = Labels.styled(texts.of("voucher.heading"), "voucher-heading");
        heading.setWrapText(true);
        heading.setMinHeight(USE_PREF_SIZE);
        VBox words = new VBox(
                8,
                heading,
                Labels.note(texts.of("voucher.how", texts.formats().day(VoucherQr.lastDay(expires)))),
                printed);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(place == ContributePanel.Place.KIOSK ? 28 : 20, qr, words);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
