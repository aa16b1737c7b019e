package studio.karangou.desktop.ui.controls;

import java.util.List;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/// A poster in our colours for a film that has none yet: one of six motifs, always the same for the same film.
final class DrawnArt extends Pane {
    private static final int MOTIFS = 6;

    private int motif;

    DrawnArt() {
        setMinSize(0, 0);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    /// @param seed chooses the motif
    void draw(int seed) {
        motif = Math.floorMod(seed * 31 + (seed >>> 7), MOTIFS);
        setBackground(new Background(new BackgroundFill(sky(), CornerRadii.EMPTY, null)));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        getChildren().setAll(shapes(getWidth(), getHeight()));
    }

    private Paint sky() {
        return switch (motif) {
            case 0 -> down("#d5672f", "#6e2320", "#1c0e10");
            case 1 -> down("#88c8b4", "#2f7f78", "#12403f");
            case 2 -> down("#5b6fd6", "#2a2a6b", "#120f2b");
            case 3 -> down("#f0bd62", "#c97b24", "#5a2a12");
            case 4 -> down("#392a52", "#281d40", "#1a1030");
            default -> down("#16324f", "#10233a", "#0b1524");
        };
    }

    private List<Shape> shapes(double w, double h) {
        double unit = Math.min(w, h);
        return switch (motif) {
            case 0 -> List.of(circle(w * 0.72, h * 0.30, unit * 0.15, "#ffcf70"));
            case 1 ->
                List.of(
                        ellipse(w * 0.85, h * 1.15, w * 0.55, h * 0.62, "#123c38"),
                        ellipse(w * 0.30, h * 1.10, w * 0.45, h * 0.66, "#0c2a2a"));
            case 2 -> stripes(w, h);
            case 3 -> List.of(circle(w * 0.50, h * 0.42, unit * 0.17, "#2a1610"));
            case 4 -> List.of(fill(new Polygon(w * 0.46, 0, w * 0.70, 0, w * 0.46, h, w * 0.22, h), "#e0564a"));
            default -> List.of(circle(w * 0.26, h * 0.25, unit * 0.09, "#f6efe3"));
        };
    }

    private static List<Shape> stripes(double w, double h) {
        double step = 34;
        return java.util.stream.IntStream.range(0, (int) ((w + h) / step) + 1)
                .<Shape>mapToObj(i -> fill(
                        new Polygon(i * step, 0, i * step + step / 2, 0, i * step + step / 2 - h, h, i * step - h, h),
                        "#00000033"))
                .toList();
    }

    private static Paint down(String top, String middle, String bottom) {
        return new LinearGradient(
                0,
                0,
                0,
                1,
                true,
                CycleMethod.NO_CYCLE,
                new Stop(0, Color.web(top)),
                new Stop(0.57, Color.web(middle)),
                new Stop(1, Color.web(bottom)));
    }

    private static Shape circle(double x, double y, double radius, String colour) {
        return fill(new Circle(x, y, radius), colour);
    }

    private static Shape ellipse(double x, double y, double radiusX, double radiusY, String colour) {
        return fill(new Ellipse(x, y, radiusX, radiusY), colour);
    }

    private static Shape fill(Shape shape, String colour) {
        shape.setFill(Color.web(colour));
        shape.setManaged(false);
        return shape;
    }
}
