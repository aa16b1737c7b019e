package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.FaultReport.SystemFamily;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;

class BatchTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 2));
    private static final FilmId FILM = new FilmId(new UUID(3, 4));
    private static final ProjectId PROJECT = new ProjectId(new UUID(5, 6));
    private final SigningKeyPair keys = SigningKeyPair.generate();
    private final Random random = new Random(7);

    @Test
    void every_kind_of_operation_comes_back_as_it_was() {
        for (OperationBody body : bodies()) {
            for (PersonId actor : new @Nullable PersonId[] {null, new PersonId(new UUID(8, 9))}) {
                Operation operation = operation(3, actor, body);
                assertThat(OperationCodec.decode(DEVICE, 3, OperationCodec.encode(operation)))
                        .isEqualTo(operation);
                assertThat(OperationCodec.peekId(OperationCodec.encode(operation)))
                        .isEqualTo(operation.id());
            }
        }
        assertThat(bodies().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(OperationBody.class.getPermittedSubclasses());
    }

    @Test
    void a_batch_comes_back_whole_and_verifies() {
        Batch batch = batch(1, JournalChain.genesis(DEVICE), 500);
        Batch read = BatchCodec.decode(BatchCodec.encode(batch));
        assertThat(read).isEqualTo(batch);
        read.verify(keys.verifyingKey());
        assertThat(read.lastSequence()).isEqualTo(500);
    }

    @Test
    void the_chain_continues_from_batch_to_batch() {
        Batch first = batch(1, JournalChain.genesis(DEVICE), 3);
        Batch second = batch(4, first.lastHash(), 2);
        assertThat(second.previousHash()).isEqualTo(first.lastHash());
        assertThat(JournalChain.genesis(DEVICE)).isNotEqualTo(JournalChain.genesis(new DeviceId(new UUID(1, 3))));
        assertThat(JournalChain.next(first.lastHash(), 4, new byte[] {1}))
                .isNotEqualTo(JournalChain.next(first.lastHash(), 5, new byte[] {1}));
    }

    @Test
    void a_forged_batch_is_noticed() {
        Batch batch = batch(1, JournalChain.genesis(DEVICE), 3);
        assertFailure(() -> batch.verify(SigningKeyPair.generate().verifyingKey()), ProtocolFailure.BadSignature.class);
        Batch stolen = new Batch(
                1,
                new DeviceId(new UUID(9, 9)),
                1,
                batch.previousHash(),
                batch.lastHash(),
                batch.operations(),
                batch.signature());
        assertFailure(() -> stolen.verify(keys.verifyingKey()), ProtocolFailure.BadSignature.class);
        Batch swapped = new Batch(
                1,
                DEVICE,
                1,
                batch.previousHash(),
                batch.lastHash(),
                batch.operations().reversed(),
                batch.signature());
        assertFailure(() -> swapped.verify(keys.verifyingKey()), ProtocolFailure.Malformed.class);
        Batch moved =
                new Batch(1, DEVICE, 2, batch.previousHash(), batch.lastHash(), batch.operations(), batch.signature());
        assertFailure(() -> moved.verify(keys.verifyingKey()), ProtocolFailure.Malformed.class);
    }

    @Test
    void cut_or_changed_bytes_never_pass() {
        byte[] encoded = BatchCodec.encode(batch(1, JournalChain.genesis(DEVICE), 5));
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> BatchCodec.decode(cut)).isInstanceOf(FailureException.class);
        }
        for (int at = 0; at < encoded.length; at++) {
            byte[] changed = encoded.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> BatchCodec.decode(changed).verify(keys.verifyingKey()))
                    .isInstanceOf(FailureException.class);
        }
    }

    @Test
    void noise_is_refused_and_nothing_else_happens() {
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> BatchCodec.decode(noise)).isInstanceOf(FailureException.class);
            assertThatThrownBy(() -> OperationCodec.decode(DEVICE, 1, noise)).isInstanceOf(FailureException.class);
            assertThatThrownBy(() -> SignedDocument.decode(noise)).isInstanceOf(FailureException.class);
        }
    }

    @Test
    void a_length_that_lies_is_refused_before_memory_is_taken() throws IOException {
        for (long claimed : new long[] {0, -1, Limits.BATCH_CONTENT_BYTES + 1L, 4L << 30, Long.MAX_VALUE}) {
            byte[] bomb = envelope(ProtocolVersion.CURRENT, 1, claimed, Zstd.compress(new byte[8 << 20]));
            assertFailure(() -> BatchCodec.decode(bomb), ProtocolFailure.Malformed.class);
        }
        byte[] bomb = envelope(ProtocolVersion.CURRENT, 1, 1_000, Zstd.compress(new byte[8 << 20]));
        assertFailure(() -> BatchCodec.decode(bomb), ProtocolFailure.Malformed.class);
        byte[] many =
                envelope(ProtocolVersion.CURRENT, Limits.BATCH_OPERATIONS + 1, 1_000, Zstd.compress(new byte[1_000]));
        assertFailure(() -> BatchCodec.decode(many), ProtocolFailure.Malformed.class);
        assertFailure(() -> BatchCodec.decode(new byte[Limits.BATCH_BYTES + 1]), ProtocolFailure.TooLarge.class);
        assertFailure(
                () -> OperationCodec.decode(DEVICE, 1, new byte[Limits.OPERATION_BYTES + 1]),
                ProtocolFailure.TooLarge.class);
    }

    @Test
    void a_batch_of_another_version_says_which_side_is_old() throws IOException {
        byte[] content = Zstd.compress(new byte[1]);
        assertFailure(() -> BatchCodec.decode(envelope(0, 1, 1, content)), ProtocolFailure.OtherTooOld.class);
        assertFailure(() -> BatchCodec.decode(envelope(2, 1, 1, content)), ProtocolFailure.OtherTooNew.class);
    }

    @Test
    void an_operation_of_a_later_version_is_named_by_its_kind_and_extra_fields_are_skipped() throws IOException {
        byte[] unknown = rawOperation(99, false);
        assertFailure(() -> OperationCodec.decode(DEVICE, 1, unknown), ProtocolFailure.UnknownKind.class);
        assertThat(OperationCodec.decode(DEVICE, 1, rawOperation(FilmViewed.KIND, true))
                        .body())
                .isEqualTo(new FilmViewed(FILM, Duration.ofMillis(10), true, 1));
    }

    @Test
    void an_unsure_time_is_one_more_field_at_the_end_and_a_sure_one_none() {
        Operation sure = operation(1, null, bodies().getFirst());
        Operation unsure = new Operation(DEVICE, 1, sure.id(), sure.time(), null, sure.body(), true);
        byte[] before = OperationCodec.encode(sure);
        byte[] after = OperationCodec.encode(unsure);
        assertThat(before[0]).as("an array of six, as ever").isEqualTo((byte) 0x86);
        assertThat(after[0]).as("an array of seven").isEqualTo((byte) 0x87);
        assertThat(after).hasSize(before.length + 1).endsWith(0xF5);
        assertThat(OperationCodec.decode(DEVICE, 1, before)).isEqualTo(sure);
        assertThat(OperationCodec.decode(DEVICE, 1, after)).isEqualTo(unsure);
    }

    @Test
    void a_realistic_batch_is_small_on_the_wire() {
        Batch batch = batch(1, JournalChain.genesis(DEVICE), 1_000);
        assertThat(BatchCodec.encode(batch).length / 1_000).isLessThan(120);
    }

    private List<OperationBody> bodies() {
        return List.of(
                new ContributionMade(
                        PROJECT,
                        FILM,
                        Money.xof(1_000),
                        ContributionMethod.VOUCHER,
                        VoucherCode.draw(random),
                        Instant.ofEpochMilli(1_700_000_000_000L),
                        null),
                new ContributionMade(
                        PROJECT,
                        null,
                        new Money(Money.Currency.EUR, 2_000),
                        ContributionMethod.CASH,
                        null,
                        null,
                        "Akossiwa"),
                new MessagePosted(FILM, "Ciné-club", "Ɖeka, ɖeka ! 🎬\nMerci"),
                new FilmViewed(FILM, Duration.ofMinutes(102), true, 214),
                new CashSettled(new OperationId(new UUID(7, 8)), CashOutcome.RECEIVED),
                new CashSettled(new OperationId(new UUID(7, 8)), CashOutcome.CANCELLED),
                new KioskFilmChosen(FILM, true),
                new FavouriteAdded(FILM),
                new FavouriteRemoved(FILM, List.of(new OperationId(new UUID(7, 1)), new OperationId(new UUID(7, 2)))),
                new FavouriteRemoved(FILM, List.of()),
                new FilmRated(FILM, 5),
                new FilmHeld(FILM, false),
                new RoomFollowed(FILM),
                new FaultReported(new FaultReport(
                        FaultReport.UNEXPECTED,
                        List.of("java.lang.IllegalStateException"),
                        List.of("studio.karangou.desktop.app.Main.main:10"),
                        "0.1.0",
                        SystemFamily.LINUX,
                        DeviceProfile.LIEU,
                        1)));
    }

    private Batch batch(long first, Bytes previous, int count) {
        List<OperationBody> bodies = bodies();
        List<Bytes> encoded = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            encoded.add(Bytes.of(OperationCodec.encode(operation(first + i, null, bodies.get(i % bodies.size())))));
        }
        return Batch.sign(keys, DEVICE, first, previous, encoded);
    }

    private Operation operation(long sequence, @Nullable PersonId actor, OperationBody body) {
        OperationId id = new OperationId(new UUID(0x0190_0000_0000_7000L + (sequence << 16), random.nextLong()));
        return new Operation(DEVICE, sequence, id, new HybridTime(1_700_000_000_000L + sequence, 2), actor, body);
    }

    private static byte[] envelope(int version, int count, long length, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var cbor = CborReader.FACTORY.createGenerator(out)) {
            cbor.writeStartArray();
            cbor.writeNumber(version);
            cbor.writeBinary(new byte[16]);
            cbor.writeNumber(1);
            cbor.writeNumber(count);
            cbor.writeBinary(new byte[32]);
            cbor.writeBinary(new byte[32]);
            cbor.writeBinary(new byte[64]);
            cbor.writeNumber(length);
            cbor.writeBinary(content);
            cbor.writeEndArray();
        }
        return out.toByteArray();
    }

    private static byte[] rawOperation(int kind, boolean later) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var cbor = CborReader.FACTORY.createGenerator(out)) {
            cbor.writeStartArray();
            cbor.writeBinary(new byte[16]);
            cbor.writeNumber(5);
            cbor.writeNumber(0);
            cbor.writeNull();
            cbor.writeNumber(kind);
            cbor.writeStartArray();
            cbor.writeBinary(UuidBytes.of(FILM.value()));
            cbor.writeNumber(10);
            cbor.writeBoolean(true);
            cbor.writeNumber(1);
            if (later) {
                cbor.writeString("a field of a later version");
            }
            cbor.writeEndArray();
            if (later) {
                cbor.writeStartArray();
                cbor.writeNumber(1);
                cbor.writeEndArray();
            }
            cbor.writeEndArray();
        }
        return out.toByteArray();
    }

    private static void assertFailure(ThrowingCallable call, Class<? extends ProtocolFailure> type) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(type));
    }
}
