package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.function.Consumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Where the film is, and where it could be. Tells the time under the pointer, and seeks where it is pressed or
/// dragged to.
final class SeekBar extends Region {
    private static final double TRACK = 6;
    private static final double THUMB = 16;

    private final Region track = part("seek-track");
    private final Region played = part("seek-played");
    private final Region pointed = part("seek-pointed");
    private final Region thumb = part("seek-thumb");
    private final Consumer<Duration> seek;
    private final Consumer<@Nullable Duration> hover;
    private Duration length = Duration.ZERO;
    private Duration position = Duration.ZERO;
    private double pointedX = -1;

    /// @param seek told where a person wants to go
    /// @param hover told the time under the pointer, null when it left
    SeekBar(Consumer<Duration> seek, Consumer<@Nullable Duration> hover) {
        this.seek = seek;
        this.hover = hover;
        setId("player-seek");
        getStyleClass().add("seek-bar");
        setAccessibleRole(AccessibleRole.SLIDER);
        getChildren().addAll(track, pointed, played, thumb);
        setOnMouseMoved(this::point);
        setOnMouseExited(event -> leave());
        setOnMousePressed(this::go);
        setOnMouseDragged(event -> {
            point(event);
            go(event);
        });
    }

    void show(Duration at, Duration of) {
        position = at;
        length = of;
        requestLayout();
        notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    }

    /// Where a time is on the bar, in its own coordinates.
    double xOf(Duration time) {
        return length.isZero() ? 0 : getWidth() * Math.clamp((double) time.toMillis() / length.toMillis(), 0, 1);
    }

    private void point(MouseEvent event) {
        pointedX = Math.clamp(event.getX(), 0, Math.max(0, getWidth()));
        requestLayout();
        hover.accept(timeAt(event.getX()));
    }

    private void leave() {
        pointedX = -1;
        requestLayout();
        hover.accept(null);
    }

    private void go(MouseEvent event) {
        seek.accept(timeAt(event.getX()));
    }

    private Duration timeAt(double x) {
        double share = getWidth() == 0 ? 0 : Math.clamp(x / getWidth(), 0, 1);
        return Duration.ofMillis(Math.round(length.toMillis() * share));
    }

    @Override
    protected void layoutChildren() {
        double middle = getHeight() / 2;
        double at = xOf(position);
        track.resizeRelocate(0, middle - TRACK / 2, getWidth(), TRACK);
        played.resizeRelocate(0, middle - TRACK / 2, at, TRACK);
        pointed.resizeRelocate(0, middle - TRACK / 2, Math.max(0, pointedX), TRACK);
        thumb.resizeRelocate(at - THUMB / 2, middle - THUMB / 2, THUMB, THUMB);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> (double) position.toSeconds();
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> (double) length.toSeconds();
            case TEXT -> ClockText.of(position);
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        part.setManaged(false);
        part.setMouseTransparent(true);
        return part;
    }
}
