package studio.karangou.server.feature.ingest;

import java.util.ArrayList;
import java.util.List;

/// The rungs that a source supports, and the rate that they share.
///
/// @param rungs from the lowest to the highest
/// @param rate of all rungs but the lowest
record Ladder(List<Rung> rungs, FrameRate rate) {
    /// A source this much smaller than a step still gets it, at its own size.
    private static final double NEARLY = 1.05;

    Ladder {
        rungs = List.copyOf(rungs);
    }

    /// One rung.
    ///
    /// @param name as shown
    /// @param width even
    /// @param height even
    /// @param kilobits per second to aim at
    /// @param keepEvery n: of the ladder's pictures every n-th is kept
    record Rung(String name, int width, int height, int kilobits, int keepEvery) {}

    /// Every step up to the source's own size; a source below the lowest step gets one rung of its own size.
    static Ladder of(SourceProbe.Video video) {
        FrameRate rate = video.rate().forLadder();
        List<Rung> rungs = new ArrayList<>();
        for (LadderStep step : LadderStep.ALL) {
            double scale = step.scale(video.width(), video.height());
            if (scale <= NEARLY || rungs.isEmpty()) {
                double down = Math.min(scale, 1);
                int keepEvery = rungs.isEmpty() ? rate.lowestRungStep() : 1;
                rungs.add(new Rung(
                        step.name(),
                        even(video.width() * down),
                        even(video.height() * down),
                        step.kilobits(),
                        keepEvery));
            }
        }
        return new Ladder(rungs, rate);
    }

    /// The rate of one rung.
    FrameRate rateOf(Rung rung) {
        return rate.everyNth(rung.keepEvery);
    }

    /// Between the beginnings of two segments, in seconds.
    double segmentSeconds() {
        return rate.framesPerSegment() / rate.perSecond();
    }

    /// kbit/s of all rungs together.
    int totalKilobits() {
        return rungs.stream().mapToInt(Rung::kilobits).sum();
    }

    private static int even(double size) {
        return Math.max(2, 2 * (int) Math.round(size / 2));
    }
}
