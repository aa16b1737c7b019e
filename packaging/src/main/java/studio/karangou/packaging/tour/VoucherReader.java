package studio.karangou.packaging.tour;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/// Reads the QR code in a screenshot, as a phone would.
final class VoucherReader {
    private VoucherReader() {}

    /// @throws TourFailure if there is no QR code that can be read
    static String read(Path screenshot) throws IOException {
        var picture = ImageIO.read(screenshot.toFile());
        var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture)));
        try {
            return new QRCodeReader()
                    .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (NotFoundException e) {
            throw new TourFailure("no QR code in " + screenshot.getFileName(), e);
        } catch (ReaderException e) {
            throw new TourFailure("the QR code in " + screenshot.getFileName() + " cannot be read", e);
        }
    }
}
