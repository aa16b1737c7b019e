package studio.karangou.packaging.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.packaging.demo.Patience;

/// Watching the film in the player, with an eye on the picture and an ear on the sound.
final class Screening {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration WATCHED = Duration.ofSeconds(10);
    /// How much longer than the film its showing may take.
    private static final Duration SLACK = Duration.ofMinutes(2);
    /// Pictures that differ, one from the next, before a film is taken to play.
    private static final int GLIMPSES = 5;
    private static final double LEAST_FRAMES = 0.95;
    private static final double LEAST_SSIM = 0.9;
    private static final String PICTURE = "#player-picture";
    private static final String FIGURES = "#player-figures";
    private static final String ENDED = ".player-ended";
    private static final String SHOWN = "Images peintes";
    private static final String LOST = "Images perdues";
    private static final String SOUND = "Son joué";
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d+):)?(\\d+):(\\d+)");

    private final FrameComparison comparison;
    private final Path film;
    private final Path directory;

    Screening(FrameComparison comparison, Path film, Path directory) {
        this.comparison = comparison;
        this.film = film;
        this.directory = directory;
    }

    /// Watches a while, then compares a paused picture with the film's own frame of that time.
    void watch(ClientDriver client, Manifest manifest, Map<String, Object> figures) throws IOException {
        double framesPerSecond = manifest.video().getLast().framesPerSecond();
        client.awaitShown(PICTURE);
        client.press("I");
        client.awaitText(FIGURES, text -> figure(text, SHOWN) > framesPerSecond, SOON);
        Path early = picture(client, "picture-early.png");
        String before = client.text(FIGURES);
        long begun = System.nanoTime();
        Patience.pause(WATCHED);
        String after = client.text(FIGURES);
        double expected = (System.nanoTime() - begun) / 1e9 * framesPerSecond;
        if (Files.mismatch(early, picture(client, "picture-late.png")) < 0) {
            throw new TourFailure("the picture did not move");
        }
        long shown = figure(after, SHOWN) - figure(before, SHOWN);
        long sound = figure(after, SOUND) - figure(before, SOUND);
        figures.put("framesShown", shown);
        figures.put("framesExpected", Math.round(expected));
        figures.put("framesLost", figure(after, LOST));
        figures.put("soundBuffersPlayed", sound);
        if (shown < LEAST_FRAMES * expected || (sound <= 0 && !manifest.audio().isEmpty())) {
            throw new TourFailure("shown " + shown + " of " + expected + " frames, sound " + sound);
        }
        compare(client, figures);
    }

    private void compare(ClientDriver client, Map<String, Object> figures) throws IOException {
        client.press("SPACE");
        awaitStill(client);
        Path picture = picture(client, "picture-shown.png");
        Duration position = position(client);
        FrameComparison.Likeness likeness = comparison.around(picture, film, position);
        figures.put("positionSeconds", position.toSeconds());
        figures.put("ssim", rounded(likeness.best()));
        figures.put("ssimElsewhere", rounded(likeness.elsewhere()));
        if (likeness.best() < LEAST_SSIM || likeness.elsewhere() >= likeness.best()) {
            throw new TourFailure("the picture is not the film's of that time: " + likeness);
        }
    }

    private static double rounded(double ssim) {
        return Math.round(ssim * 10_000) / 10_000.0;
    }

    private Path picture(ClientDriver client, String name) throws IOException {
        Path file = directory.resolve(name);
        client.image(PICTURE, file);
        return file;
    }

    /// Paused when more than a second goes by on the wall and none in the film. Not when no frame comes:
    /// libVLC shows a paused picture again and again.
    private static void awaitStill(ClientDriver client) throws IOException {
        client.await("a still picture", SOON, () -> {
            Duration before = position(client);
            Patience.pause(Duration.ofMillis(1_200));
            return position(client).equals(before);
        });
    }

    /// Looks whether pictures are painted, one after the other.
    void glimpse(ClientDriver client, Map<String, Object> figures) throws IOException {
        client.awaitShown(PICTURE);
        Path last = directory.resolve("picture-early.png");
        Path next = directory.resolve("picture-late.png");
        int changes = 0;
        client.await("a first picture", SOON, () -> hasImage(client, last));
        while (changes < GLIMPSES) {
            client.await("the next picture", SOON, () -> {
                client.image(PICTURE, next);
                return Files.mismatch(last, next) >= 0;
            });
            Files.copy(next, last, StandardCopyOption.REPLACE_EXISTING);
            changes++;
        }
        figures.put("picturesSeen", changes);
    }

    private static boolean hasImage(ClientDriver client, Path file) throws IOException {
        try {
            client.image(PICTURE, file);
            return true;
        } catch (TourFailure nothingPaintedYet) {
            return false;
        }
    }

    /// Begins it anew, and stays to the end.
    void watchToTheEnd(ClientDriver client, Manifest manifest, Map<String, Object> figures) throws IOException {
        client.awaitShown(PICTURE);
        Duration length = Duration.ofMillis(manifest.durationMillis());
        client.await("the end", length.plus(SLACK), () -> client.shows(ENDED));
        figures.put("ended", true);
    }

    void leave(ClientDriver client) throws IOException {
        client.click(client.shows(ENDED) ? "#player-leave" : "#player-back");
        client.awaitGone(PICTURE);
    }

    private static Duration position(ClientDriver client) throws IOException {
        Matcher clock = CLOCK.matcher(client.text("#player-position"));
        if (!clock.find()) {
            throw new TourFailure("the player shows no position");
        }
        long hours = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
        return Duration.ofHours(hours)
                .plusMinutes(Long.parseLong(clock.group(2)))
                .plusSeconds(Long.parseLong(clock.group(3)));
    }

    /// A figure of the overlay; thousands are set apart by narrow spaces.
    private static long figure(String text, String name) {
        Matcher value = Pattern.compile(name + "\\h*:\\h*([\\d\\h]+)").matcher(text);
        return value.find() ? Long.parseLong(value.group(1).replaceAll("\\h", "")) : 0;
    }
}
