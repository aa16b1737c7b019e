package studio.karangou.server.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Limits attempts by who makes them: so many at once, then one more in each period. A token bucket each, of which the
/// latest are remembered only: memory does not grow with those who knock.
public final class AttemptLimit {
    private static final int REMEMBERED = 10_000;
    private static final double NANOS_A_SECOND = 1e9;

    private final int burst;
    private final Duration period;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param burst attempts that are free at once
    /// @param period in which there is one more
    public AttemptLimit(int burst, Duration period, InstantSource clock) {
        this.burst = burst;
        this.period = period;
        time = new ClockTime(clock);
    }

    /// A limit of so many in a minute, all of which may come at once.
    static AttemptLimit perMinute(int times, InstantSource clock) {
        return new AttemptLimit(times, Duration.ofMinutes(1).dividedBy(times), clock);
    }

    /// The one clock, for buckets. One that is set back fills none.
    private record ClockTime(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /// Checks before an attempt.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.TooManyAttempts]
    public void check(String key) {
        var estimate = bucket(key).estimateAbilityToConsume(1);
        if (!estimate.canBeConsumed()) {
            throw tooMany(estimate.getNanosToWaitForRefill());
        }
    }

    /// Counts an attempt that failed.
    public void failed(String key) {
        bucket(key).tryConsume(1);
    }

    /// Counts an attempt before it is made, so that many at once are no way around.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.TooManyAttempts]
    public void begin(String key) {
        ConsumptionProbe taken = bucket(key).tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw tooMany(taken.getNanosToWaitForRefill());
        }
    }

    /// Takes an attempt back that succeeded.
    public void succeeded(String key) {
        bucket(key).addTokens(1);
    }

    /// Begins anew for who is somebody else now.
    public void forget(String key) {
        synchronized (buckets) {
            buckets.remove(key);
        }
    }

    private Bucket bucket(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, _ -> full());
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, period))
                .withCustomTimePrecision(time)
                .build();
    }

    private static RuntimeException tooMany(long nanos) {
        return new RequestFailure.TooManyAttempts((long) Math.ceil(nanos / NANOS_A_SECOND)).asException();
    }
}
