package studio.karangou.desktop.engine.neighbour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.roads.Roads;
import studio.karangou.desktop.engine.roads.Self;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.Neighbourhood;

/// The neighbours of this device's venue. A relay listens while it is told to; the others ask one while the
/// server is out of reach.
public final class VenueNeighbours implements Neighbourhood, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueNeighbours.class);
    private static final String RELAYS = "roads.relays";
    private static final String TYPED = "roads.neighbour";
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);
    private static final int ADDRESS_CHARS = 200;

    private final Ground ground;
    private final NeighbourCalls calls = new NeighbourCalls();
    private final NeighbourRoad road;
    private final Listeners listeners = new Listeners();
    private final Semaphore wake = new Semaphore(0);
    private @Nullable Relay relay;
    private @Nullable Thread asking;
    private volatile @Nullable URI last;
    private volatile @Nullable Instant lastContact;
    private volatile boolean closed;

    /// What they stand on.
    ///
    /// @param folder for the relay alone
    /// @param port that a relay tries first
    /// @param online whether the server answers
    public record Ground(
            Disk disk,
            Path folder,
            int port,
            Lan lan,
            Self self,
            ServerConnection server,
            BooleanSupplier online,
            SettingsStore settings,
            Roads roads,
            ChangeStore feed,
            BestTime time) {}

    /// The usual port of a relay.
    public static final int PORT = Relay.PORT;

    public VenueNeighbours(Ground ground) {
        this.ground = ground;
        road = new NeighbourRoad(
                calls,
                new NeighbourRoad.Parts(
                        ground.roads.maker(), ground.roads.answers(), ground.roads.seal(), ground.feed, ground.time));
    }

    /// Goes on as it was chosen. To be called once.
    public synchronized void begin() {
        if (relays() && mayRelay()) {
            try {
                listen();
            } catch (FailureException e) {
                LOG.warn("this device does not relay now: {}", e.failure().code(), e);
            }
        }
        // a virtual thread that is interrupted closes the socket it uses, which JmDNS then opens anew
        asking = Thread.ofPlatform().daemon().name("neighbour").start(this::run);
    }

    /// The network came or went.
    public synchronized void look() {
        wake.release();
        Relay listening = relay;
        if (listening == null) {
            return;
        }
        if (listening.isOf(ground.self.enrolled().get())) {
            listening.look();
        } else {
            moved(); // enrolled anew, perhaps with another server
        }
    }

    private void moved() {
        silence();
        if (mayRelay()) {
            try {
                listen();
            } catch (FailureException e) {
                LOG.warn("this device relays no more: {}", e.failure().code(), e);
            }
        }
    }

    @Override
    public synchronized State state() {
        Relay listening = relay;
        List<String> addresses = new ArrayList<>();
        if (listening != null) {
            for (InetAddress address : MdnsLan.reachable()) {
                addresses.add(Relay.address(address, listening.port()).getAuthority());
            }
        }
        URI used = last;
        return new State(
                mayRelay(),
                listening != null,
                listening == null ? 0 : listening.port(),
                addresses,
                listening == null ? 0 : listening.held(),
                typed(),
                used == null ? null : used.getAuthority(),
                lastContact);
    }

    @Override
    public synchronized void relay(boolean on) {
        if (on && !mayRelay()) {
            throw new NeighbourFailure.NotARelay().asException();
        }
        ground.settings.put(RELAYS, Boolean.toString(on));
        if (on && relay == null) {
            listen();
        } else if (!on) {
            silence();
        }
        listeners.changed();
    }

    @Override
    public void use(String address) {
        String stripped = address.strip();
        if (!stripped.isEmpty()) {
            parse(stripped);
        }
        ground.settings.put(TYPED, stripped);
        wake.release();
        listeners.changed();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }

    private synchronized boolean listens() {
        return relay != null;
    }

    private boolean relays() {
        return ground.settings.get(RELAYS).filter("true"::equals).isPresent();
    }

    private String typed() {
        return ground.settings.get(TYPED).orElse("");
    }

    private boolean mayRelay() {
        return ground.self
                .enrolled()
                .get()
                .filter(device -> device.profile() == DeviceProfile.LIEU)
                .isPresent();
    }

    private void listen() {
        EnrolledDevice device = ground.self.enrolled().get().orElseThrow();
        try {
            Relay begun = new Relay(
                    ground.disk, ground.folder, ground.port, ground.server, device, ground.online, listeners::changed);
            relay = begun;
            Thread.ofVirtual().name("announce").start(() -> ground.lan.announce(begun.port(), group(device)));
        } catch (IOException e) {
            throw new FailureException(new NeighbourFailure.CannotListen(), e);
        }
    }

    private void silence() {
        Relay listening = relay;
        relay = null;
        if (listening != null) {
            Thread.ofVirtual().name("announce").start(ground.lan::silent);
            try {
                listening.close();
            } catch (IOException e) {
                LOG.warn("the relay does not end well", e);
            }
        }
    }

    /// Whose devices belong together, without saying whose they are.
    static String group(EnrolledDevice device) {
        String both = device.venue() + "/" + device.serverKey().raw().hex();
        return ContentAddress.of(both.getBytes(StandardCharsets.US_ASCII)).hex().substring(0, 16);
    }

    /// @throws FailureException with [NeighbourFailure.BadAddress]
    private static URI parse(String typed) {
        try {
            URI address = new URI("http://" + typed);
            boolean bare = address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getPath().isEmpty()
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && address.getPort() <= 65_535;
            if (bare && typed.length() <= ADDRESS_CHARS) {
                return address.getPort() > 0 ? address : new URI("http://" + typed + ":" + PORT);
            }
            throw new NeighbourFailure.BadAddress().asException();
        } catch (URISyntaxException e) {
            throw new FailureException(new NeighbourFailure.BadAddress(), e);
        }
    }

    private void run() {
        try {
            boolean told = false;
            while (!closed) {
                told = fails(told);
                if (wake.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.debug("a neighbour is asked sooner, after {} more wishes", wake.drainPermits());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no neighbour is asked any more", e);
        }
    }

    /// A look that fails, as when this device's own disk does, must not be the last one.
    ///
    /// @param told whether the look before failed, too: what goes on failing is told once
    /// @return whether this one failed
    private boolean fails(boolean told) throws InterruptedException {
        try {
            Optional<EnrolledDevice> device = ground.self.enrolled().get();
            if (device.isPresent() && !ground.online.getAsBoolean()) {
                ask(device.get());
            }
            return false;
        } catch (RuntimeException e) {
            if (!told && !closed) {
                LOG.warn("no neighbour can be asked now; the next look may go better", e);
            }
            return true;
        }
    }

    private void ask(EnrolledDevice device) throws InterruptedException {
        for (URI neighbour : NeighbourRoad.first(typedAddress(), found(device))) {
            try {
                road.exchange(neighbour, device);
                last = neighbour;
                lastContact = ground.time.instant();
                listeners.changed();
                return;
            } catch (IOException e) {
                LOG.debug("{} is no help", neighbour, e);
            } catch (FailureException e) {
                LOG.info("nothing goes through a neighbour: {}", e.failure().code(), e);
            } catch (RuntimeException e) { // the next look may go better
                LOG.error("nothing goes through a neighbour, in a way nobody thought of", e);
            }
        }
    }

    private Optional<URI> typedAddress() {
        String typed = typed();
        return typed.isEmpty() ? Optional.empty() : Optional.of(parse(typed));
    }

    /// Those of the same venue of the same server, as they say; this device itself is none.
    private List<URI> found(EnrolledDevice device) {
        if (listens()) {
            return List.of(); // a relay that asked itself would go round in circles
        }
        String group = group(device);
        return ground.lan.heard().stream()
                .filter(announced -> announced.group().equals(group))
                .map(Lan.Announced::address)
                .toList();
    }

    /// When this returns, nothing here reads or writes any more: what it stands on may be closed.
    @Override
    public void close() {
        Thread thread = endAsking();
        calls.close();
        try {
            // not under the lock, which a look may be waiting for
            if (thread != null && !thread.join(LAST_LOOK)) {
                LOG.warn("the last look for neighbours does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            silence();
            ground.lan.close();
        }
    }

    private synchronized @Nullable Thread endAsking() {
        closed = true; // said twice, as JmDNS forgets that it was interrupted
        wake.release();
        if (asking != null) {
            asking.interrupt();
        }
        return asking;
    }
}
