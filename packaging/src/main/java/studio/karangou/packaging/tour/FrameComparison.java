package studio.karangou.packaging.tour;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// Compares a picture that was shown with the film's own frames around that time, as ffmpeg decodes them.
final class FrameComparison {
    /// The frames of so long before and after a position are looked at.
    private static final double AROUND_SECONDS = 2;

    private static final Pattern LUMA = Pattern.compile("n:(\\d+) .*?Y:([0-9.]+|inf)");

    private final Path ffmpeg;

    /// What was found.
    ///
    /// @param frames the likeness of each frame, by milliseconds from the position to the frame; not empty
    record Likeness(NavigableMap<Long, Double> frames) {
        /// That of the frame that is most alike.
        double best() {
            return Collections.max(frames.values());
        }

        /// Milliseconds from the position to the frame that is most alike.
        long off() {
            return Collections.max(frames.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
        }

        /// The best between two places, in milliseconds from the position; 0 if there is no frame.
        double between(double from, double to) {
            return frames.subMap(Math.round(from), true, Math.round(to), true).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }
    }

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
        NavigableMap<Long, Double> frames = new TreeMap<>();
        Matcher line = LUMA.matcher(similarities(picture, film, from, at + AROUND_SECONDS - from, framesPerSecond));
        while (line.find()) {
            double beside = from + (Integer.parseInt(line.group(1)) - 1) / framesPerSecond - at;
            double ssim = line.group(2).equals("inf") ? 1 : Double.parseDouble(line.group(2));
            frames.put(Math.round(beside * 1000), ssim);
        }
        if (frames.isEmpty()) {
            throw new IOException("the film has no frames at " + position);
        }
        return new Likeness(frames);
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
