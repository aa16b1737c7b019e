package studio.karangou.desktop.feature.contribution;

import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.QrImage;

/// A voucher to carry away, black on white for paper: its QR code, its letters, what it is for and until when. It says
/// no name, as paper is left lying about.
final class VoucherSheet extends VBox {
    private static final int QR = 336;

    VoucherSheet(RecordedContribution contribution, VoucherCode code, Instant expires, String project, Texts texts) {
        super(14);
        setAlignment(Pos.CENTER);
        setStyle("-fx-background-color: white; -fx-padding: 32; -fx-font-family: 'Noto Sans';");
        setPrefWidth(480);
        getChildren()
                .addAll(
                        line("Karangou", 20, true),
                        line(project, 22, true),
                        line(texts.formats().money(contribution.made().amount()), 30, true),
                        new QrImage(VoucherQr.payload(contribution, code, expires), QR, texts.of("voucher.qr", code)),
                        line(code.toString(), 30, true),
                        line(texts.of("voucher.how", texts.formats().day(VoucherQr.lastDay(expires))), 16, false));
    }

    private static Label line(String text, int size, boolean bold) {
        Label line = new Label(text);
        line.setStyle("-fx-text-fill: black; -fx-font-size: " + size + "px;" + (bold ? "-fx-font-weight: bold;" : ""));
        line.setWrapText(true);
        line.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        line.setMinHeight(USE_PREF_SIZE);
        line.setManaged(!text.isEmpty());
        return line;
    }
}
