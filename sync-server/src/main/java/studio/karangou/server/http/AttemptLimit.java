package studio.karangou.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Limits failed attempts by address: so many, then one more in each period. Remembers the latest addresses only.
public final class AttemptLimit {
    private static final int ADDRESSES = 10_000;

    private final int burst;
    private final Duration period;
    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > ADDRESSES;
        }
    };

    /// What an address has to its name.
    ///
    /// @param count failures that still count at that time
    private record Failures(double count, Instant at) {}

    public AttemptLimit(int burst, Duration period, InstantSource clock) {
        this.burst = burst;
        this.period = period;
        this.clock = clock;
    }

    /// Checks before an attempt.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.TooManyAttempts]
    public synchronized void check(String address) {
        double left = current(address);
        if (left > burst - 1) {
            double periods = left - (burst - 1);
            throw new RequestFailure.TooManyAttempts((long) Math.ceil(periods * period.toMillis() / 1000.0))
                    .asException();
        }
    }

    /// Counts an attempt that failed.
    public synchronized void failed(String address) {
        failures.put(address, new Failures(current(address) + 1, clock.instant()));
    }

    /// Counts an attempt before it is made, so that many at once are no way around.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.TooManyAttempts]
    public synchronized void begin(String key) {
        check(key);
        failed(key);
    }

    /// Takes an attempt back that succeeded.
    public synchronized void succeeded(String key) {
        double left = current(key) - 1;
        if (left > 0) {
            failures.put(key, new Failures(left, clock.instant()));
        } else {
            failures.remove(key);
        }
    }

    private double current(String address) {
        Failures known = failures.get(address);
        if (known == null) {
            return 0;
        }
        double passed = (double) Duration.between(known.at(), clock.instant()).toMillis() / period.toMillis();
        return Math.max(0, known.count() - Math.max(0, passed));
    }
}
