package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for work that may take long, and says when that is longer than anybody should believe in it.
/// The work goes on.
///
/// @param most how long it is believed in
/// @param lost told then; never after the work is over
record Patience(Duration most, Runnable lost) {
    void during(Runnable work) {
        CountDownLatch over = new CountDownLatch(1);
        Thread watch = Thread.ofVirtual().name("sync patience").start(() -> watch(over));
        try {
            work.run();
        } finally {
            over.countDown();
            Ahead.awaitEnd(watch); // what it says must not come after what follows
        }
    }

    private void watch(CountDownLatch over) {
        try {
            if (!over.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
                lost.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
