package studio.karangou.packaging.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The true time of the simulated world; it goes on only when something happens.
final class VirtualTime extends Clock {
    static final Instant BEGIN = Instant.parse("2027-03-01T00:00:00Z");

    private Duration since = Duration.ZERO;

    /// Since the world began.
    Duration since() {
        return since;
    }

    void advance(Duration by) {
        since = since.plus(by);
    }

    /// Goes on to a moment, unless it is later already.
    void reach(Duration moment) {
        if (moment.compareTo(since) > 0) {
            since = moment;
        }
    }

    @Override
    public Instant instant() {
        return BEGIN.plus(since);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        if (!zone.equals(ZoneOffset.UTC)) {
            throw new UnsupportedOperationException("the simulated world is in UTC");
        }
        return this;
    }
}
