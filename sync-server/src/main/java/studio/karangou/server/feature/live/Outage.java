package studio.karangou.server.feature.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Thousands of lines notice the same trouble, again and again: it is logged by the first of them, and once in five
/// minutes while it lasts. Safe for several threads.
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

    private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

    void noticed(Throwable why) {
        long now = System.nanoTime();
        long at = nextAt.get();
        if (now - at >= 0 && nextAt.compareAndSet(at, now + AGAIN_AFTER.toNanos())) {
            LOG.atWarn()
                    .setCause(why)
                    .log("devices cannot be told of what is new; they are told as soon as that is possible again");
        }
    }
}
