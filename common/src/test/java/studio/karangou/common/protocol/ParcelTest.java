package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;

/// Parcels and their files, and everything that can be wrong with them.
class ParcelTest {
    private static final DeviceId DEVICE = new DeviceId(UUID.randomUUID());
    private static final SigningKeyPair SIGNING = SigningKeyPair.generate();
    private static final SealingKeyPair DEVICES = SealingKeyPair.generate();
    private static final SealingKeyPair SERVERS = SealingKeyPair.generate();
    private static final SigningKeyPair SERVER = SigningKeyPair.generate();

    @TempDir
    private Path folder;

    @Test
    void only_the_receiver_opens_what_only_the_sender_made() {
        UpParcel up = new UpParcel(DEVICE, 7, "0123456789abcdef.42", true, List.of(Bytes.of(new byte[300])));
        Parcel parcel = Parcel.decode(up.seal(SIGNING, SERVERS.sealingKey()).encode());

        assertThat(UpParcel.open(parcel, SERVERS, SIGNING.verifyingKey())).isEqualTo(up);
        assertThat(code(() -> UpParcel.open(parcel, DEVICES, SIGNING.verifyingKey())))
                .isEqualTo("protocol.bad-signature");
        assertThat(code(() -> UpParcel.open(parcel, SERVERS, SERVER.verifyingKey())))
                .isEqualTo("protocol.bad-signature");
        // another device's name on the envelope
        Parcel renamed = new Parcel(
                parcel.version(),
                parcel.direction(),
                new DeviceId(UUID.randomUUID()),
                parcel.receiver(),
                parcel.sealed());
        assertThat(code(() -> UpParcel.open(renamed, SERVERS, SIGNING.verifyingKey())))
                .isEqualTo("protocol.bad-signature");
    }

    @Test
    void an_answer_is_the_servers_and_for_one_device() {
        DownParcel down = down();
        Parcel parcel = Parcel.decode(down.seal(SERVER, DEVICES.sealingKey()).encode());

        assertThat(DownParcel.open(parcel, DEVICES, SERVER.verifyingKey())).isEqualTo(down);
        assertThat(code(() -> DownParcel.open(parcel, DEVICES, SIGNING.verifyingKey())))
                .isEqualTo("protocol.bad-signature");
        assertThat(code(() -> DownParcel.open(parcel, SERVERS, SERVER.verifyingKey())))
                .isEqualTo("protocol.bad-signature");
    }

    @Test
    void no_changed_bit_goes_unnoticed() {
        byte[] encoded = down().seal(SERVER, DEVICES.sealingKey()).encode();
        for (int bit = 0; bit < encoded.length * 8; bit += 5) {
            byte[] changed = encoded.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> DownParcel.open(Parcel.decode(changed), DEVICES, SERVER.verifyingKey()))
                    .as("bit " + bit)
                    .isInstanceOf(FailureException.class);
        }
        for (int length = 0; length < encoded.length; length += 7) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> Parcel.decode(cut)).isInstanceOf(FailureException.class);
        }
    }

    @Test
    void a_file_gives_back_what_was_put_in() throws IOException {
        List<byte[]> parcels = List.of(new byte[] {1}, new byte[70_000], new byte[] {2, 3});
        Path file = write(parcels);
        List<byte[]> read = new ArrayList<>();

        assertThat(ParcelFile.check(file)).isEqualTo(3);
        ParcelFile.read(file, read::add);
        assertThat(read).usingRecursiveComparison().isEqualTo(parcels);
    }

    @Test
    void a_file_that_was_cut_or_changed_is_not_used() throws IOException {
        byte[] whole = Files.readAllBytes(write(List.of(new byte[20], new byte[30])));
        for (int length = 0; length < whole.length; length++) {
            assertThat(checked(Arrays.copyOf(whole, length)))
                    .as("cut at " + length)
                    .isIn("parcel.damaged", "parcel.not-one");
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            assertThat(checked(changed)).as("changed at " + at).isNotEqualTo("whole");
        }
        assertThat(checked(Arrays.copyOf(whole, whole.length + 1))).isEqualTo("parcel.damaged");
    }

    @Test
    void a_length_of_four_gigabytes_is_not_believed() throws IOException {
        byte[] first = "karangou-colis/1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int claimed : new int[] {-1, Integer.MAX_VALUE, Limits.PARCEL_BYTES + 1}) {
            byte[] file = ByteBuffer.allocate(first.length + 4)
                    .put(first)
                    .putInt(claimed)
                    .array();
            assertThat(checked(file)).isEqualTo("parcel.too-large");
        }
        assertThat(checked("karangou-colis/2\n....".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("protocol.other-too-new");
    }

    @Test
    void names_of_strangers_are_no_parcels() {
        ParcelName name = new ParcelName(Parcel.Direction.UP, DEVICE, 12);

        assertThat(ParcelName.of(Path.of(name.fileName()))).contains(name);
        assertThat(ParcelName.of(Path.of(name.answer().fileName()))).contains(name.answer());
        assertThat(ParcelName.of(Path.of(name.fileName() + ".partiel"))).isEmpty();
        assertThat(ParcelName.of(Path.of("aller-" + DEVICE + "-0.colis"))).isEmpty();
        assertThat(ParcelName.of(Path.of("aller-" + DEVICE + "-99999999999.colis")))
                .isEmpty();
        assertThat(ParcelName.of(Path.of("aller-..-1.colis"))).isEmpty();
    }

    @Test
    void a_link_on_a_stick_leads_nowhere() throws IOException {
        Path secret = write(List.of(new byte[3]));
        Path karangou = Files.createDirectory(folder.resolve("karangou"));
        Files.createSymbolicLink(karangou.resolve(new ParcelName(Parcel.Direction.UP, DEVICE, 1).fileName()), secret);

        assertThat(ParcelFolder.found(folder, Parcel.Direction.UP)).isEmpty();
        assertThat(code(() -> check(karangou.resolve(new ParcelName(Parcel.Direction.UP, DEVICE, 1).fileName()))))
                .isEqualTo("parcel.not-one");
    }

    @Test
    void a_key_that_is_derived_is_always_the_same_and_opens() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        SealingKeyPair once = SealingKeyPair.derive(secret);
        SealingKeyPair again = SealingKeyPair.derive(secret);

        assertThat(again.sealingKey()).isEqualTo(once.sealingKey());
        Parcel parcel = new UpParcel(DEVICE, 0, "0", true, List.of()).seal(SIGNING, once.sealingKey());
        assertThat(UpParcel.open(parcel, again, SIGNING.verifyingKey()).device())
                .isEqualTo(DEVICE);
    }

    @Test
    void a_page_of_a_server_that_does_not_say_what_it_stands_for_yet_is_read() {
        ChangePage page = new ChangePage(
                1,
                "0123456789abcdef.9",
                true,
                Instant.EPOCH,
                List.of(new Change.MessageRemoved(new OperationId(DEVICE.value()), new FilmId(DEVICE.value()))));
        byte[] older = Wire.toCbor(new OlderPage("0", page));
        DownParcel.Page now = new DownParcel.Page("0", page, "0123456789abcdef.2");

        assertThat(Wire.fromCbor("page", older, DownParcel.Page.class)).isEqualTo(new DownParcel.Page("0", page));
        assertThat(Wire.fromCbor("page", Wire.toCbor(now), DownParcel.Page.class))
                .isEqualTo(now);
        assertThat(Wire.fromCbor("page", Wire.toCbor(now), OlderPage.class)).isEqualTo(new OlderPage("0", page));
    }

    private record OlderPage(String after, ChangePage page) {}

    @Test
    void an_answer_of_a_server_that_says_no_chain_is_read() throws IOException {
        ObjectNode fields = (ObjectNode) Wire.cbor().readTree(Wire.toCbor(down()));
        fields.remove("chainHash");
        byte[] earlier = Wire.cbor().writeValueAsBytes(fields);

        assertThat(Wire.fromCbor("parcel", Wire.toCbor(down()), DownParcel.class))
                .isEqualTo(down());
        DownParcel read = Wire.fromCbor("parcel", earlier, DownParcel.class);
        assertThat(read.acknowledged()).isEqualTo(down().acknowledged());
        assertThat(read.chainHash()).isNull();
    }

    private static DownParcel down() {
        ChangePage page = new ChangePage(1, "0123456789abcdef.9", false, Instant.EPOCH, List.of());
        return new DownParcel(
                DEVICE,
                1,
                3,
                List.of(new PushReceipt.Quarantined(2, null, "sync.unknown-film")),
                null,
                List.of(new DownParcel.Page("0", page)),
                false,
                Instant.EPOCH,
                Bytes.of(new byte[32]));
    }

    private Path write(List<byte[]> parcels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParcelFile.Writer writer = new ParcelFile.Writer(out);
        for (byte[] parcel : parcels) {
            writer.add(parcel);
        }
        writer.finish();
        return Files.write(folder.resolve("parcels"), out.toByteArray());
    }

    private String checked(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("other"), content);
        try {
            ParcelFile.check(file);
            return "whole";
        } catch (FailureException e) {
            return e.failure().code();
        }
    }

    private static void check(Path file) {
        try {
            ParcelFile.check(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String code(Runnable work) {
        try {
            work.run();
            return "none";
        } catch (FailureException e) {
            return e.failure().code();
        }
    }
}
