package studio.karangou.packaging.tour;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import org.jspecify.annotations.Nullable;

/// How long it takes, from what a hand does, until the player has another picture in its window. Looked at from inside
/// the client, where a question from outside would come too late by its own way. On the FX thread only.
final class PictureWatch {
    private static final String PICTURE = "#player-picture .image-view";
    private static final int LINES = 8;

    private final Scene scene;
    private final CompletableFuture<String> done;
    private final Runnable look = this::look;
    private final int[] before;
    private final long begun = System.nanoTime();
    private long paged;
    private @Nullable ImageView view;

    private PictureWatch(Scene scene, CompletableFuture<String> done) {
        this.scene = scene;
        this.done = done;
        before = find().map(ImageView::getImage).map(PictureWatch::lines).orElse(new int[0]);
    }

    /// Lets the hand do something and watches from then on.
    ///
    /// @param done told the microseconds until the player's page was there, and until its picture: `810 20400`
    static void after(Scene scene, Runnable act, CompletableFuture<String> done) {
        PictureWatch watch = new PictureWatch(scene, done);
        scene.addPostLayoutPulseListener(watch.look);
        act.run();
        watch.look();
    }

    private Optional<ImageView> find() {
        return scene.getRoot().lookupAll(PICTURE).stream()
                .map(ImageView.class::cast)
                .findFirst();
    }

    private void look() {
        if (view == null) {
            find().ifPresent(found -> {
                view = found;
                paged = System.nanoTime();
                found.imageProperty().subscribe(this::seen);
            });
        }
    }

    private void seen(@Nullable Image image) {
        if (image != null && !done.isDone() && !Arrays.equals(before, lines(image))) {
            scene.removePostLayoutPulseListener(look);
            done.complete((paged - begun) / 1000 + " " + (System.nanoTime() - begun) / 1000);
        }
    }

    private static int[] lines(Image image) {
        int width = (int) image.getWidth();
        int[] lines = new int[width * LINES];
        image.getPixelReader()
                .getPixels(
                        0,
                        (int) image.getHeight() / 2,
                        width,
                        LINES,
                        PixelFormat.getIntArgbPreInstance(),
                        lines,
                        0,
                        width);
        return lines;
    }
}
