package studio.karangou.packaging.simulation;

import java.time.Duration;

/// The network of one round.
///
/// @param losePercent of requests that never arrive, and of answers
/// @param twicePercent of requests that arrive twice
/// @param latePercent of requests whose copy arrives hours later
/// @param garblePercent of answers that are cut
/// @param roundTrip of each request
/// @param bytesPerSecond that go through
record Weather(
        int losePercent, int twicePercent, int latePercent, int garblePercent, Duration roundTrip, int bytesPerSecond) {
    static final Weather CLEAR = new Weather(0, 0, 0, 0, Duration.ofMillis(40), 1_000_000);

    static Weather of(Draw draw) {
        return switch (draw.upTo(6)) {
            case 0, 1 -> CLEAR;
            case 2 -> new Weather(30, 10, 5, 5, Duration.ofMillis(300), 20_000);
            case 3 -> new Weather(0, 40, 30, 0, Duration.ofMillis(100), 100_000);
            case 4 -> new Weather(5, 0, 0, 0, Duration.ofSeconds(2), 1_000); // 8 kbit/s
            default -> new Weather(60, 0, 10, 10, Duration.ofSeconds(1), 8_000);
        };
    }
}
