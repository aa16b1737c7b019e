package studio.karangou.server.http;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes of bodies that are held in memory now, by all requests together: never more than a limit.
final class BodyBytes {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyBytes(long limit) {
        this.limit = limit;
    }

    /// A quarter of the memory that there is.
    static BodyBytes ofThisMachine() {
        return new BodyBytes(Runtime.getRuntime().maxMemory() / 4);
    }

    /// Takes room.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.Busy] if there is not enough
    void take(int bytes) {
        if (held.addAndGet(bytes) > limit) {
            held.addAndGet(-bytes);
            throw new RequestFailure.Busy().asException();
        }
    }

    /// Gives room back.
    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    /// Bytes that are held now.
    long held() {
        return held.get();
    }
}
