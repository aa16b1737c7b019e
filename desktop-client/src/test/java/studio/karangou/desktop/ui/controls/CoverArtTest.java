package studio.karangou.desktop.ui.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.StackPane;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class CoverArtTest {
    private static final int SIZE = 40;

    @TempDir
    Path folder;

    @Test
    void a_tall_poster_fills_a_wide_place_from_its_middle_without_steps() throws IOException, TimeoutException {
        PixelReader shown = shown(poster(), 10 * SIZE, 2 * SIZE);
        assertThat(shown.getColor(5, SIZE).getRed()).isLessThan(0.1);
        assertThat(shown.getColor(10 * SIZE - 5, SIZE).getRed()).isGreaterThan(0.9);
        int between = 0;
        for (int x = 0; x < 10 * SIZE; x++) {
            assertThat(shown.getColor(x, SIZE).getGreen())
                    .as("the edges of the poster are cut off")
                    .isLessThan(0.1);
            double red = shown.getColor(x, SIZE).getRed();
            between += red > 0.1 && red < 0.9 ? 1 : 0;
        }
        assertThat(between).as("pixels between black and red").isGreaterThanOrEqualTo(4);
    }

    /// Green above and below; in the middle black on the left, red on the right.
    private Path poster() throws IOException {
        BufferedImage picture = new BufferedImage(SIZE, 2 * SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 2 * SIZE; y++) {
            boolean edge = y < SIZE / 2 || y >= SIZE * 3 / 2;
            for (int x = 0; x < SIZE; x++) {
                picture.setRGB(x, y, (edge ? Color.GREEN : x < SIZE / 2 ? Color.BLACK : Color.RED).getRGB());
            }
        }
        Path file = folder.resolve("poster.png");
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    /// Painted beside any window, as the window of other tests must not change its size.
    private PixelReader shown(Path file, int width, int height) throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        var pictures = new Pictures();
        CoverArt art = new CoverArt(pictures, 2 * SIZE);
        Scene scene = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            art.show(file, 1);
            return new Scene(new StackPane(art), width, height);
        });
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> pictures.of(file, 2 * SIZE).getProgress() >= 1);
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000, () -> scene.snapshot(null).getPixelReader());
    }
}
