package studio.karangou.desktop.engine.neighbour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.loopback.LanAnswer;
import studio.karangou.desktop.engine.loopback.LanHandler;
import studio.karangou.desktop.engine.loopback.LanServer;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// Takes parcels of neighbours, forwards them when the server is in reach, gives back the answers, and serves the
/// catalogue that the server signed. It can read and forge nothing of it.
final class Relay implements LanHandler, AutoCloseable {
    static final int PORT = 7420;
    static final String BASE = "/karangou/1";
    static final String NUMBER = "Karangou-Answer";
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final int NO_ROOM = 507;
    private static final String AFTER = "?after=";

    private final Disk disk;
    private final RelayStore store;
    private final CatalogueShelf shelf;
    private final Path keyFile;
    private final ServerConnection server;
    private final EnrolledDevice device;
    private final BooleanSupplier online;
    private final Runnable changed;
    private final LanServer lan;
    private final Semaphore wake = new Semaphore(0);
    private final Thread forwarding;

    /// Begins.
    ///
    /// @param folder for this alone
    /// @param port that is tried first
    /// @param online whether the server answers
    /// @param changed told when something came or went
    Relay(
            Disk disk,
            Path folder,
            int port,
            ServerConnection server,
            EnrolledDevice device,
            BooleanSupplier online,
            Runnable changed)
            throws IOException {
        this.disk = disk;
        this.server = server;
        this.device = device;
        this.online = online;
        this.changed = changed;
        Files.createDirectories(folder);
        store = new RelayStore(disk, folder.resolve("parcels"));
        shelf = new CatalogueShelf(disk, folder.resolve("catalogue"));
        keyFile = folder.resolve("serveur.cle");
        shelf.open(device.serverKey());
        lan = new LanServer(port, Limits.PARCEL_BYTES, this);
        forwarding = Thread.ofVirtual().name("relay").start(this::run);
    }

    int port() {
        return lan.port();
    }

    /// Whether it relays for this device's venue and server.
    boolean isOf(Optional<EnrolledDevice> now) {
        return now.filter(device::equals).isPresent();
    }

    /// How many parcels wait for the server.
    int held() {
        try {
            return store.waiting().size();
        } catch (IOException e) {
            LOG.warn("what the relay holds cannot be counted", e);
            return 0;
        }
    }

    /// The network is back, or something else is new.
    void look() {
        wake.release();
    }

    @Override
    public LanAnswer get(String path, InetAddress from) throws IOException {
        int mark = path.indexOf(AFTER);
        String place = mark < 0 ? path : path.substring(0, mark);
        String after = mark < 0
                ? ChangePage.START
                : URLDecoder.decode(path.substring(mark + AFTER.length()), StandardCharsets.UTF_8);
        if (place.equals(BASE + "/catalogue")) {
            return shelf.after(after).map(LanAnswer::with).orElse(LanAnswer.of(204));
        }
        if (place.equals(BASE + "/sealing-key")) {
            return Files.exists(keyFile) ? LanAnswer.with(Files.readAllBytes(keyFile)) : LanAnswer.of(404);
        }
        String answers = BASE + "/answers/";
        return place.startsWith(answers) ? answer(place.substring(answers.length()), after) : LanAnswer.of(404);
    }

    private LanAnswer answer(String asking, String after) throws IOException {
        Optional<DeviceId> id = id(asking);
        if (id.isEmpty() || !after.matches("[0-9]{1,18}")) {
            return LanAnswer.of(400);
        }
        Optional<RelayStore.Held> held = store.answer(id.get(), Long.parseLong(after));
        if (held.isEmpty()) {
            return LanAnswer.of(204);
        }
        byte[] parcel = Files.readAllBytes(held.get().file());
        return new LanAnswer(200, Map.of(NUMBER, Long.toString(held.get().number())), parcel);
    }

    private static Optional<DeviceId> id(String text) {
        try {
            return Optional.of(DeviceId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public LanAnswer post(String path, byte[] body, InetAddress from) throws IOException {
        if (!path.equals(BASE + "/parcels")) {
            return LanAnswer.of(404);
        }
        DeviceId sender;
        try {
            Parcel parcel = Parcel.decode(body);
            if (parcel.direction() != Parcel.Direction.UP) {
                return LanAnswer.of(400);
            }
            sender = parcel.device();
        } catch (FailureException e) {
            LOG.debug("no parcel came from a neighbour", e);
            return LanAnswer.of(400);
        }
        if (!store.takeUp(sender, body, from)) {
            return LanAnswer.of(NO_ROOM);
        }
        changed.run();
        look();
        return LanAnswer.of(202);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                wake.drainPermits();
                if (online.getAsBoolean()) {
                    exchange();
                }
                if (wake.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.debug("the relay has something to do");
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the relay ends", e);
        }
    }

    private void exchange() {
        try {
            forward();
            AtomicFile.write(disk, keyFile, server.sealingKey());
            shelf.refresh(server, device.serverKey());
        } catch (FailureException e) {
            LOG.info("the relay waits: {}", e.failure().code(), e);
        } catch (IOException e) {
            LOG.error("the relay's disk fails", e);
        } catch (RuntimeException e) { // the next look may go better
            LOG.error("the relay failed in a way nobody thought of", e);
        }
    }

    /// What the server does not take of one device now keeps the others' waiting no longer than itself:
    /// it comes to it again with the next look.
    private void forward() throws IOException {
        Set<DeviceId> later = new HashSet<>();
        for (RelayStore.Held held : store.waiting()) {
            if (!later.contains(held.device()) && !isOver(held)) {
                later.add(held.device());
            }
        }
    }

    /// @return whether the server has it, or never will
    /// @throws FailureException if the server cannot be reached
    private boolean isOver(RelayStore.Held held) throws IOException {
        try {
            carry(held);
        } catch (FailureException e) {
            if (e.failure() instanceof ServerFailure.Unreachable || e.failure() instanceof ServerFailure.Stalled) {
                throw e;
            }
            boolean never = e.failure() instanceof ServerFailure.Refused refused && isAboutTheParcel(refused);
            LOG.info(
                    "the server does not take a neighbour's parcel: {}",
                    e.failure().code(),
                    e);
            if (!never) {
                return false;
            }
        }
        store.done(held);
        changed.run();
        return true;
    }

    private void carry(RelayStore.Held held) throws IOException {
        byte[] parcel = Files.readAllBytes(held.file());
        @Nullable String next = null;
        do {
            ServerConnection.ParcelAnswer answer = server.parcel(parcel, next);
            store.keepDown(held.device(), answer.parcel());
            next = answer.next();
        } while (next != null);
    }

    /// Only what the server says of the parcel itself is a reason to let it go: it has it, or nobody else will
    /// want it.
    private static boolean isAboutTheParcel(ServerFailure.Refused refused) {
        return refused.problem().startsWith("protocol.") || refused.problem().startsWith("sync.parcel-");
    }

    /// Where others find it, as far as this machine knows.
    static URI address(InetAddress of, int port) {
        return URI.create("http://" + of.getHostAddress() + ":" + port);
    }

    @Override
    public void close() throws IOException {
        forwarding.interrupt();
        lan.close();
    }
}
