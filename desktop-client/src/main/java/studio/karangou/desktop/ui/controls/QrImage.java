package studio.karangou.desktop.ui.controls;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

/// A QR code (ISO/IEC 18004) that a phone's camera reads from the screen: black on white, error correction M,
/// the quiet zone of four modules that the standard asks for, whole pixels per module.
public final class QrImage extends StackPane {
    private static final int QUIET_MODULES = 4;
    private static final double CORNERS = 14;

    /// @param content what the code says
    /// @param side of the white square, at least 180 pixels
    /// @param text what it says to a screen reader
    public QrImage(String content, int side, String text) {
        getStyleClass().add("qr");
        setMinSize(side, side);
        setMaxSize(side, side);
        // the quiet zone is wider than the corners are round, so no module is cut
        Rounded.of(this, CORNERS);
        ImageView picture = new ImageView(draw(content, side));
        picture.setSmooth(false);
        picture.setAccessibleText(text);
        getChildren().add(picture);
    }

    private static WritableImage draw(String content, int side) {
        BitMatrix modules = encode(content);
        int withQuiet = modules.getWidth() + 2 * QUIET_MODULES;
        int scale = Math.max(1, side / withQuiet);
        int margin = QUIET_MODULES * scale;
        WritableImage image = new WritableImage(withQuiet * scale, withQuiet * scale);
        for (int y = 0; y < withQuiet * scale; y++) {
            for (int x = 0; x < withQuiet * scale; x++) {
                image.getPixelWriter().setColor(x, y, dark(modules, x - margin, y - margin, scale));
            }
        }
        return image;
    }

    private static Color dark(BitMatrix modules, int x, int y, int scale) {
        int size = modules.getWidth() * scale;
        boolean inside = x >= 0 && y >= 0 && x < size && y < size;
        return inside && modules.get(x / scale, y / scale) ? Color.BLACK : Color.WHITE;
    }

    private static BitMatrix encode(String content) {
        try {
            return new QRCodeWriter()
                    .encode(
                            content,
                            BarcodeFormat.QR_CODE,
                            1,
                            1,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 0));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too much for a QR code", e);
        }
    }
}
