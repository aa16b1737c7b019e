package studio.karangou.server.feature.ingest;

import java.util.List;

/// A rung that a film may get: it fits into a box, lying or standing as the film does.
///
/// @param name as shown
/// @param longSide of the box, in pixels
/// @param shortSide of the box, in pixels
/// @param kilobits per second to aim at
public record LadderStep(String name, int longSide, int shortSide, int kilobits) {
    /// All that there are, from the lowest to the highest.
    public static final List<LadderStep> ALL = List.of(
            new LadderStep("144p", 256, 144, 80),
            new LadderStep("240p", 426, 240, 180),
            new LadderStep("360p", 640, 360, 400),
            new LadderStep("480p", 854, 480, 800),
            new LadderStep("720p", 1280, 720, 1800),
            new LadderStep("1080p", 1920, 1080, 3600));

    /// How much a picture must be enlarged to touch the box from inside.
    double scale(int width, int height) {
        return Math.min((double) longSide / Math.max(width, height), (double) shortSide / Math.min(width, height));
    }
}
