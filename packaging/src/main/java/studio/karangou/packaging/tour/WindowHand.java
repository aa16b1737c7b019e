package studio.karangou.packaging.tour;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/// What a person's hand and eye do to the client's window. On the FX thread only.
final class WindowHand {
    private static final int ARGB = BufferedImage.TYPE_INT_ARGB;

    private WindowHand() {}

    /// Does one command.
    ///
    /// @param done told what was seen, perhaps later
    /// @throws IllegalStateException if what is asked for is not on the screen
    static void perform(JsonNode command, CompletableFuture<String> done) {
        if (command.path("do").asText().equals("picture-after")) {
            String target = command.path("target").asText();
            KeyCode key =
                    target.isEmpty() ? KeyCode.valueOf(command.path("argument").asText()) : KeyCode.UNDEFINED;
            PictureWatch.after(scene(), target.isEmpty() ? () -> press(key) : () -> click(get(target)), done);
        } else {
            done.complete(perform(command));
        }
    }

    /// Does one command and says what was seen.
    ///
    /// @throws IllegalStateException if what is asked for is not on the screen
    private static String perform(JsonNode command) {
        String target = command.path("target").asText();
        String argument = command.path("argument").asText();
        return switch (command.path("do").asText()) {
            case "full-screen" -> String.valueOf(stage().isFullScreen());
            case "size" -> (int) scene().getWidth() + "x" + (int) scene().getHeight();
            case "ready" -> String.valueOf(!windows().isEmpty());
            case "shows" -> String.valueOf(find(target).isPresent());
            case "enabled" ->
                String.valueOf(find(target).filter(node -> !node.isDisabled()).isPresent());
            case "text" -> textOf(get(target));
            case "click" -> click(get(target));
            case "type" -> type(get(target), argument);
            case "press" -> press(KeyCode.valueOf(argument));
            case "shot" -> save(scene().snapshot(null), argument);
            case "image" -> save(imageOf(get(target)), argument);
            default -> throw new IllegalStateException("unknown command");
        };
    }

    private static List<Window> windows() {
        return Window.getWindows().stream()
                .filter(window -> window.isShowing() && window.getScene() != null)
                .toList();
    }

    /// The window in front: pop-ups and dialogs are listed after what they belong to.
    private static Scene scene() {
        return windows().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no window"))
                .getScene();
    }

    private static Stage stage() {
        return windows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no stage"));
    }

    private static Optional<Node> find(String selector) {
        return windows().reversed().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll(selector).stream())
                .filter(WindowHand::isVisible)
                .findFirst();
    }

    private static Node get(String selector) {
        return find(selector).orElseThrow(() -> new IllegalStateException("not on the screen: " + selector));
    }

    private static boolean isVisible(Node node) {
        for (Node part = node; part != null; part = part.getParent()) {
            if (!part.isVisible()) {
                return false;
            }
        }
        Bounds bounds = node.getBoundsInLocal();
        return bounds.getWidth() > 0 && bounds.getHeight() > 0;
    }

    private static String click(Node node) {
        scrollTo(node);
        if (node.isDisabled()) {
            throw new IllegalStateException("disabled: #" + node.getId());
        }
        Bounds place = node.localToScreen(node.getBoundsInLocal());
        Robot robot = new Robot();
        robot.mouseMove(place.getCenterX(), place.getCenterY());
        robot.mouseClick(MouseButton.PRIMARY);
        return "";
    }

    private static void scrollTo(Node node) {
        layOut(node);
        for (Parent part = node.getParent(); part != null; part = part.getParent()) {
            if (part instanceof ScrollPane pane && pane.getContent() != null) {
                double whole = pane.getContent().getBoundsInLocal().getHeight();
                double shown = pane.getViewportBounds().getHeight();
                Bounds inside = pane.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
                if (whole > shown) {
                    pane.setVvalue((inside.getCenterY() - shown / 2) / (whole - shown));
                    layOut(node);
                }
            }
        }
    }

    /// What was made since the last frame has no place yet, and a click would miss it.
    private static void layOut(Node node) {
        node.getScene().getRoot().applyCss();
        node.getScene().getRoot().layout();
    }

    /// As a keyboard with every letter would: the headless platform has keys for ASCII only.
    private static String type(Node node, String text) {
        scrollTo(node);
        node.requestFocus();
        if (node instanceof TextInputControl input) {
            input.selectAll();
        }
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(letter -> node.fireEvent(new KeyEvent(
                        KeyEvent.KEY_TYPED, letter, letter, KeyCode.UNDEFINED, false, false, false, false)));
        return "";
    }

    private static String press(KeyCode key) {
        new Robot().keyType(key);
        return "";
    }

    private static String textOf(Node node) {
        return switch (node) {
            case Labeled labeled -> Objects.requireNonNullElse(labeled.getText(), "");
            case TextInputControl input -> input.getText();
            case Text text -> text.getText();
            case Parent parent -> String.join(" ", textsUnder(parent));
            default -> Objects.requireNonNullElse(node.getAccessibleText(), "");
        };
    }

    private static List<String> textsUnder(Parent parent) {
        List<String> texts = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isVisible()) {
                texts.add(textOf(child));
            }
        }
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }

    private static Image imageOf(Node node) {
        return node.lookupAll(".image-view").stream()
                .map(ImageView.class::cast)
                .map(ImageView::getImage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no picture in #" + node.getId()));
    }

    private static String save(Image image, String path) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, ARGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            if (!ImageIO.write(picture, "png", new File(path))) {
                throw new IllegalStateException("no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }
}
