package studio.karangou.desktop.engine;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.LicenceId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.Problem;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.SignedTime;
import studio.karangou.common.protocol.Wire;

/// Speaks `docs/protocol.md` from memory, and fails in the ways that networks and servers do.
public final class FakeServer implements AutoCloseable {
    public static final String CODE = "7KQ4-M2RD";

    private final SigningKeyPair keys = SigningKeyPair.generate();
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<ContentAddress, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, FakeFilm> films = new ConcurrentHashMap<>();
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<OperationId, String> refused = new HashMap<>();
    private final List<Bytes> chains = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile DeviceId device = new DeviceId(UUID.randomUUID());
    private final List<ContactMark> contacts = new CopyOnWriteArrayList<>();
    private volatile String shutOut = "";
    private final AtomicInteger epoch = new AtomicInteger(1);
    private final AtomicInteger tokens = new AtomicInteger();
    private HttpServer http;
    private final int port;
    private @Nullable VerifyingKey deviceKey;
    private @Nullable SealingKey sealingKey;
    private Bytes chain = JournalChain.genesis(device);

    /// What goes wrong; changed by tests at any time.
    public final Faults faults = new Faults();

    /// The ways to fail.
    public static final class Faults {
        /// The code with which it refuses our version, null if it speaks it.
        public volatile @Nullable String refusesVersion;
        /// Bytes of a blob's body that are sent before the connection is cut; negative for all.
        public volatile int cutBlobsAfter = -1;
        /// The answer to a batch is lost, after it was applied.
        public volatile boolean loseReceipts;
        /// The answer to an enrolment is lost, after the device was let in.
        public volatile boolean loseEnrolments;
        /// The answer with a new session is lost.
        public volatile boolean loseSessions;
        public volatile boolean stall;
        /// The network's sign-in page answers instead.
        public volatile boolean portal;
        /// Every request is one too many.
        public volatile boolean tooMany;
        public volatile boolean sendWrongBlobs;
        public volatile boolean blobsBusy;
        /// The address of content that this server cannot give, although it gives all other.
        public volatile String badBlob = "";
        public volatile String refuseKind = "";
        /// Every batch is said to begin too late.
        public volatile boolean gap;
        /// Every new batch is said to go on from another journal.
        public volatile boolean fork;
        public volatile Instant licenceUntil = Instant.parse("2027-06-01T00:00:00Z");
        public volatile Instant licenceFrom = Instant.parse("2026-01-01T00:00:00Z");
        public volatile @Nullable Integer screenings;
        public volatile Duration clockAhead = Duration.ZERO;
    }

    public FakeServer(Clock clock) throws IOException {
        this.clock = clock;
        http = listen(0);
        port = http.getAddress().getPort();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Opens no session to the device any more; what comes with the code next is a new one.
    ///
    /// @param code as in `device.revoked`
    public void shutOut(String code) {
        shutOut = code;
        forgetSessions();
    }

    /// How the device introduced itself with each session.
    public List<ContactMark> contacts() {
        return contacts;
    }

    public DeviceId device() {
        return device;
    }

    public SigningKeyPair keys() {
        return keys;
    }

    /// The network is gone.
    public void down() {
        http.stop(0);
    }

    /// It is back, at the same address.
    public void up() throws IOException {
        http = listen(port);
    }

    public void add(FakeFilm film) {
        blobs.putAll(film.blobs());
        films.put(film.film().id().toString(), film);
        changes.add(new Change.FilmChanged(film.film()));
    }

    public void add(Change change) {
        changes.add(change);
    }

    public void put(byte[] blob) {
        blobs.put(ContentAddress.of(blob), blob);
    }

    public synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    /// The `Range` of every request for content so far.
    public List<String> ranges() {
        return ranges;
    }

    /// Method and path of every request so far.
    public List<String> requests() {
        return requests;
    }

    public void forgetSessions() {
        tokens.incrementAndGet();
    }

    /// What a power cut or an older backup does: it has only the first operations of those that it acknowledged.
    public synchronized void goBackTo(int count) {
        operations.subList(count, operations.size()).clear();
        chain = count == 0 ? JournalChain.genesis(device) : chains.get(count - 1);
        chains.subList(count, chains.size()).clear();
    }

    /// As after a restored backup: the feed has its first changes only, and a new epoch.
    public void feedGoesBackTo(int count) {
        changes.subList(count, changes.size()).clear();
        epoch.incrementAndGet();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), at), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        return server;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (faults.stall) {
                threads.awaitTermination(20, TimeUnit.SECONDS);
                return;
            }
            if (faults.portal) {
                send(exchange, 200, "text/html", "<html>".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            if (faults.tooMany) {
                exchange.getResponseHeaders().set("Retry-After", "17");
                problem(exchange, 429, "http.too-many-attempts");
                return;
            }
            if (faults.refusesVersion != null) {
                problem(exchange, 426, faults.refusesVersion);
                return;
            }
            route(exchange, path, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (path.equals("/api/v1/devices")) {
            enrol(exchange, body);
        } else if (path.endsWith("/challenges")) {
            json(exchange, 201, new DeviceApi.Challenge("challenge-" + tokens.get()));
        } else if (path.endsWith("/sessions")) {
            session(exchange, body);
        } else if (path.startsWith("/api/v1/blobs/")) {
            blob(exchange, new ContentAddress(path.substring(path.lastIndexOf('/') + 1)));
        } else if (!authorised(exchange)) {
            problem(exchange, 401, "session.unknown");
        } else if (path.endsWith("/licences")) {
            licence(exchange, path.replaceAll(".*/films/(.*)/licences", "$1"));
        } else if (path.equals("/api/v1/sync/position")) {
            json(exchange, 200, position(exchange.getRequestURI().getQuery()));
        } else if (path.equals("/api/v1/sync/batches")) {
            batch(exchange, body);
        } else if (path.equals("/api/v1/sync/changes")) {
            changes(exchange);
        } else {
            problem(exchange, 404, "http.not-found");
        }
    }

    private void enrol(HttpExchange exchange, byte[] body) throws IOException {
        DeviceApi.EnrolmentRequest request = Wire.json().readValue(body, DeviceApi.EnrolmentRequest.class);
        VerifyingKey signing = new VerifyingKey(request.signingKey());
        SealingKey sealing = new SealingKey(request.sealingKey());
        if (!shutOut.isEmpty() && deviceKey != null && !signing.equals(deviceKey)) {
            beginAnew();
        }
        boolean again = signing.equals(deviceKey) && sealing.equals(sealingKey);
        if (!request.code().equals(CODE) || (deviceKey != null && !again)) {
            problem(exchange, 403, "device.code-refused");
            return;
        }
        deviceKey = signing;
        sealingKey = sealing;
        if (faults.loseEnrolments) {
            return;
        }
        json(
                exchange,
                201,
                new DeviceApi.EnrolmentAnswer(
                        device,
                        new VenueId(new UUID(7, 7)),
                        "Ciné-club d’Aného",
                        keys.verifyingKey().raw()));
    }

    private synchronized void beginAnew() {
        shutOut = "";
        deviceKey = null;
        device = new DeviceId(UUID.randomUUID());
        operations.clear();
        chains.clear();
        chain = JournalChain.genesis(device);
    }

    private void session(HttpExchange exchange, byte[] body) throws IOException {
        DeviceApi.SessionRequest request = Wire.json().readValue(body, DeviceApi.SessionRequest.class);
        byte[] signature = request.signature().toArray();
        byte[] signed = DeviceApi.signedBytes(device, request.challenge());
        if (deviceKey == null || !deviceKey.verifies(signed, signature)) {
            problem(exchange, 401, "session.bad-signature");
            return;
        }
        if (!shutOut.isEmpty()) {
            problem(exchange, 403, shutOut);
            return;
        }
        contacts.add(request.contact());
        if (faults.loseSessions) {
            return;
        }
        json(
                exchange,
                201,
                new DeviceApi.Session("token-" + tokens.get(), clock.instant().plusSeconds(600)));
    }

    private boolean authorised(HttpExchange exchange) {
        return ("Bearer token-" + tokens.get())
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void blob(HttpExchange exchange, ContentAddress address) throws IOException {
        byte[] whole = blobs.get(address);
        if (faults.blobsBusy || address.hex().equals(faults.badBlob)) {
            problem(exchange, 503, "http.busy");
            return;
        }
        if (whole == null) {
            problem(exchange, 404, "blob.unknown");
            return;
        }
        if (faults.sendWrongBlobs) {
            whole = whole.clone();
            whole[whole.length / 2] ^= 1;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        exchange.sendResponseHeaders(range == null ? 200 : 206, whole.length - from);
        int length = whole.length - from;
        int send = faults.cutBlobsAfter < 0 ? length : Math.min(length, faults.cutBlobsAfter);
        OutputStream out = exchange.getResponseBody();
        out.write(whole, from, send);
        out.flush();
    }

    private void licence(HttpExchange exchange, String film) throws IOException {
        FakeFilm known = films.get(film);
        if (known == null || sealingKey == null) {
            problem(exchange, 404, "film.unknown");
            return;
        }
        LicenceId id = new LicenceId(UUID.randomUUID());
        Licence licence = new Licence(
                1,
                id,
                known.film().id(),
                device,
                Licence.seal(sealingKey, id, known.film().id(), known.key()),
                faults.licenceFrom,
                faults.licenceUntil,
                faults.screenings,
                Bytes.of(new byte[] {0b0000_1010}));
        cbor(exchange, 201, SignedDocument.sign(keys, SignedDocument.Kind.LICENCE, licence));
    }

    /// As after a restored backup: it has the first operations only.
    public synchronized void restore(int kept) {
        chain = JournalChain.genesis(device);
        List<Operation> before = List.copyOf(operations.subList(0, kept));
        operations.clear();
        for (Operation operation : before) {
            operations.add(operation);
            chain = JournalChain.next(chain, operation.sequence(), OperationCodec.encode(operation));
        }
    }

    /// In pages of two.
    private synchronized JournalPosition position(String query) {
        long after = Long.parseLong(query.substring(query.indexOf('=') + 1));
        List<PushReceipt.Quarantined> page = operations.stream()
                .filter(operation -> operation.sequence() > after && refused.containsKey(operation.id()))
                .map(operation ->
                        new PushReceipt.Quarantined(operation.sequence(), operation.id(), refused.get(operation.id())))
                .limit(2)
                .toList();
        long through = page.size() < 2 ? operations.size() : page.getLast().sequence();
        Bytes hash = JournalChain.genesis(device);
        for (Operation operation : operations) {
            hash = JournalChain.next(hash, operation.sequence(), OperationCodec.encode(operation));
        }
        return new JournalPosition(operations.size(), hash, through, page);
    }

    private synchronized void batch(HttpExchange exchange, byte[] body) throws IOException {
        Batch batch = BatchCodec.decode(body);
        batch.verify(Objects.requireNonNull(deviceKey));
        if (faults.gap || batch.firstSequence() > operations.size() + 1) {
            problem(exchange, 409, "sync.gap");
            return;
        }
        if (batch.firstSequence() == operations.size() + 1
                && (faults.fork || !batch.previousHash().equals(chain))) {
            problem(exchange, 409, "sync.fork");
            return;
        }
        List<PushReceipt.Quarantined> quarantined = new ArrayList<>();
        for (long sequence = batch.firstSequence(); sequence <= batch.lastSequence(); sequence++) {
            byte[] encoded = batch.operations()
                    .get((int) (sequence - batch.firstSequence()))
                    .toArray();
            Operation operation = OperationCodec.decode(device, sequence, encoded);
            if (sequence > operations.size()) {
                operations.add(operation);
                chain = JournalChain.next(chain, sequence, encoded);
                chains.add(chain);
                if (operation.body().getClass().getSimpleName().equals(faults.refuseKind)) {
                    refused.put(operation.id(), "project.unknown");
                } else {
                    refused.remove(operation.id());
                }
            }
            if (refused.containsKey(operation.id())) {
                quarantined.add(new PushReceipt.Quarantined(sequence, operation.id(), refused.get(operation.id())));
            }
        }
        if (faults.loseReceipts) {
            return;
        }
        cbor(exchange, 200, new PushReceipt(1, operations.size(), quarantined));
    }

    private void changes(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String cursor = query.substring(query.indexOf('=') + 1);
        List<Change> all = List.copyOf(changes);
        int after = Integer.parseInt(cursor.substring(cursor.indexOf('.') + 1));
        if ((after > 0 && !cursor.startsWith(epoch + ".")) || after > all.size()) {
            problem(exchange, 410, "sync.cursor-beyond-end");
            return;
        }
        int to = Math.min(all.size(), after + 3);
        Instant now = clock.instant().plus(faults.clockAhead);
        byte[] page = Wire.toCbor(new ChangePage(1, epoch + "." + to, to < all.size(), now, all.subList(after, to)));
        if ("zstd".equals(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
            exchange.getResponseHeaders().set("Content-Encoding", "zstd");
            page = Zstd.compress(page);
        }
        String nonce = exchange.getRequestHeaders().getFirst(SignedTime.NONCE_HEADER);
        Optional.ofNullable(nonce)
                .flatMap(asked -> SignedTime.answer(keys, device, asked, now))
                .ifPresent(answer -> exchange.getResponseHeaders().set(SignedTime.HEADER, answer));
        send(exchange, 200, ChangePage.MEDIA_TYPE, page);
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json", Wire.json().writeValueAsBytes(body));
    }

    private static void cbor(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/cbor", Wire.toCbor(body));
    }

    private static void problem(HttpExchange exchange, int status, String code) throws IOException {
        Problem problem = new Problem("urn:karangou:problem:" + code, "Non : " + code, status, code, null, null);
        send(
                exchange,
                status,
                Problem.MEDIA_TYPE,
                Wire.json().writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    /// For lambdas.
    public void restart() {
        try {
            up();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
