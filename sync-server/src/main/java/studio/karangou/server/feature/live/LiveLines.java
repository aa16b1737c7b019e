package studio.karangou.server.feature.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.server.db.Database;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.feed.FeedSignal;
import studio.karangou.server.feed.Growth;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.Line;
import studio.karangou.server.http.LineListener;
import studio.karangou.server.http.Lines;
import studio.karangou.server.http.RequestFailure;

/// All lines of this node, one a device. When the feed has grown, each device that it concerns is told the cursor at
/// which it now ends for it; what there is it fetches as always.
public final class LiveLines implements Lines, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLines.class);
    /// What happens at once is told at once.
    private static final Duration TOGETHER = Duration.ofMillis(30);
    /// A little more than a line waits for the other side to agree to its end.
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(6);

    private final Ground ground;
    private final Map<DeviceId, LiveLine> open = new ConcurrentHashMap<>();
    private final AtomicReference<Growth> growth = new AtomicReference<>(Growth.none());
    private final Semaphore grown = new Semaphore(0);
    private final Thread teller;
    private final BackOff backOff = new BackOff(RandomGenerator.getDefault());
    private final AtomicBoolean missed = new AtomicBoolean();
    private volatile boolean closed;

    /// What lines need.
    ///
    /// @param good throws if a device may no longer have a line
    /// @param most lines at once
    /// @param pause between two signs of life
    public record Ground(
            Database database,
            ChangeFeedStore feed,
            FeedEpoch epoch,
            FeedSignal signal,
            Consumer<DeviceId> good,
            int most,
            Duration pause,
            Outage outage) {
        public Ground(
                Database database,
                ChangeFeedStore feed,
                FeedEpoch epoch,
                FeedSignal signal,
                Consumer<DeviceId> good,
                int most,
                Duration pause) {
            this(database, feed, epoch, signal, good, most, pause, new Outage());
        }
    }

    public LiveLines(Ground ground, MeterRegistry meters) {
        this.ground = ground;
        Gauge.builder("karangou.live.lines", open, Map::size).register(meters);
        teller = Thread.ofVirtual().name("live").unstarted(this::tellOn);
    }

    /// Begins to listen to the feed.
    public void start() {
        teller.start();
        ground.signal.tell(this::grew, this::missed);
    }

    private void grew(Growth more) {
        growth.accumulateAndGet(more, Growth::and);
        grown.release();
    }

    private void missed() {
        missed.set(true);
        grown.release();
    }

    @Override
    public void admit(DeviceCaller caller) {
        if (closed || (open.size() >= ground.most && !open.containsKey(caller.device()))) {
            throw new RequestFailure.Busy().asException();
        }
    }

    @Override
    public LineListener opened(DeviceCaller caller, Line line) {
        LiveLine live = new LiveLine(caller, line, ground, this::gone);
        LiveLine before = open.put(caller.device(), live);
        if (before != null) {
            before.end(Line.GOING_AWAY, "the device has opened another one");
        }
        live.start();
        if (closed) {
            live.end(Line.GOING_AWAY, "the server stops");
        }
        return live;
    }

    private void gone(LiveLine line) {
        open.remove(line.device(), line);
    }

    /// Ends the line of a device that was shut out.
    public void shutOut(DeviceId device) {
        LiveLine line = open.get(device);
        if (line != null) {
            line.end(Line.REFUSED, "shut out");
        }
    }

    private void tellOn() {
        try {
            while (!closed) {
                grown.acquire();
                Thread.sleep(TOGETHER);
                grown.drainPermits();
                if (told()) {
                    backOff.reset();
                } else {
                    Thread.sleep(backOff.next());
                    grown.release();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no more is told");
        }
    }

    /// @return false if nobody was told; then what there is to tell is kept
    private boolean told() {
        boolean all = missed.getAndSet(false);
        Growth more = growth.getAndSet(Growth.none());
        try {
            tell(more, all);
            return true;
        } catch (RuntimeException | Error e) { // an Error too: without this thread nobody is told of anything again
            growth.accumulateAndGet(more, Growth::and);
            if (all) {
                missed.set(true);
            }
            ground.outage.noticed(e);
            return false;
        }
    }

    private void tell(Growth more, boolean all) {
        if (open.isEmpty()) {
            return;
        }
        String epoch = ground.database.inTransaction(ground.epoch::current);
        for (LiveLine line : open.values()) {
            boolean awaited = more.isForAny(line.near());
            if (all || more.unsaid() || more.isFor(line.device())) { // what it joined is looked up, too
                line.look(awaited);
            } else {
                more.reaches(line.scopes()).ifPresent(position -> line.tell(new Place(epoch, position), awaited));
            }
        }
    }

    /// Says to all that they may open their line elsewhere, or later. Waits until they have heard it: after this the
    /// web server closes what is still open, and with it what was not sent yet.
    @Override
    public void close() {
        closed = true;
        ground.signal.close();
        teller.interrupt();
        List<LiveLine> last = List.copyOf(open.values());
        last.forEach(line -> line.end(Line.GOING_AWAY, "the server stops"));
        long until = System.nanoTime() + LEAVE_WITHIN.toNanos();
        try {
            for (LiveLine line : last) {
                line.awaitOver(Duration.ofNanos(until - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
