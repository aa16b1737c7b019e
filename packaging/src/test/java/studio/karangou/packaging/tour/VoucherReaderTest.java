package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoucherReaderTest {
    @TempDir
    Path folder;

    @Test
    void a_code_is_read_wherever_it_stands_on_a_dark_screen() throws Exception {
        BufferedImage screen = new BufferedImage(1440, 900, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = screen.createGraphics();
        brush.setColor(new Color(0x14100d));
        brush.fillRect(0, 0, 1440, 900);
        brush.drawImage(
                MatrixToImageWriter.toBufferedImage(
                        new QRCodeWriter().encode("karangou:v1?c=7KQ4M2XD", BarcodeFormat.QR_CODE, 200, 200)),
                900,
                300,
                null);
        brush.dispose();
        assertThat(VoucherReader.read(saved(screen))).isEqualTo("karangou:v1?c=7KQ4M2XD");
    }

    @Test
    void a_screen_without_a_code_is_a_failure() throws IOException {
        Path empty = saved(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB));
        assertThatThrownBy(() -> VoucherReader.read(empty)).isInstanceOf(TourFailure.class);
    }

    private Path saved(BufferedImage picture) throws IOException {
        Path file = folder.resolve("screen.png");
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }
}
