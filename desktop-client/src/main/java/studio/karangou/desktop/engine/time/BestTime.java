package studio.karangou.desktop.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The device's best estimate of the time. Kiosk clocks are wrong: the server's time at the last sync says by how much,
/// and a clock that is set back is not believed, so that an expired licence stays expired. While the program runs, what
/// somebody does to the clock is seen against the time that has really passed, and the estimate goes on undisturbed.
public final class BestTime implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(BestTime.class);
    /// A clock may be adjusted by this much without anybody having set it.
    private static final Duration TOLERANCE = Duration.ofMinutes(2);
    /// A machine may sleep for so long; a clock that is further ahead was set.
    private static final Duration LONGEST_SLEEP = Duration.ofDays(60);
    /// After so long without a server no clock is sure any more.
    private static final Duration SURE_FOR = Duration.ofDays(90);
    private static final Duration REMEMBER_EVERY = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Memory memory;
    private Duration offset;
    private Instant latest;
    private long latestAt;
    private @Nullable Instant confirmed;
    private Instant remembered;

    /// What must survive a restart.
    public interface Memory {
        Optional<Remembered> recall();

        /// May fail silently: then the estimate is a little older after a restart.
        void remember(Remembered remembered);
    }

    /// @param offset server's time minus clock, at the last sync
    /// @param latest the latest time that was given out
    /// @param confirmed when the server last said the time, null if never or if the clock was set since
    public record Remembered(
            Duration offset, Instant latest, @Nullable Instant confirmed) {}

    /// @param clock of the machine
    /// @param nanos goes on evenly whatever the clock does, as [System#nanoTime]
    public BestTime(InstantSource clock, LongSupplier nanos, Memory memory) {
        this.clock = clock;
        this.nanos = nanos;
        this.memory = memory;
        Remembered before = memory.recall().orElse(new Remembered(Duration.ZERO, Instant.EPOCH, null));
        offset = before.offset;
        latest = before.latest;
        remembered = before.latest;
        confirmed = before.confirmed;
        latestAt = nanos.getAsLong();
        wakeUp();
    }

    /// Never earlier than a time given out before, unless the server said so.
    @Override
    public synchronized Instant instant() {
        look();
        if (Duration.between(remembered, latest).compareTo(REMEMBER_EVERY) >= 0) {
            keep();
        }
        return latest;
    }

    /// Takes note of the time, so that it goes on from here after a restart; to be called now and then.
    public void tick() {
        LOG.trace("it is {}", instant());
    }

    /// The same for screens: nothing is written to disk.
    public InstantSource forScreens() {
        return () -> {
            synchronized (this) {
                look();
                return latest;
            }
        };
    }

    /// Whether a server said the time not too long ago, and nobody set the clock since.
    public synchronized boolean isSure() {
        look();
        return confirmed != null && Duration.between(confirmed, latest).compareTo(SURE_FOR) < 0;
    }

    /// How far the machine's clock is ahead of the best time; negative when it is behind.
    public synchronized Duration ahead() {
        look();
        return Duration.between(latest, clock.instant());
    }

    /// Believes the server.
    public synchronized void serverSaid(Instant serverTime) {
        hear(serverTime);
        keep();
    }

    /// The same for a thread that must not wait for the disk; [#remember] is to follow.
    synchronized void hear(Instant serverTime) {
        latestAt = nanos.getAsLong();
        offset = Duration.between(clock.instant(), serverTime);
        latest = serverTime;
        confirmed = serverTime;
    }

    /// Writes down what was heard.
    synchronized void remember() {
        keep();
    }

    /// Knows that it is at least so late: a server said so some time ago, by a file. It is not surer for that.
    public synchronized void atLeast(Instant time) {
        look();
        if (latest.isBefore(time)) {
            latestAt = nanos.getAsLong();
            offset = Duration.between(clock.instant(), time);
            latest = time;
            keep();
        }
    }

    /// Nobody knows how long the machine was off. A clock that is behind goes on from where the time was; one
    /// that would be far ahead by what the server said, and is not by itself, was mended meanwhile.
    private void wakeUp() {
        Instant byClock = clock.instant().plus(offset);
        Duration ahead = Duration.between(latest, byClock);
        boolean mended = ahead.compareTo(LONGEST_SLEEP) > 0
                && offset.compareTo(TOLERANCE) > 0
                && !clock.instant().isBefore(latest);
        if (mended) {
            offset = Duration.ZERO;
            latest = clock.instant();
            doubt("the clock of this machine was mended; it is believed until the next sync");
        } else if (ahead.isNegative()) {
            offset = Duration.between(clock.instant(), latest);
            if (ahead.negated().compareTo(TOLERANCE) > 0) {
                doubt("the clock of this machine was set back; the time goes on from where it was");
            }
        } else {
            latest = byClock;
        }
    }

    private void look() {
        long at = nanos.getAsLong();
        Instant byTicks = latest.plusNanos(at - latestAt);
        Instant byClock = clock.instant().plus(offset);
        Duration ahead = Duration.between(byTicks, byClock);
        boolean believed = !byClock.isBefore(latest) && ahead.compareTo(LONGEST_SLEEP) <= 0;
        if (!believed) {
            offset = Duration.between(clock.instant(), byTicks);
        }
        latest = believed ? byClock : byTicks;
        latestAt = at;
        if (ahead.abs().compareTo(TOLERANCE) > 0) {
            doubt("the clock of this machine was set; the time is not sure until the next sync");
        }
    }

    private void doubt(String why) {
        if (confirmed != null) {
            LOG.warn(why);
        }
        confirmed = null;
        keep();
    }

    private void keep() {
        remembered = latest;
        memory.remember(new Remembered(offset, latest, confirmed));
    }
}
