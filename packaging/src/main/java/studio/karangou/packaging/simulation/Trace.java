package studio.karangou.packaging.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What happened, line by line; the same for the same seed.
final class Trace {
    private final VirtualTime time;
    private final List<String> lines = new ArrayList<>();

    Trace(VirtualTime time) {
        this.time = time;
    }

    /// @param who it happened to
    void say(String who, String what) {
        lines.add(String.format(
                Locale.ROOT,
                "day %d %02d:%02d:%02d  %-9s %s",
                time.since().toDays() + 1,
                time.since().toHoursPart(),
                time.since().toMinutesPart(),
                time.since().toSecondsPart(),
                who,
                what));
    }

    List<String> lines() {
        return lines;
    }
}
