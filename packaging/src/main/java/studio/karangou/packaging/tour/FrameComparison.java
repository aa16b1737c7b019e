package studio.karangou.packaging.tour;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// Compares a picture that was shown with the film's own frames around that time, as ffmpeg decodes them.
final class FrameComparison {
    /// The frames of so long before and after a position are looked at.
    private static final double AROUND_SECONDS = 2;
    /// What a film shows so far from a position is another picture.
    private static final double ELSEWHERE_SECONDS = 0.5;
    /// A position is told in milliseconds, its frame began before it, and ffmpeg rounds to whole frames.
    private static final double NEAR_FRAMES = 2.5;

    private static final Pattern LUMA = Pattern.compile("n:(\\d+) .*?Y:([0-9.]+|inf)");

    private final Path ffmpeg;

    /// What was found.
    ///
    /// @param best the likeness of the frame that is most alike, of the two to either side of the position
    /// @param elsewhere the same, of the frames half a second to two seconds beside it: clearly less, or the
    /// comparison tells nothing
    /// @param off milliseconds from the position to the frame that is most alike of all
    record Likeness(double best, double elsewhere, long off) {}

    FrameComparison(Path ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The structural similarity (Wang et al. 2004) of the luma planes, from 0 to 1, of the frames around a position.
    ///
    /// @param framesPerSecond of the film
    /// @throws IOException if ffmpeg fails, with its words
    Likeness around(Path picture, Path film, Duration position, double framesPerSecond) throws IOException {
        double at = position.toMillis() / 1000.0;
        double from = Math.max(0, at - AROUND_SECONDS);
        double best = 0;
        double elsewhere = 0;
        double most = 0;
        double off = 0;
        Matcher line = LUMA.matcher(similarities(picture, film, from, at + AROUND_SECONDS - from, framesPerSecond));
        while (line.find()) {
            double beside = from + (Integer.parseInt(line.group(1)) - 1) / framesPerSecond - at;
            double ssim = line.group(2).equals("inf") ? 1 : Double.parseDouble(line.group(2));
            if (Math.abs(beside) <= NEAR_FRAMES / framesPerSecond) {
                best = Math.max(best, ssim);
            } else if (Math.abs(beside) >= ELSEWHERE_SECONDS) {
                elsewhere = Math.max(elsewhere, ssim);
            }
            if (ssim > most) {
                most = ssim;
                off = beside;
            }
        }
        return new Likeness(best, elsewhere, Math.round(off * 1000));
    }

    private String similarities(Path picture, Path film, double from, double seconds, double framesPerSecond)
            throws IOException {
        BufferedImage shown = ImageIO.read(picture.toFile());
        String graph = String.format(
                Locale.ROOT,
                "[0:v]fps=%.4f:start_time=0,scale=%d:%d:flags=bicubic,format=gray,settb=1/1000,setpts=N[f];"
                        + "[1:v]format=gray,loop=-1:1:0,settb=1/1000,setpts=N[s];[f][s]ssim=stats_file=-:shortest=1",
                framesPerSecond,
                shown.getWidth(),
                shown.getHeight());
        Path errors = Files.createTempFile("karangou-frames", ".log");
        try {
            Process process = new ProcessBuilder(command(picture, film, from, seconds, graph))
                    .redirectError(errors.toFile())
                    .start();
            String statistics = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new IOException("the frames cannot be compared: "
                        + Files.readString(errors).strip());
            }
            return statistics;
        } finally {
            Files.delete(errors);
        }
    }

    private List<String> command(Path picture, Path film, double from, double seconds, String graph) {
        return List.of(
                ffmpeg.toString(),
                "-v",
                "error",
                "-nostdin",
                "-ss",
                String.format(Locale.ROOT, "%.3f", from),
                "-t",
                String.format(Locale.ROOT, "%.3f", seconds),
                "-i",
                film.toString(),
                "-i",
                picture.toString(),
                "-lavfi",
                graph,
                "-fps_mode",
                "passthrough",
                "-f",
                "null",
                "-");
    }
}
