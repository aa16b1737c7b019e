package studio.karangou.server.feature.ingest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How loud a track is (EBU R 128, ITU-R BS.1770).
///
/// @param integrated in LUFS
/// @param threshold of the gate, in LUFS
/// @param range in LU
/// @param truePeak in dBFS
record Loudness(double integrated, double threshold, double range, double truePeak) {
    /// What all films are brought to, so that nobody reaches for the volume between two of them.
    private static final double TARGET = -16;
    private static final double PEAK_LIMIT = -1.5;
    private static final double USUAL_RANGE = 11;
    private static final double WIDEST_RANGE = 50;
    /// Quieter is silence, which would only be made to hiss.
    private static final double SILENCE = -60;

    private static final String NUMBER = "\\s+(-?[0-9.]+|-inf|nan) ";
    private static final Pattern SUMMARY = Pattern.compile(
            "I:" + NUMBER + "LUFS\\s+Threshold:" + NUMBER + "LUFS.*?LRA:" + NUMBER + "LU\\s.*?Peak:" + NUMBER + "dBFS",
            Pattern.DOTALL);

    /// Reads what the filter `ebur128` says at its end; null if it said nothing.
    static @Nullable Loudness parse(String summary) {
        Matcher matcher = SUMMARY.matcher(summary);
        return matcher.find()
                ? new Loudness(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4))
                : null;
    }

    boolean isSilence() {
        return !(integrated > SILENCE);
    }

    /// The filter that brings this track to the target in a second pass; nothing for silence.
    /// With the measured values it works linearly wherever the peaks allow it: no pumping.
    String filter() {
        if (isSilence()) {
            return "anull";
        }
        double rangeTarget = Math.clamp(Math.ceil(range), USUAL_RANGE, WIDEST_RANGE);
        return String.format(
                Locale.ROOT,
                "loudnorm=I=%.1f:TP=%.1f:LRA=%.1f:measured_I=%.1f:measured_TP=%.1f:measured_LRA=%.1f"
                        + ":measured_thresh=%.1f:linear=true",
                TARGET,
                PEAK_LIMIT,
                rangeTarget,
                Math.clamp(integrated, -99, 0),
                Math.clamp(truePeak, -99, 99),
                Math.clamp(range, 0, 99),
                Math.clamp(threshold, -99, 0));
    }

    private static double number(Matcher matcher, int group) {
        String text = matcher.group(group);
        return switch (text) {
            case "-inf" -> -99;
            case "nan" -> 0;
            default -> Double.parseDouble(text);
        };
    }
}
