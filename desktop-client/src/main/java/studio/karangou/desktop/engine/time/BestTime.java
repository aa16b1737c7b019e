package studio.karangou.desktop.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The device's best estimate of the time. Kiosk clocks are wrong: the server's time at the last sync says by how much,
/// and a clock that is set back is not believed, so that an expired licence stays expired.
public final class BestTime implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(BestTime.class);
    /// A clock may go back by this much without anybody having set it.
    private static final Duration TOLERANCE = Duration.ofMinutes(2);
    private static final Duration REMEMBER_EVERY = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Memory memory;
    private Duration offset;
    private Instant latest;
    private Instant remembered;

    /// What must survive a restart.
    public interface Memory {
        Optional<Remembered> recall();

        /// May fail silently: then the estimate is a little older after a restart.
        void remember(Remembered remembered);
    }

    /// @param offset server's time minus clock, at the last sync
    /// @param latest the latest time that was given out
    public record Remembered(Duration offset, Instant latest) {}

    public BestTime(InstantSource clock, Memory memory) {
        this.clock = clock;
        this.memory = memory;
        Remembered before = memory.recall().orElse(new Remembered(Duration.ZERO, Instant.EPOCH));
        offset = before.offset;
        latest = before.latest;
        remembered = before.latest;
        if (isSetBack()) {
            LOG.warn("the clock of this machine was set back; the time goes on from where it was");
        }
    }

    /// Never earlier than a time given out before, unless the server said so.
    @Override
    public synchronized Instant instant() {
        Instant now = clock.instant().plus(offset);
        if (now.isAfter(latest)) {
            latest = now;
            if (Duration.between(remembered, latest).compareTo(REMEMBER_EVERY) >= 0) {
                remembered = latest;
                memory.remember(new Remembered(offset, latest));
            }
        }
        return latest;
    }

    /// Whether the clock shows an earlier time than it did; only a sync mends that.
    public synchronized boolean isSetBack() {
        return clock.instant().plus(offset).isBefore(latest.minus(TOLERANCE));
    }

    /// Believes the server.
    public synchronized void serverSaid(Instant serverTime) {
        offset = Duration.between(clock.instant(), serverTime);
        latest = serverTime;
        remembered = serverTime;
        memory.remember(new Remembered(offset, latest));
    }
}
