package studio.karangou.desktop.ui;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A node as a picture (PNG, ISO/IEC 15948).
public final class PngPicture {
    private PngPicture() {}

    /// On the FX thread.
    ///
    /// @param node in no window
    public static byte[] of(Parent node) {
        // its styles and its size come with a scene only
        new Scene(node);
        node.applyCss();
        node.layout();
        WritableImage seen = node.snapshot(null, null);
        int width = (int) seen.getWidth();
        int height = (int) seen.getHeight();
        int[] pixels = new int[width * height];
        seen.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every picture", e);
        }
        return bytes.toByteArray();
    }
}
