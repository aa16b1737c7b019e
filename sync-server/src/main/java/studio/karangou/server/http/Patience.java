package studio.karangou.server.http;

import java.time.Duration;

/// How slowly others may speak. A line of the second generation carries a kilobyte a second where it is weakest
/// (8 kbit/s), and our own client gives up below half of that: a third, with half a minute to spare, cuts off
/// nobody who means it.
///
/// @param head from the first line of a request to the end of its headers
/// @param grace of a body before its rate counts
/// @param bytesPerSecond of a body, on average from its beginning
/// @param silence between two parts of a body
/// @param idle of a connection between two requests
record Patience(Duration head, Duration grace, int bytesPerSecond, Duration silence, Duration idle) {
    static final Patience STANDARD = new Patience(
            Duration.ofSeconds(30), Duration.ofSeconds(30), 300, Duration.ofSeconds(60), Duration.ofMinutes(2));
}
