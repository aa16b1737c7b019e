package studio.karangou.packaging.tour;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// Compares a picture that was shown with the film's own frames around that time, as ffmpeg decodes them.
final class FrameComparison {
    /// So far from there the film shows something else.
    private static final Duration AWAY = Duration.ofSeconds(3);

    /// A position on the screen has whole seconds: the frame lies within that second, or a frame or two beside it.
    private static final double BESIDE_SECONDS = 0.1;
    private static final Pattern LUMA = Pattern.compile("n:(\\d+) .*?Y:([0-9.]+|inf)");

    private final Path ffmpeg;

    /// What was found.
    ///
    /// @param best the likeness of the frame that is most alike, around the position
    /// @param elsewhere the same, some seconds beside it: less, or the comparison tells nothing
    record Likeness(double best, double elsewhere) {}

    FrameComparison(Path ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The structural similarity (Wang et al. 2004) of the luma planes, from 0 to 1, of the frames around a position.
    Likeness around(Path picture, Path film, Duration position) throws IOException {
        Duration away = position.compareTo(AWAY) < 0 ? position.plus(AWAY) : position.minus(AWAY);
        return new Likeness(bestMatch(picture, film, position), bestMatch(picture, film, away));
    }

    private double bestMatch(Path picture, Path film, Duration position) throws IOException {
        BufferedImage shown = ImageIO.read(picture.toFile());
        double from = Math.max(0, position.toMillis() / 1000.0 - BESIDE_SECONDS);
        String graph = String.format(
                Locale.ROOT,
                "[0:v]scale=%d:%d:flags=bicubic,format=gray,settb=1/1000,setpts=N[f];"
                        + "[1:v]format=gray,loop=-1:1:0,settb=1/1000,setpts=N[s];[f][s]ssim=stats_file=-:shortest=1",
                shown.getWidth(),
                shown.getHeight());
        Process process = new ProcessBuilder(List.of(
                        ffmpeg.toString(),
                        "-v",
                        "error",
                        "-nostdin",
                        "-ss",
                        String.format(Locale.ROOT, "%.3f", from),
                        "-t",
                        String.format(Locale.ROOT, "%.3f", 1 + 2 * BESIDE_SECONDS),
                        "-i",
                        film.toString(),
                        "-i",
                        picture.toString(),
                        "-lavfi",
                        graph,
                        "-f",
                        "null",
                        "-"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String statistics = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double best = 0;
        for (Matcher line = LUMA.matcher(statistics); line.find(); ) {
            best = Math.max(best, line.group(2).equals("inf") ? 1 : Double.parseDouble(line.group(2)));
        }
        return best;
    }
}
