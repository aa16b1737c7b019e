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
    /// A place nearer to the beginning is not offered again (15 s in the player).
    private static final Duration WORTH_RESUMING = Duration.ofSeconds(17);
    /// What may go by between a look at the position and the next.
    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    /// How much longer than the film its showing may take.
    private static final Duration SLACK = Duration.ofMinutes(2);
    /// Pictures that differ, one from the next, before a film is taken to play.
    private static final int GLIMPSES = 5;
    private static final double LEAST_FRAMES = 0.95;
    private static final double LEAST_SSIM = 0.9;
    /// By how much the frame of that time is more alike than those of half a second beside it.
    private static final double CLEARLY = 0.005;
    private static final double FRAMES_OFF = 2.5;
    private static final String PICTURE = "#player-picture";
    private static final String FIGURES = "#player-figures";
    private static final String ENDED = ".player-ended";
    private static final String SHOWN = "Images peintes";
    private static final String LOST = "Images perdues";
    private static final String SOUND = "Son joué";
    private static final String POSITION = "Position";
    private static final String RESUME = "#player-resume";
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d+):)?(\\d+):(\\d+)");

    private final FrameComparison comparison;
    private final Path film;
    private final Path directory;
    private Duration left = Duration.ZERO;

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
        client.await("a place to resume at", SOON, () -> position(client).compareTo(WORTH_RESUMING) >= 0);
        compare(client, framesPerSecond, figures);
    }

    private void compare(ClientDriver client, double framesPerSecond, Map<String, Object> figures) throws IOException {
        client.press("SPACE");
        awaitStill(client);
        Path picture = picture(client, "picture-shown.png");
        left = Duration.ofMillis(figure(client.text(FIGURES), POSITION));
        FrameComparison.Likeness likeness = comparison.around(picture, film, left, framesPerSecond);
        figures.put("positionMillis", left.toMillis());
        figures.put("pictureOffMillis", likeness.off());
        figures.put("ssim", rounded(likeness.best()));
        figures.put("ssimElsewhere", rounded(likeness.elsewhere()));
        if (likeness.best() < LEAST_SSIM
                || likeness.elsewhere() > likeness.best() - CLEARLY
                || Math.abs(likeness.off()) > FRAMES_OFF * 1000 / framesPerSecond) {
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

    /// Goes on where it was left, and stays to the end.
    void watchToTheEnd(ClientDriver client, Manifest manifest, Map<String, Object> figures) throws IOException {
        client.awaitShown(PICTURE);
        resume(client, figures);
        Duration length = Duration.ofMillis(manifest.durationMillis());
        client.await("the end", length.plus(SLACK), () -> client.shows(ENDED));
        figures.put("ended", true);
    }

    /// The film begins at its beginning and offers the place where it was left.
    private void resume(ClientDriver client, Map<String, Object> figures) throws IOException {
        client.awaitShown(RESUME);
        Duration offered = clock(client.text(RESUME));
        Duration begun = position(client);
        client.click(RESUME);
        client.await("the place where it was left", SOON, () -> position(client).compareTo(offered) >= 0);
        Duration resumed = position(client);
        figures.put("leftSeconds", left.toSeconds());
        figures.put("begunSeconds", begun.toSeconds());
        figures.put("resumedSeconds", resumed.toSeconds());
        if (offered.toSeconds() != left.toSeconds()
                || begun.compareTo(offered) >= 0
                || resumed.compareTo(offered.plus(A_MOMENT)) > 0) {
            throw new TourFailure("left at " + left + ", offered " + offered + ", went on at " + resumed);
        }
    }

    void leave(ClientDriver client) throws IOException {
        client.click(client.shows(ENDED) ? "#player-leave" : "#player-back");
        client.awaitGone(PICTURE);
    }

    private static Duration position(ClientDriver client) throws IOException {
        return clock(client.text("#player-position"));
    }

    private static Duration clock(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.find()) {
            throw new TourFailure("no time in: " + text);
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
