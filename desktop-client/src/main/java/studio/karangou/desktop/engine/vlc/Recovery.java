package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How often and how soon a film that broke off is begun again where it was. A film that went on for a while
/// since has earned all tries anew; one that breaks off at the same place is given up.
final class Recovery {
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    /// Before each try, the first at once.
    static final List<Duration> PAUSES = List.of(
            Duration.ZERO, Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final List<Duration> pauses;
    private int tries;
    private Duration furthest = Duration.ZERO;

    /// @param pauses one before each try
    Recovery(List<Duration> pauses) {
        this.pauses = List.copyOf(pauses);
    }

    /// A film is opened, or a person went elsewhere in it: it deserves all tries there.
    void begin(Duration position) {
        tries = 0;
        furthest = position;
    }

    /// It broke off.
    ///
    /// @return how long to wait before the next try, empty if there is none
    Optional<Duration> brokeOffAt(Duration position) {
        if (position.compareTo(furthest.plus(PROGRESS)) >= 0) {
            tries = 0;
        }
        if (position.compareTo(furthest) > 0) {
            furthest = position;
        }
        return tries < pauses.size() ? Optional.of(pauses.get(tries++)) : Optional.empty();
    }
}
