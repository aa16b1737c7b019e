package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.Sql;

/// What comes to the push route and is no good batch: it is refused with a code that stays the same, leaves nothing
/// behind, and the good batch goes through after it.
class BadBatchesTest extends OneServer {
    /// What a batch can be refused with that was changed on its way.
    private static final Set<String> CHANGED = Set.of(
            "protocol.malformed",
            "protocol.bad-signature",
            "protocol.too-large",
            "protocol.other-too-new",
            "protocol.other-too-old",
            "sync.other-device");

    private FilmId film;
    private TestDevice device;
    private Batch good;
    private byte[] encoded;

    @BeforeEach
    void one_operation_is_there_and_three_are_to_come() {
        film = catalogue.film("Harmattan");
        device = TestDevice.enrolled(server);
        for (int i = 0; i < 4; i++) {
            device.record(new MessagePosted(film, "Afi", "Message " + i));
        }
        device.push(device.batch(1, 1));
        good = device.batch(2, 4);
        encoded = BatchCodec.encode(good);
    }

    @AfterEach
    void the_good_batch_goes_through() {
        assertThat(device.push(device.batchFrom(2)))
                .isEqualTo(new PushReceipt(ProtocolVersion.CURRENT, device.size(), List.of()));
        assertThat(operations()).isEqualTo(device.size());
    }

    @Test
    void a_batch_that_was_cut_short() {
        for (int length = 0; length < encoded.length; length += 1 + length / 16) {
            refused(Arrays.copyOf(encoded, length), 400, "protocol.malformed");
        }
        refused(Arrays.copyOf(encoded, encoded.length + 1), 400, "protocol.malformed");
    }

    @Test
    void a_batch_in_which_a_bit_is_another_one() {
        int sent = 0;
        int step = encoded.length / 20 | 1; // odd: each bit of a byte has its turn
        for (int bit = 0; bit < 8 * encoded.length; bit += step) {
            byte[] flipped = encoded.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            if (!isTheSame(flipped)) {
                HttpResponse<byte[]> answer = device.send(flipped);
                assertThat(answer.statusCode()).as("bit " + bit).isBetween(400, 499);
                assertThat(CHANGED).as("bit " + bit).contains(TestServer.code(answer));
                sent++;
            }
        }
        assertThat(sent).isGreaterThan(100);
        nothingCame();
    }

    /// The compression has bits that nobody reads.
    private boolean isTheSame(byte[] changed) {
        try {
            return BatchCodec.decode(changed).equals(good);
        } catch (FailureException e) {
            return false;
        }
    }

    @Test
    void a_batch_whose_operations_stand_in_another_order() {
        refused(
                BatchCodec.encode(new Batch(
                        good.version(),
                        good.device(),
                        good.firstSequence(),
                        good.previousHash(),
                        good.lastHash(),
                        good.operations().reversed(),
                        good.signature())),
                400,
                "protocol.malformed");
    }

    @Test
    void a_batch_of_another_version() {
        refused(BatchCodec.encode(ofVersion(ProtocolVersion.CURRENT + 1)), 426, "protocol.other-too-new");
        refused(BatchCodec.encode(ofVersion(0)), 426, "protocol.other-too-old");
    }

    private Batch ofVersion(int version) {
        return new Batch(
                version,
                good.device(),
                good.firstSequence(),
                good.previousHash(),
                good.lastHash(),
                good.operations(),
                good.signature());
    }

    @Test
    void a_batch_that_says_that_it_is_of_four_gigabytes() throws IOException {
        refused(saying(4L << 30), 400, "protocol.malformed");
        refused(saying(Long.MAX_VALUE), 400, "protocol.malformed");
        refused(saying(-1), 400, "protocol.malformed");
        byte[] bytesOf4Gigabytes = {(byte) 0x89, 1, 0x5B, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3};
        refused(bytesOf4Gigabytes, 400, "protocol.malformed");
    }

    /// The batch with another length of its content.
    private byte[] saying(long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator cbor = Wire.cbor().createGenerator(out)) {
            cbor.writeStartArray(null, 9);
            cbor.writeNumber(good.version());
            cbor.writeBinary(new byte[16]);
            cbor.writeNumber(good.firstSequence());
            cbor.writeNumber(good.operations().size());
            cbor.writeBinary(good.previousHash().toArray());
            cbor.writeBinary(good.lastHash().toArray());
            cbor.writeBinary(good.signature().toArray());
            cbor.writeNumber(length);
            cbor.writeBinary(new byte[100]);
            cbor.writeEndArray();
        }
        return out.toByteArray();
    }

    @Test
    void a_batch_that_somebody_else_signed() {
        refused(
                BatchCodec.encode(
                        Batch.sign(SigningKeyPair.generate(), device.id(), 2, good.previousHash(), good.operations())),
                403,
                "protocol.bad-signature");
    }

    @Test
    void a_batch_that_another_device_sends_again() {
        TestDevice other = TestDevice.enrolled(server, device.venue());
        HttpResponse<byte[]> answer = other.send(encoded);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(TestServer.code(answer)).isEqualTo("sync.other-device");
        nothingCame();
    }

    @Test
    void a_batch_that_is_no_batch_at_all() {
        refused(new byte[0], 400, "protocol.malformed");
        refused("{}".getBytes(StandardCharsets.UTF_8), 400, "protocol.malformed");
    }

    @Test
    void operations_by_clocks_of_1970_and_2099_are_taken_and_never_happen_after_they_came() {
        OperationId first = new OperationId(UUID.randomUUID());
        OperationId last = new OperationId(UUID.randomUUID());
        device.record(first, Instant.EPOCH, new MessagePosted(film, "Afi", "1970"));
        device.record(last, Instant.parse("2099-12-31T23:59:59Z"), new MessagePosted(film, "Afi", "2099"));

        assertThat(device.push(device.batchFrom(2)).quarantined()).isEmpty();

        assertThat(writtenAt(first)).isEqualTo(Instant.EPOCH);
        assertThat(writtenAt(last)).isEqualTo(server.clock().instant());
    }

    private static Instant writtenAt(OperationId message) {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select written_at from message where id = :id")
                        .bind("id", message.value())
                        .map((row, _) -> Sql.time(row, "written_at"))
                        .one());
    }

    private void refused(byte[] batch, int status, String code) {
        HttpResponse<byte[]> answer = device.send(batch);
        assertThat(TestServer.code(answer)).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        nothingCame();
    }

    private void nothingCame() {
        assertThat(operations()).isEqualTo(1);
        assertThat(TestServer.json(server.send(
                                device.request("/api/v1/sync/position").GET()))
                        .path("acknowledged")
                        .asLong())
                .isEqualTo(1);
    }

    private long operations() {
        return server.count("operation where device = '" + device.id() + "'");
    }
}
