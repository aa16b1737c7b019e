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

/// Watching the film in the player, with an eye on the picture and an ear on the sound.
final class Screening {
    private static final Duration SOON = Duration.ofSeconds(40);
    /// A film is watched to here, where the player will offer to resume it; a short one, of which it never does, for
    /// less.
    private static final Duration WORTH_RESUMING = Duration.ofSeconds(17);
    private static final Duration LEAST_WATCHED = Duration.ofSeconds(11);
    private static final Duration LONGER = Duration.ofSeconds(15);
    /// A place nearer to either end is not offered; the player's own figure.
    private static final Duration EDGE = Duration.ofSeconds(15);
    /// The player looks at the film four times a second.
    private static final Duration STILL = Duration.ofMillis(1_200);
    /// How much longer than the film its showing may take.
    private static final Duration SLACK = Duration.ofMinutes(2);
    /// Pictures that differ, one from the next, before a film is taken to play.
    private static final int GLIMPSES = 5;
    private static final double LEAST_FRAMES = 0.95;
    private static final double LEAST_SSIM = 0.9;
    /// What libVLC reads before its clock begins (`--network-caching`).
    private static final Duration READ_AHEAD = Duration.ofMillis(600);
    /// Two frames that follow each other differ by 0.001 or more where the picture moves.
    private static final double ALIKE = 0.0005;
    /// Frames beside the place that a paused film was sent to.
    private static final double STEPS = 2.5;
    /// Goes to the middle of the film.
    private static final String HALF = "DIGIT5";

    private static final String PICTURE = "#player-picture";
    private static final String FIGURES = PlayerFigures.PLACE;
    private static final String ENDED = ".player-ended";
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
        client.awaitShown(FIGURES);
        client.await("pictures", SOON, () -> PlayerFigures.of(client).painted() > framesPerSecond);
        Path early = picture(client, "picture-early.png");
        PlayerFigures.Renewed before = PlayerFigures.awaitNext(client, SOON);
        Duration enough = isWorthResuming(WORTH_RESUMING, manifest) ? WORTH_RESUMING : LEAST_WATCHED;
        client.await("the film to reach " + enough, SOON, () -> position(client).compareTo(enough) >= 0);
        PlayerFigures.Renewed after = watched(client, before, framesPerSecond);
        if (Files.mismatch(early, picture(client, "picture-late.png")) < 0) {
            throw new TourFailure("the picture did not move");
        }
        double expected = (after.moment() - before.moment()) / 1e9 * framesPerSecond;
        long shown = after.figures().painted() - before.figures().painted();
        long sound = after.figures().sound() - before.figures().sound();
        figures.put("framesShown", shown);
        figures.put("framesExpected", Math.round(expected));
        figures.put("framesLost", after.figures().lost());
        figures.put("soundBuffersPlayed", sound);
        if (shown < LEAST_FRAMES * expected || (sound <= 0 && !manifest.audio().isEmpty())) {
            throw new TourFailure("shown " + shown + " of " + expected + " frames, sound " + sound);
        }
        compare(client, framesPerSecond, figures);
    }

    /// Watches on for a while where too little was shown so far: a moment in which something else had the whole
    /// processor is made up for, a player that is too slow is not.
    private static PlayerFigures.Renewed watched(
            ClientDriver client, PlayerFigures.Renewed before, double framesPerSecond) throws IOException {
        PlayerFigures.Renewed after = PlayerFigures.awaitNext(client, SOON);
        Duration end = after.figures().position().plus(LONGER);
        while (after.figures().painted() - before.figures().painted()
                        < LEAST_FRAMES * (after.moment() - before.moment()) / 1e9 * framesPerSecond
                && after.figures().position().compareTo(end) < 0) {
            after = PlayerFigures.awaitNext(client, SOON);
        }
        return after;
    }

    /// Paused where it is, the film's clock may be ahead of the picture: libVLC shows the first picture at once,
    /// lets its clock begin when enough is read, and tells no picture's time. Sent to a place, the clock stands
    /// there, and so does the picture, but for a step or two by which libVLC is made to show it.
    private void compare(ClientDriver client, double framesPerSecond, Map<String, Object> figures) throws IOException {
        double frame = 1000 / framesPerSecond;
        client.press("SPACE");
        Path paused = awaitStill(client, "picture-paused.png");
        compare(client, paused, framesPerSecond, -READ_AHEAD.toMillis() - frame, figures);
        client.press(HALF);
        Path next = directory.resolve("picture-next.png");
        client.await("the picture of another place", SOON, () -> {
            client.image(PICTURE, next);
            return Files.mismatch(paused, next) >= 0;
        });
        compare(client, awaitStill(client, "picture-shown.png"), framesPerSecond, -STEPS * frame, figures);
        left = clock(client.text("#player-position"));
    }

    /// @param earliest milliseconds from the position to the first frame that may be shown there
    private void compare(
            ClientDriver client, Path picture, double framesPerSecond, double earliest, Map<String, Object> figures)
            throws IOException {
        Duration position = position(client);
        FrameComparison.Likeness likeness = comparison.around(picture, film, position, framesPerSecond);
        double ssim = likeness.between(earliest, STEPS * 1000 / framesPerSecond);
        String name = picture.getFileName().toString();
        figures.put(name, Map.of("atMillis", position.toMillis(), "offMillis", likeness.off(), "ssim", rounded(ssim)));
        if (ssim < LEAST_SSIM || ssim < likeness.best() - ALIKE) {
            throw new TourFailure(name + " is not the film's picture of that time: " + ssim + ", but " + likeness.best()
                    + " at " + likeness.off() + " ms beside it");
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

    /// Paused when a second goes by on the wall without another picture or another position. Not when no frame comes:
    /// libVLC shows a paused picture again and again.
    private Path awaitStill(ClientDriver client, String name) throws IOException {
        Path still = directory.resolve(name);
        Path now = directory.resolve("picture-next.png");
        long[] since = {System.nanoTime()};
        String[] before = {""};
        picture(client, still.getFileName().toString());
        client.await("a still picture", SOON, () -> {
            String figures = client.text(FIGURES);
            picture(client, now.getFileName().toString());
            if (!figures.equals(before[0]) || Files.mismatch(still, now) >= 0) {
                Files.copy(now, still, StandardCopyOption.REPLACE_EXISTING);
                before[0] = figures;
                since[0] = System.nanoTime();
            }
            return System.nanoTime() - since[0] > STILL.toNanos();
        });
        Files.delete(now);
        return still;
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
        if (isWorthResuming(left, manifest)) {
            resume(client, figures);
        }
        Duration length = Duration.ofMillis(manifest.durationMillis());
        client.await("the end", length.plus(SLACK), () -> client.shows(ENDED));
        figures.put("ended", true);
    }

    /// The player offers a place only where so much lies before it and behind it.
    private static boolean isWorthResuming(Duration place, Manifest manifest) {
        Duration length = Duration.ofMillis(manifest.durationMillis());
        return place.compareTo(EDGE) > 0 && place.plus(EDGE).compareTo(length) < 0;
    }

    /// The film begins at its beginning and offers the place where it was left, as the control bar said it.
    private void resume(ClientDriver client, Map<String, Object> figures) throws IOException {
        client.awaitShown(RESUME);
        client.press("I");
        client.awaitShown(FIGURES);
        Duration offered = clock(client.text(RESUME));
        Duration begun = position(client);
        long pressed = System.nanoTime();
        client.click(RESUME);
        client.await("the place where it was left", SOON, () -> position(client).compareTo(offered) >= 0);
        Duration resumed = position(client);
        Duration since = Duration.ofNanos(System.nanoTime() - pressed);
        figures.put("leftSeconds", left.toSeconds());
        figures.put("begunMillis", begun.toMillis());
        figures.put("resumedMillis", resumed.toMillis());
        if (!offered.equals(left)
                || begun.compareTo(offered) >= 0
                || resumed.compareTo(offered.plus(since).plusSeconds(1)) > 0) {
            throw new TourFailure("left at " + left + ", offered " + offered + ", went on at " + resumed);
        }
    }

    void leave(ClientDriver client) throws IOException {
        client.click(client.shows(ENDED) ? "#player-leave" : "#player-back");
        client.awaitGone(PICTURE);
    }

    /// By the figures: the control bar goes away while the film plays.
    private static Duration position(ClientDriver client) throws IOException {
        return PlayerFigures.of(client).position();
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
}
