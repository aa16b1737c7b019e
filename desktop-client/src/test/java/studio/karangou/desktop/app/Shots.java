package studio.karangou.desktop.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import studio.karangou.desktop.ui.Theme;

/// Pictures of the window, for people to look at.
final class Shots {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private Shots() {}

    /// Lays the window out at another size beside the headless screen and looks at it there. Call on the FX thread.
    static void aside(Scene shown, Options.Size size, Consumer<Scene> look) {
        Parent root = shown.getRoot();
        shown.setRoot(new Group());
        Scene aside = new Scene(root, size.width(), size.height());
        Theme.dress(aside);
        try {
            aside.snapshot(null);
            look.accept(aside);
        } finally {
            aside.setRoot(new Group());
            shown.setRoot(root);
        }
    }

    /// Call on the FX thread. The headless screen has 1000 pixels a side, so a larger window is
    /// laid out beside it for the picture.
    static BufferedImage take(Scene shown, Options.Size size, String name) {
        Parent root = shown.getRoot();
        shown.setRoot(new Group());
        Scene aside = new Scene(root, size.width(), size.height());
        Theme.dress(aside);
        WritableImage picture = aside.snapshot(null);
        aside.setRoot(new Group());
        shown.setRoot(root);
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            Files.createDirectories(FOLDER);
            ImageIO.write(image, "png", FOLDER.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return image;
    }
}
