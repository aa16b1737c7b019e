package studio.karangou.server.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// How many requests are being answered: never more than a limit, and none is cut off when the server stops.
public final class InFlight {
    /// Enough to go on, so that memory is collected again and the pressure ends, too few to make it worse.
    private static final int UNDER_PRESSURE = 8;

    private final int limit;
    private final BooleanSupplier pressure;
    private final Semaphore places;
    private volatile boolean stopping;

    /// @param pressure whether memory runs short; then there are only a few places
    public InFlight(int limit, BooleanSupplier pressure) {
        this.limit = limit;
        this.pressure = pressure;
        places = new Semaphore(limit);
    }

    /// Takes a place.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.Busy] if there is none
    void enter() {
        if (stopping || isUnderPressure() || !places.tryAcquire()) {
            throw new RequestFailure.Busy().asException();
        }
    }

    private boolean isUnderPressure() {
        return count() >= UNDER_PRESSURE && pressure.getAsBoolean();
    }

    /// Gives a place back.
    void leave() {
        places.release();
    }

    /// Requests that are being answered now.
    public int count() {
        return limit - places.availablePermits();
    }

    /// Whether the server is on its way down.
    public boolean isStopping() {
        return stopping;
    }

    /// Lets nobody in any more and waits for those inside.
    ///
    /// @return whether all of them left in time
    public boolean drain(Duration patience) throws InterruptedException {
        stopping = true;
        boolean empty = places.tryAcquire(limit, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (empty) {
            places.release(limit);
        }
        return empty;
    }
}
