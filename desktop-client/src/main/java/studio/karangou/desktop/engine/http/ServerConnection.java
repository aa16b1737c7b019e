package studio.karangou.desktop.engine.http;

import com.fasterxml.jackson.core.JacksonException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.DeviceApi.Challenge;
import studio.karangou.common.protocol.DeviceApi.EnrolmentAnswer;
import studio.karangou.common.protocol.DeviceApi.EnrolmentRequest;
import studio.karangou.common.protocol.DeviceApi.Session;
import studio.karangou.common.protocol.DeviceApi.SessionRequest;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.LiveWord;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.SignedTime;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.time.TimeQuestion;

/// The requests of `docs/protocol.md`. Every method blocks, within the [TimeLimits], and may be interrupted.
/// Safe for several threads. A session is opened when one is needed, and again when the server no longer knows it.
public final class ServerConnection implements SyncServer, AutoCloseable {
    private static final String JSON = "application/json";
    private static final int SMALL = 64 * 1024;

    private final Transport transport;
    private final Supplier<SigningKeyPair> keys;
    private final Introduction introduction;
    private @Nullable Who who;
    private @Nullable URI introduced;
    /// Read without the lock too: a sign-in does not wait for a session that is being opened.
    private volatile @Nullable String token;

    /// @param language what sentences of the server should be in
    /// @param keys those of the device at that moment
    /// @param introduction what the device says of itself with each session
    public ServerConnection(
            TimeLimits limits, Supplier<SigningKeyPair> keys, Supplier<Locale> language, Introduction introduction) {
        transport = new Transport(limits, language);
        this.keys = keys;
        this.introduction = introduction;
    }

    /// Of a device that says nothing of itself.
    public ServerConnection(TimeLimits limits, SigningKeyPair keys, Supplier<Locale> language) {
        this(limits, () -> keys, language, Introduction.NONE);
    }

    private record Who(URI server, DeviceId device) {}

    /// For what people ask of the same server, over the same connections.
    public PersonCalls forPeople() {
        return new PersonCalls(transport, this::serverOfPeople, () -> Optional.ofNullable(token), this::renew);
    }

    private synchronized void renew() {
        if (who != null) {
            session(who, token);
        }
    }

    /// Says which device of which server this is; needed for everything but enrolment.
    public synchronized void identify(URI server, DeviceId device) {
        who = new Who(server, device);
        token = null;
    }

    /// Where people find the server of a device that belongs to nobody yet.
    public synchronized void introduce(URI server) {
        introduced = server;
    }

    /// Where the server of people is; empty while nobody has said it.
    public synchronized Optional<URI> address() {
        return who == null ? Optional.ofNullable(introduced) : Optional.of(who.server);
    }

    private URI serverOfPeople() {
        return address().orElseThrow(() -> new ServerFailure.Unreachable().asException());
    }

    /// Presents a one-time code.
    ///
    /// @throws FailureException with a [ServerFailure]
    public EnrolmentAnswer enrol(URI server, EnrolmentRequest request) {
        return transport
                .exchange(server, jsonPost("/api/v1/devices", request), SMALL)
                .json(EnrolmentAnswer.class);
    }

    @Override
    public JournalPosition position(long after) {
        HttpCall call = HttpCall.get("/api/v1/sync/position?after=" + after);
        JournalPosition position = authorised(call, SMALL).json(JournalPosition.class);
        boolean tellsMore = position.acknowledged() > after;
        boolean goesOn = position.through() > after && position.through() <= position.acknowledged();
        boolean within = position.quarantined().stream()
                .allMatch(one -> one.sequence() > after && one.sequence() <= position.through());
        if (position.acknowledged() < 0 || (tellsMore && !(goesOn && within))) {
            throw new ServerFailure.Garbled().asException();
        }
        return position;
    }

    @Override
    public PushReceipt push(Batch batch) {
        HttpCall call = HttpCall.post("/api/v1/sync/batches", BatchCodec.MEDIA_TYPE, BatchCodec.encode(batch));
        PushReceipt receipt = cbor(authorised(call, Limits.DOCUMENT_BYTES).body(), PushReceipt.class);
        ProtocolVersion.check(receipt.version());
        return receipt;
    }

    @Override
    public ChangePage changes(String cursor, TimeQuestion time) {
        String after = URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        HttpCall plain = HttpCall.get("/api/v1/sync/changes?after=" + after).with("Accept-Encoding", "zstd");
        HttpCall call = time.nonce()
                .map(nonce -> plain.with(SignedTime.NONCE_HEADER, nonce))
                .orElse(plain);
        Transport.Answer answer = authorised((server, shown) -> {
            HttpCall asking = call.with("Authorization", shown);
            time.sent();
            return transport.exchange(
                    server,
                    asking,
                    Limits.DOCUMENT_BYTES,
                    headers -> time.heard(headers.firstValue(SignedTime.HEADER)));
        });
        ChangePage page = cbor(decoded(answer), ChangePage.class);
        ProtocolVersion.check(page.version());
        if (page.changes().size() > Limits.PAGE_CHANGES) {
            throw new ServerFailure.Garbled().asException();
        }
        return page;
    }

    /// What the server answers to a parcel.
    ///
    /// @param parcel for the device that the parcel was of, encoded
    /// @param next the cursor to ask again with, null when there is nothing more
    public record ParcelAnswer(byte[] parcel, @Nullable String next) {}

    /// Brings a parcel of any device.
    ///
    /// @param after as the answer before said, null at first
    /// @throws FailureException with a [ServerFailure]
    public ParcelAnswer parcel(byte[] parcel, @Nullable String after) {
        String path = "/api/v1/sync/parcels"
                + (after == null ? "" : "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
        Transport.Answer answer = authorised(HttpCall.post(path, Parcel.MEDIA_TYPE, parcel), Limits.PARCEL_BYTES);
        return new ParcelAnswer(
                answer.body(), answer.headers().firstValue(Parcel.NEXT_HEADER).orElse(null));
    }

    /// The server's key for parcels, a [SignedDocument] that is still to be checked.
    ///
    /// @throws FailureException with a [ServerFailure]
    public byte[] sealingKey() {
        return transport
                .exchange(server(), HttpCall.get("/api/v1/sync/sealing-key"), SMALL)
                .body();
    }

    /// A page of the public catalogue, a [SignedDocument] that is still to be checked.
    ///
    /// @throws FailureException with a [ServerFailure]
    public byte[] catalogue(String after) {
        String path = "/api/v1/sync/catalogue?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return transport
                .exchange(server(), HttpCall.get(path), Limits.DOCUMENT_BYTES)
                .body();
    }

    /// Opens a line on which the server says where its feed ends; blocks until it stands.
    ///
    /// @param said called with each word, on a thread of the connection; must not wait
    /// @throws FailureException with a [ServerFailure]
    public LiveConnection live(Consumer<LiveWord> said) {
        Who asking = identity();
        String known = session(asking, null);
        try {
            return live(asking, known, said);
        } catch (FailureException e) {
            if (!(e.failure() instanceof ServerFailure.Refused refused) || refused.status() != 401) {
                throw e;
            }
        }
        return live(asking, session(asking, known), said);
    }

    private LiveConnection live(Who asking, String known, Consumer<LiveWord> said) {
        LiveConnection line = new LiveConnection(said);
        transport.live(asking.server, "/api/v1/sync/live", known, line);
        return line;
    }

    /// A licence of this device for a film; its signature is still to be checked.
    ///
    /// @throws FailureException with a [ServerFailure]
    public SignedDocument licence(FilmId film) {
        HttpCall call = new HttpCall("POST", "/api/v1/films/" + film + "/licences", Map.of(), new byte[0]);
        return cbor(authorised(call, Limits.DOCUMENT_BYTES).body(), SignedDocument.class);
    }

    /// Bytes by their address, from an offset on. Whether they are the right ones is still to be checked.
    ///
    /// @param size of the whole
    /// @throws IOException what the sink threw
    /// @throws FailureException with a [ServerFailure]; what came before stays with the sink
    public void blob(ContentAddress address, long offset, long size, BodySink sink) throws IOException {
        HttpCall call = HttpCall.get("/api/v1/blobs/" + address);
        HttpCall ranged = offset == 0 ? call : call.with("Range", "bytes=" + offset + "-");
        // a server or a cache between that does not know ranges answers 200 with everything
        transport.stream(server(), ranged, status -> status == 206 ? sink : new RestOfBody(sink, offset), size);
    }

    private synchronized Who identity() {
        if (who == null) {
            throw new ServerFailure.Unreachable().asException();
        }
        return who;
    }

    private URI server() {
        return identity().server;
    }

    private Transport.Answer authorised(HttpCall call, int mostBytes) {
        return authorised((server, shown) -> transport.exchange(server, call.with("Authorization", shown), mostBytes));
    }

    /// @param exchange of a server and what `Authorization` says; made again when the session is over
    private Transport.Answer authorised(BiFunction<URI, String, Transport.Answer> exchange) {
        Who asking = identity();
        String known = session(asking, null);
        try {
            return exchange.apply(asking.server, "Bearer " + known);
        } catch (FailureException e) {
            if (!(e.failure() instanceof ServerFailure.Refused refused) || refused.status() != 401) {
                throw e;
            }
        }
        // by the server's word and not by the token's time, as this device's clock may be wrong
        String renewed = session(asking, known);
        return exchange.apply(asking.server, "Bearer " + renewed);
    }

    /// @param stale a token that the server no longer takes, null if none
    private synchronized String session(Who asking, @Nullable String stale) {
        String known = token;
        if (known == null || known.equals(stale)) {
            String path = "/api/v1/devices/" + asking.device;
            HttpCall ask = new HttpCall("POST", path + "/challenges", Map.of(), new byte[0]);
            String challenge = transport
                    .exchange(asking.server, ask, SMALL)
                    .json(Challenge.class)
                    .challenge();
            byte[] signature = keys.get().sign(DeviceApi.signedBytes(asking.device, challenge));
            @Nullable ContactMark contact = introduction.contact(asking.device);
            HttpCall answer = jsonPost(
                    path + "/sessions",
                    new SessionRequest(challenge, Bytes.of(signature), contact, introduction.health()));
            known = transport
                    .exchange(asking.server, answer, SMALL)
                    .json(Session.class)
                    .token();
            if (contact != null) {
                introduction.answered(asking.device, contact);
            }
            token = known;
        }
        return known;
    }

    private static HttpCall jsonPost(String path, Object body) {
        try {
            return HttpCall.post(path, JSON, Wire.json().writeValueAsBytes(body));
        } catch (JacksonException e) {
            throw new IllegalStateException("a record of ours can be written", e);
        }
    }

    private static <T> T cbor(byte[] body, Class<T> type) {
        try {
            return Wire.fromCbor("answer", body, type);
        } catch (FailureException e) {
            throw new FailureException(new ServerFailure.Garbled(), e);
        }
    }

    private static byte[] decoded(Transport.Answer answer) {
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (encoding.equals("identity")) {
            return answer.body();
        }
        if (!encoding.equals("zstd")) {
            throw new ServerFailure.Garbled().asException();
        }
        try (ZstdInputStream clear = new ZstdInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] decoded = clear.readNBytes(Limits.DOCUMENT_BYTES + 1);
            if (decoded.length > Limits.DOCUMENT_BYTES) {
                throw new ServerFailure.Garbled().asException();
            }
            return decoded;
        } catch (IOException e) {
            throw new FailureException(new ServerFailure.Garbled(), e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
