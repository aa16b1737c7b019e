package studio.karangou.server.feature.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pictures per second, exactly: 24000/1001 is not 23.976.
record FrameRate(int numerator, int denominator) {
    private static final List<FrameRate> USUAL = List.of(
            new FrameRate(24_000, 1001),
            new FrameRate(24, 1),
            new FrameRate(25, 1),
            new FrameRate(30_000, 1001),
            new FrameRate(30, 1));
    private static final double HIGHEST = 30.01;
    private static final double LOWEST = 12;

    FrameRate {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException("not a frame rate");
        }
    }

    /// Reads ffprobe's form, as in `24000/1001`; null for what it says when it does not know.
    static @Nullable FrameRate parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            return null;
        }
        try {
            int numerator = Integer.parseInt(text, 0, slash, 10);
            int denominator = Integer.parseInt(text, slash + 1, text.length(), 10);
            return numerator < 1 || denominator < 1 ? null : new FrameRate(numerator, denominator);
        } catch (NumberFormatException e) {
            return null; // larger than an int: of no use as a rate
        }
    }

    double perSecond() {
        return (double) numerator / denominator;
    }

    /// The constant rate to encode at: the source's own where that is from 12 to 30, else an even part or
    /// multiple of it; a rate that no camera has becomes the usual one next to it.
    FrameRate forLadder() {
        double rate = perSecond();
        while (rate > HIGHEST) {
            rate /= 2;
        }
        if (rate < LOWEST) {
            rate *= Math.ceil(LOWEST / rate);
        }
        return nearest(rate);
    }

    private static FrameRate nearest(double rate) {
        for (FrameRate usual : USUAL) {
            if (Math.abs(rate - usual.perSecond()) < usual.perSecond() * 0.0004) {
                return usual;
            }
        }
        if (Math.abs(rate - Math.rint(rate)) < 0.001) {
            return new FrameRate((int) Math.rint(rate), 1);
        }
        return USUAL.stream()
                .filter(usual -> usual.denominator == 1 && usual.perSecond() >= rate)
                .findFirst()
                .orElse(new FrameRate(30, 1));
    }

    /// Every which picture the lowest rung keeps: every second one, so 12 per second of a cinema film.
    int lowestRungStep() {
        return perSecond() >= 18.5 ? 2 : 1;
    }

    /// This rate with only every n-th picture kept.
    FrameRate everyNth(int n) {
        return numerator % n == 0
                ? new FrameRate(numerator / n, denominator)
                : new FrameRate(numerator, Math.multiplyExact(denominator, n));
    }

    /// Pictures in a segment of about six seconds; even, so that the lowest rung's segments begin with the others'.
    int framesPerSegment() {
        return 2 * (int) Math.round(3 * perSecond());
    }

    /// Ticks per second of the video's time scale, the same for all rungs: every picture of every rung
    /// lasts a whole number of ticks.
    int timeScale() {
        int ticks = 2;
        while (numerator * ticks < 12_000) {
            ticks *= 2;
        }
        return numerator * ticks;
    }

    /// As ffmpeg reads it.
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
