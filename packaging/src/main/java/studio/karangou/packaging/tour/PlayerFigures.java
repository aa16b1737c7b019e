package studio.karangou.packaging.tour;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The figures that the player lays over its picture: one a line, in the same order in every language.
///
/// @param given pictures that libVLC gave out since the film was opened
/// @param painted of them, those that reached the window
/// @param lost pictures that came too late
/// @param sound blocks of sound decoded and played
/// @param lostSound blocks of sound that came too late
/// @param stalls times the film stood still
/// @param position where the film is, to the millisecond
public record PlayerFigures(
        long given, long painted, long lost, long sound, long lostSound, long stalls, Duration position) {
    /// Their place in the window.
    public static final String PLACE = "#player-figures";

    /// Thousands are set apart by narrow spaces, or by commas.
    private static final Pattern NUMBER = Pattern.compile(":\\h*(\\d[\\d\\h,]*)");

    private static final int LINES = 8;

    /// What is on the screen now.
    public static PlayerFigures of(ClientDriver client) throws IOException {
        return parse(client.text(PLACE));
    }

    static PlayerFigures parse(String text) {
        List<Long> numbers = new ArrayList<>();
        for (Matcher number = NUMBER.matcher(text); number.find(); ) {
            numbers.add(Long.parseLong(number.group(1).replaceAll("[\\h,]", "")));
        }
        if (numbers.size() != LINES) {
            throw new TourFailure("these are not the player's figures: " + text);
        }
        return new PlayerFigures(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                Duration.ofMillis(numbers.get(LINES - 1)));
    }

    /// The next ones, at the moment when they come: the player renews them four times a second, so what lies between
    /// two of them can be told from their times.
    public static Renewed awaitNext(ClientDriver client, Duration limit) throws IOException {
        long before = of(client).painted();
        PlayerFigures[] next = new PlayerFigures[1];
        client.await("other figures", limit, () -> {
            next[0] = of(client);
            return next[0].painted() != before;
        });
        return new Renewed(next[0], System.nanoTime());
    }

    /// @param moment of `System.nanoTime`
    public record Renewed(PlayerFigures figures, long moment) {}
}
