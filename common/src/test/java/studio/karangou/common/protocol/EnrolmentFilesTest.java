package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.model.VenueId;

class EnrolmentFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final String SERVER = "https://karangou.example";
    private static final SigningKeyPair KEYS = SigningKeyPair.generate();
    private static final SigningKeyPair SERVER_KEYS = SigningKeyPair.generate();
    private static final FileCode CODE = FileCode.draw(new SecureRandom());
    private static final EnrolmentAsk ASK = ask("Borne d’accueil");
    private static final EnrolmentAsk.Signed SIGNED = EnrolmentAsk.Signed.of(ASK, KEYS);
    private static FileSeal seal;

    @TempDir
    Path folder;

    @BeforeAll
    static void derive() {
        seal = FileSeal.of(CODE, ASK.nonce());
    }

    private static EnrolmentAsk ask(String name) {
        byte[] nonce = new byte[EnrolmentAsk.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        return new EnrolmentAsk(
                Bytes.of(nonce),
                name,
                DeviceProfile.BORNE,
                KEYS.verifyingKey().raw(),
                SealingKeyPair.generate().sealingKey().raw(),
                "1.2.0",
                NOW);
    }

    private static Bytes grant(SigningKeyPair keys) {
        EnrolmentGrant grant = new EnrolmentGrant(
                SIGNED.digest(),
                new DeviceId(new UUID(1, 1)),
                new VenueId(new UUID(1, 2)),
                "Ciné-club d’Agoè",
                SERVER_KEYS.verifyingKey().raw(),
                NOW,
                NOW.plus(Duration.ofDays(30)));
        return Bytes.of(
                SignedDocument.sign(keys, SignedDocument.Kind.ENROLMENT, grant).encode());
    }

    @Test
    void a_request_and_its_answer_travel_whole() {
        EnrolmentFiles.Request request = EnrolmentFiles.Request.of(SIGNED, seal);
        EnrolmentFiles.Request read = EnrolmentFiles.Request.decode(request.encode());
        assertThat(read.ask().open()).isEqualTo(ASK);
        assertThat(EnrolmentFiles.requestName(read.ask()))
                .matches("karangou-demande-borne-d-accueil-[0-9a-f]{8}\\.karangou");
        assertThat(request.encode()).hasSizeLessThan(1_000);

        FileSeal hosts = read.check(CODE);
        EnrolmentFiles.Answer answer = EnrolmentFiles.Answer.decode(
                EnrolmentFiles.Answer.of(SERVER, grant(SERVER_KEYS), hosts).encode());
        assertThat(answer.isMadeWith(seal)).isTrue();
        assertThat(answer.open().request()).isEqualTo(SIGNED.digest());
        assertThat(answer.open().venueName()).isEqualTo("Ciné-club d’Agoè");
    }

    @Test
    void only_the_code_that_the_device_shows_opens_a_request() {
        EnrolmentFiles.Request request = EnrolmentFiles.Request.of(SIGNED, seal);
        fails(() -> request.check(FileCode.draw(new SecureRandom())), new EnrolmentFileFailure.WrongCode());
        EnrolmentFiles.Request swapped =
                new EnrolmentFiles.Request(EnrolmentAsk.Signed.of(ask("Autre"), KEYS), request.proof());
        fails(() -> swapped.check(CODE), new EnrolmentFileFailure.WrongCode());
    }

    @Test
    void a_request_in_the_name_of_other_keys_is_forged() {
        EnrolmentAsk.Signed stolen = EnrolmentAsk.Signed.of(ASK, SigningKeyPair.generate());
        fails(stolen::open, new EnrolmentFileFailure.Forged());
        EnrolmentAsk.Signed changed =
                new EnrolmentAsk.Signed(1, Bytes.of(Wire.toCbor(ask("Autre"))), SIGNED.signature());
        fails(changed::open, new EnrolmentFileFailure.Forged());
        EnrolmentAsk.Signed later = new EnrolmentAsk.Signed(9, SIGNED.content(), SIGNED.signature());
        assertThatThrownBy(later::open).hasMessage("protocol.other-too-new");
    }

    @Test
    void an_answer_that_was_changed_or_made_without_the_code_is_noticed() {
        EnrolmentFiles.Answer good = EnrolmentFiles.Answer.of(SERVER, grant(SERVER_KEYS), seal);
        EnrolmentFiles.Answer elsewhere =
                new EnrolmentFiles.Answer(1, "https://ailleurs.example", good.grant(), good.proof());
        assertThat(elsewhere.isMadeWith(seal)).isFalse();
        FileSeal guessed = FileSeal.of(FileCode.draw(new SecureRandom()), ASK.nonce());
        assertThat(EnrolmentFiles.Answer.of(SERVER, grant(SERVER_KEYS), guessed).isMadeWith(seal))
                .isFalse();
        EnrolmentFiles.Answer forged = EnrolmentFiles.Answer.of(SERVER, grant(SigningKeyPair.generate()), seal);
        fails(forged::open, new EnrolmentFileFailure.Forged());
    }

    @Test
    void a_file_that_is_cut_anywhere_is_unreadable_and_never_more() {
        byte[] request = EnrolmentFiles.Request.of(SIGNED, seal).encode();
        byte[] answer =
                EnrolmentFiles.Answer.of(SERVER, grant(SERVER_KEYS), seal).encode();
        for (int length = 0; length < request.length; length++) {
            byte[] cut = Arrays.copyOf(request, length);
            fails(() -> EnrolmentFiles.Request.decode(cut), new EnrolmentFileFailure.Unreadable());
        }
        for (int length = 0; length < answer.length; length++) {
            byte[] cut = Arrays.copyOf(answer, length);
            fails(() -> EnrolmentFiles.Answer.decode(cut), new EnrolmentFileFailure.Unreadable());
        }
        fails(() -> EnrolmentFiles.Answer.decode(request), new EnrolmentFileFailure.Unreadable());
    }

    @Test
    void whatever_byte_is_changed_a_request_is_refused_in_words() {
        byte[] good = EnrolmentFiles.Request.of(SIGNED, seal).encode();
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x20;
            try {
                assertThat(EnrolmentFiles.Request.decode(bad).ask().open()).isEqualTo(ASK);
            } catch (FailureException e) {
                assertThat(e.failure()).isInstanceOfAny(EnrolmentFileFailure.class, ProtocolFailure.class);
            }
        }
    }

    @Test
    void four_gigabytes_are_not_read_and_a_length_inside_is_not_believed() throws IOException {
        Path large = folder.resolve("karangou-demande-x.karangou");
        try (RandomAccessFile out = new RandomAccessFile(large.toFile(), "rw")) {
            out.setLength(4L << 30);
        }
        fails(() -> EnrolmentFiles.read(large), new EnrolmentFileFailure.TooLarge());
        fails(() -> EnrolmentFiles.read(folder), new EnrolmentFileFailure.Unreadable());
        fails(() -> EnrolmentFiles.read(folder.resolve("none")), new EnrolmentFileFailure.Unreadable());
        Path link = Files.createSymbolicLink(folder.resolve("karangou-demande-y.karangou"), Path.of("/dev/zero"));
        fails(() -> EnrolmentFiles.read(link), new EnrolmentFileFailure.Unreadable());

        byte[] first = "karangou-enrolment-request/1\n".getBytes(StandardCharsets.US_ASCII);
        byte[] claims = Arrays.copyOf(first, first.length + 5);
        // CBOR: a string of 4 GB minus one begins (RFC 8949, section 3)
        claims[first.length] = 0x5A;
        Arrays.fill(claims, first.length + 1, claims.length, (byte) 0xFF);
        fails(() -> EnrolmentFiles.Request.decode(claims), new EnrolmentFileFailure.Unreadable());
    }

    @Test
    void a_code_is_read_as_people_type_it_and_says_nothing_of_itself() {
        assertThat(FileCode.parse(" " + CODE.shown().toLowerCase(Locale.ROOT).replace("-", " ") + " "))
                .contains(CODE);
        assertThat(FileCode.parse("7kq4m-2rd9")).isEmpty();
        assertThat(FileCode.parse("O".repeat(50))).isEmpty();
        assertThat(FileCode.parse("OIL00-00000")).contains(new FileCode("0110000000"));
        assertThat(CODE.toString()).doesNotContain(CODE.canonical());
        assertThatThrownBy(() -> new FileCode("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://karangou.example", "http://127.0.0.1:8080", "https://10.0.0.4:8443/a"})
    void addresses_that_a_device_may_ask(String address) {
        assertThat(EnrolmentFiles.isSafe(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://karangou.example", "ftp://a.example", "karangou", "https://", "https://a b", ""})
    void addresses_that_a_device_may_not_ask(String address) {
        assertThat(EnrolmentFiles.isSafe(address)).isFalse();
    }

    static Stream<EnrolmentFileFailure> failures() {
        return Arrays.stream(EnrolmentFileFailure.class.getPermittedSubclasses())
                .map(type -> {
                    try {
                        return (EnrolmentFileFailure)
                                type.getDeclaredConstructor().newInstance();
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_has_a_sentence_in_french_and_english(EnrolmentFileFailure failure) {
        String french = new Sentences(Locale.FRENCH).of(failure);
        assertThat(french).doesNotContain("{", "'").isNotEqualTo(new Sentences(Locale.ENGLISH).of(failure));
    }

    private static void fails(ThrowingCallable work, EnrolmentFileFailure with) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(with));
    }
}
