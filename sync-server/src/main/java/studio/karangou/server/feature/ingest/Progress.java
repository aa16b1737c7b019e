package studio.karangou.server.feature.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far an ffmpeg has come, from what it writes with `-progress`.
final class Progress {
    private static final Pattern DONE = Pattern.compile("out_time_us=([0-9]{1,15})");

    private volatile double seconds;

    /// Takes a line of ffmpeg's output; lines that say something else, or `N/A`, are passed over.
    void line(String line) {
        Matcher matcher = DONE.matcher(line);
        if (matcher.matches()) {
            seconds = Math.max(seconds, Double.parseDouble(matcher.group(1)) / 1e6);
        }
    }

    /// Of the film, done so far.
    double seconds() {
        return seconds;
    }
}
