package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Where the film is. VLC's own time comes up to a second late and, for a while after a seek, is that of another
/// place; so the time runs here, from the picture that a seek brought, and is held close to VLC's.
/// Moments are those of `System.nanoTime`.
final class FilmTime {
    /// How late VLC's time may be.
    private static final Duration LATE = Duration.ofMillis(1_300);
    /// VLC's time is believed after a seek once it is so near.
    private static final Duration NEAR = Duration.ofMillis(400);
    /// Or after so many times that it was told.
    private static final int PATIENCE = 12;
    /// How far the time runs without VLC's.
    private static final Duration ALONE = Duration.ofSeconds(3);

    private final ReentrantLock lock = new ReentrantLock();
    private Duration base = Duration.ZERO;
    private long since;
    private boolean running;
    private boolean awaitsPicture;
    private double rate = 1;
    private Duration told = Duration.ZERO;
    private boolean believed;
    private int doubts;

    /// The film was sent somewhere. Its time stands there until the picture comes.
    void sendTo(Duration position) {
        locked(() -> {
            base = position;
            running = false;
            awaitsPicture = true;
            believed = false;
            doubts = 0;
        });
    }

    /// The film is over. Its time stands there, whatever pictures are still on their way.
    void endAt(Duration position) {
        locked(() -> {
            base = position;
            running = false;
            awaitsPicture = false;
            believed = false;
        });
    }

    /// A picture came.
    ///
    /// @param plays whether others will follow by themselves
    void picture(long moment, boolean plays) {
        if (awaitsPicture) {
            locked(() -> {
                awaitsPicture = false;
                since = moment;
                running = plays;
            });
        }
    }

    void stop(long moment) {
        locked(() -> {
            base = estimate(moment);
            running = false;
        });
    }

    void run(long moment) {
        locked(() -> {
            since = moment;
            running = !awaitsPicture;
        });
    }

    void rate(double chosen, long moment) {
        locked(() -> {
            base = estimate(moment);
            since = moment;
            rate = chosen;
        });
    }

    /// VLC told its time.
    void told(Duration time, long moment) {
        locked(() -> {
            if (!believed && !awaitsPicture) {
                Duration off = time.minus(estimate(moment));
                believed = off.abs().compareTo(NEAR) <= 0
                        || (off.isNegative() && time.compareTo(base.minus(NEAR)) >= 0)
                        || ++doubts > PATIENCE;
            }
            if (believed) {
                told = time;
                base = heldClose(estimate(moment));
                since = moment;
            }
        });
    }

    Duration now(long moment) {
        lock.lock();
        try {
            Duration estimate = estimate(moment);
            return believed ? heldClose(estimate) : estimate;
        } finally {
            lock.unlock();
        }
    }

    private Duration estimate(long moment) {
        if (!running) {
            return base;
        }
        Duration ran = Duration.ofNanos(Math.round((moment - since) * rate));
        return base.plus(ran.compareTo(ALONE) > 0 ? ALONE : ran);
    }

    private Duration heldClose(Duration estimate) {
        Duration latest = told.plus(LATE.multipliedBy((long) Math.ceil(rate)));
        if (estimate.compareTo(told) < 0) {
            return told;
        }
        return estimate.compareTo(latest) > 0 ? latest : estimate;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
