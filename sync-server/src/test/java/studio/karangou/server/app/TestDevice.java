package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.EnrolmentAsk;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.UpParcel;
import studio.karangou.common.protocol.Wire;

/// A device with keys and a journal in memory, talking to the server as a real one does.
public final class TestDevice {
    private final ServerClient server;
    private final SigningKeyPair signing = SigningKeyPair.generate();
    private final SealingKeyPair sealing = SealingKeyPair.generate();
    private final List<Bytes> journal = new ArrayList<>();
    private final List<Bytes> hashes = new ArrayList<>();
    private final Uuid7 ids;
    private final DeviceProfile profile;
    private DeviceId id;
    private VenueId venue;
    private String token;

    private TestDevice(ServerClient server, DeviceProfile profile) {
        this.server = server;
        this.profile = profile;
        ids = new Uuid7(server.clock());
    }

    /// A device of a new venue.
    public static TestDevice enrolled(ServerClient server) {
        return enrolled(server, newVenue(server));
    }

    /// A device of a venue.
    public static TestDevice enrolled(ServerClient server, VenueId venue) {
        return enrolled(server, venue, DeviceProfile.LIEU);
    }

    /// A device of a venue, used in one of the three ways.
    public static TestDevice enrolled(ServerClient server, VenueId venue, DeviceProfile profile) {
        TestDevice device = new TestDevice(server, profile);
        HttpResponse<byte[]> answer = device.enrol(newCode(server, venue));
        assertThat(answer.statusCode()).isEqualTo(201);
        device.accept(answer);
        return device;
    }

    /// A device that nobody knows yet.
    public static TestDevice stranger(ServerClient server) {
        return stranger(server, DeviceProfile.LIEU);
    }

    /// A device that nobody knows yet, used in one of the three ways.
    public static TestDevice stranger(ServerClient server, DeviceProfile profile) {
        return new TestDevice(server, profile);
    }

    public static VenueId newVenue(ServerClient server) {
        HttpResponse<byte[]> answer = server.send(server.asOperator("/api/v1/operator/venues")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"Ciné-club d’Agoè\"}")));
        assertThat(answer.statusCode()).isEqualTo(201);
        return VenueId.parse(ServerClient.json(answer).path("venue").asText());
    }

    public static String newCode(ServerClient server, VenueId venue) {
        HttpResponse<byte[]> answer = server.send(
                server.asOperator("/api/v1/operator/venues/" + venue + "/codes").POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(201);
        return ServerClient.json(answer).path("code").asText();
    }

    public HttpResponse<byte[]> enrol(String code) {
        return enrol(code, "192.0.2.1");
    }

    /// Enrols, saying through which addresses it came.
    public HttpResponse<byte[]> enrol(String code, String forwardedFor) {
        DeviceApi.EnrolmentRequest request = new DeviceApi.EnrolmentRequest(
                code,
                "Projecteur",
                profile,
                signing.verifyingKey().raw(),
                sealing.sealingKey().raw());
        return server.send(server.request("/api/v1/devices")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", forwardedFor)
                .POST(ServerClient.json(request)));
    }

    /// Takes note of who it is now, and opens a session.
    public void accept(HttpResponse<byte[]> answer) {
        id = DeviceId.parse(ServerClient.json(answer).path("device").asText());
        venue = VenueId.parse(ServerClient.json(answer).path("venue").asText());
        hashes.add(JournalChain.genesis(id));
        openSession();
    }

    /// What it writes on a USB drive where it has no network; another nonce each time.
    public EnrolmentAsk.Signed ask() {
        byte[] nonce = new byte[EnrolmentAsk.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        EnrolmentAsk ask = new EnrolmentAsk(
                Bytes.of(nonce),
                "Projecteur",
                profile,
                signing.verifyingKey().raw(),
                sealing.sealingKey().raw(),
                "1.2.0",
                server.clock().instant());
        return EnrolmentAsk.Signed.of(ask, signing);
    }

    /// Takes note of who it is now, by an answer that came on a drive.
    public void is(DeviceId device, VenueId ofVenue) {
        id = device;
        venue = ofVenue;
        hashes.add(JournalChain.genesis(id));
    }

    public void openSession() {
        HttpResponse<byte[]> answer = answerChallenge(challenge());
        assertThat(answer.statusCode()).isEqualTo(201);
        token = ServerClient.json(answer).path("token").asText();
    }

    public String challenge() {
        HttpResponse<byte[]> answer = server.send(
                server.request("/api/v1/devices/" + id + "/challenges").POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(201);
        return ServerClient.json(answer).path("challenge").asText();
    }

    public HttpResponse<byte[]> answerChallenge(String challenge) {
        Bytes signature = Bytes.of(signing.sign(DeviceApi.signedBytes(id, challenge)));
        return server.send(server.request("/api/v1/devices/" + id + "/sessions")
                .header("Content-Type", "application/json")
                .POST(ServerClient.json(new DeviceApi.SessionRequest(challenge, signature))));
    }

    /// Opens a session and says which contact this is, and how the device is.
    public HttpResponse<byte[]> contact(ContactMark mark, DeviceHealth health) {
        String challenge = challenge();
        Bytes signature = Bytes.of(signing.sign(DeviceApi.signedBytes(id, challenge)));
        return server.send(server.request("/api/v1/devices/" + id + "/sessions")
                .header("Content-Type", "application/json")
                .POST(ServerClient.json(new DeviceApi.SessionRequest(challenge, signature, mark, health))));
    }

    public DeviceId id() {
        return id;
    }

    public VenueId venue() {
        return venue;
    }

    public SigningKeyPair signing() {
        return signing;
    }

    public SealingKeyPair sealing() {
        return sealing;
    }

    public String token() {
        return token;
    }

    public HttpRequest.Builder request(String path) {
        return server.request(path).header("Authorization", "Bearer " + token);
    }

    /// What its line would say now: the last row of the feed that concerns it.
    public String word() {
        String epoch = pull(ChangePage.START).cursor().split("\\.", 2)[0];
        long last = ((TestServer) server)
                .tables()
                .withHandle(handle -> handle.createQuery("select max(position) from feed_change where scope is null"
                                + " or scope = :device or scope = :venue or scope in"
                                + " (select scope from feed_member where device = :device)")
                        .bind("device", id().value())
                        .bind("venue", venue().value())
                        .mapTo(Long.class)
                        .one());
        return epoch + "." + last;
    }

    /// Somebody opens a film's discussion at it, and that is sent at once.
    public void follow(FilmId film) {
        record(new OperationBody.RoomFollowed(film));
        push(batchFrom(size()));
    }

    /// Writes an operation into the journal.
    public OperationId record(OperationBody body) {
        OperationId operation = new OperationId(ids.next());
        record(operation, body);
        return operation;
    }

    /// Writes an operation with an id of one's choice into the journal.
    public void record(OperationId operation, OperationBody body) {
        record(operation, server.clock().instant(), body);
    }

    /// Writes an operation at a time by this device's own clock.
    public void record(OperationId operation, Instant at, OperationBody body) {
        HybridTime time = new HybridTime(at.toEpochMilli(), 0);
        recordRaw(OperationCodec.encode(new Operation(id, journal.size() + 1, operation, time, null, body)));
    }

    /// Somebody who is signed in asks something at this device: the server has met them here.
    public void meets(TestPerson person) {
        HttpResponse<byte[]> answer = server.send(person.request("/api/v1/me")
                .header(PeopleApi.DEVICE_HEADER, token)
                .GET());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /// Writes what a person who is signed in did into the journal.
    public OperationId recordBy(PersonId actor, OperationBody body) {
        OperationId operation = new OperationId(ids.next());
        HybridTime time = new HybridTime(server.clock().instant().toEpochMilli(), 0);
        recordRaw(OperationCodec.encode(new Operation(id, journal.size() + 1, operation, time, actor, body)));
        return operation;
    }

    /// How many operations stand in the journal.
    public int size() {
        return journal.size();
    }

    /// Writes any bytes into the journal.
    public void recordRaw(byte[] encoded) {
        journal.add(Bytes.of(encoded));
        hashes.add(JournalChain.next(hashes.getLast(), journal.size(), encoded));
    }

    /// A signed batch of what stands in the journal.
    public Batch batch(int first, int last) {
        return Batch.sign(signing, id, first, hashes.get(first - 1), journal.subList(first - 1, last));
    }

    /// Everything in the journal from a sequence on.
    public Batch batchFrom(int first) {
        return batch(first, journal.size());
    }

    public HttpResponse<byte[]> send(Batch batch) {
        return send(BatchCodec.encode(batch));
    }

    public HttpResponse<byte[]> send(byte[] batch) {
        return server.send(request("/api/v1/sync/batches")
                .header("Content-Type", BatchCodec.MEDIA_TYPE)
                .POST(BodyPublishers.ofByteArray(batch)));
    }

    public PushReceipt push(Batch batch) {
        HttpResponse<byte[]> answer = send(batch);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Wire.fromCbor("receipt", answer.body(), PushReceipt.class);
    }

    public ChangePage pull(String cursor) {
        HttpResponse<byte[]> answer =
                server.send(request("/api/v1/sync/changes?after=" + cursor).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Wire.fromCbor("page", answer.body(), ChangePage.class);
    }

    /// What it would give somebody to carry: everything from a sequence on.
    public Parcel parcel(SealingKey serverKey, int first, String cursor) {
        List<Bytes> batches =
                first > journal.size() ? List.of() : List.of(Bytes.of(BatchCodec.encode(batchFrom(first))));
        return new UpParcel(id, batches.isEmpty() ? 0 : first, cursor, true, batches).seal(signing, serverKey);
    }

    /// Carries a parcel of any device to the server.
    public HttpResponse<byte[]> carry(byte[] parcel) {
        return carry(parcel, "");
    }

    /// Carries a parcel again for what is behind a cursor.
    public HttpResponse<byte[]> carry(byte[] parcel, String after) {
        return server.send(request("/api/v1/sync/parcels" + (after.isEmpty() ? "" : "?after=" + after))
                .header("Content-Type", Parcel.MEDIA_TYPE)
                .POST(BodyPublishers.ofByteArray(parcel)));
    }

    /// Every change from the start.
    public List<Change> pullAll() {
        List<Change> all = new ArrayList<>();
        String cursor = ChangePage.START;
        ChangePage page;
        do {
            page = pull(cursor);
            all.addAll(page.changes());
            cursor = page.cursor();
        } while (page.more());
        return all;
    }
}
