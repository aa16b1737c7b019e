package studio.karangou.desktop.engine.http;

import java.time.Duration;

/// How long each step with the server may take. Nothing limits the whole: at 8 kbit/s a large answer takes hours.
///
/// @param connect until the connection stands, TLS included: at 8 kbit/s and two seconds of round trip
///     that takes six to eight seconds
/// @param answer until the first bytes of the answer, besides the time that sending the body takes
/// @param idle without a single byte of the answer's body
/// @param leastBytesPerSecond the speed at which sending a body is given up
public record TimeLimits(Duration connect, Duration answer, Duration idle, int leastBytesPerSecond) {
    /// For the networks that Karangou is made for.
    public static final TimeLimits USUAL =
            new TimeLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30), 500);

    Duration answerTo(int bodyBytes) {
        return answer.plusSeconds(bodyBytes / leastBytesPerSecond);
    }
}
