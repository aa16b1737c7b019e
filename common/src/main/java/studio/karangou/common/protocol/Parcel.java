package studio.karangou.common.protocol;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;

/// What a carrier sees of something that travels between a device and its server by other roads than HTTPS: whose it
/// is, in which direction it goes, for which key, and bytes that only that key opens. On the wire the CBOR array
/// `[version, direction, device, receiver, sealed]`.
///
/// @param device whose journal it is about, in both directions; nobody has vouched for it yet
/// @param receiver which key it is sealed to ([#receiver(SealingKey)])
/// @param sealed as [SealingKey#seal] made it, with everything else as associated data
public record Parcel(int version, Direction direction, DeviceId device, Bytes receiver, Bytes sealed) {
    public static final String MEDIA_TYPE = "application/vnd.karangou.parcel+cbor";
    /// In an answer: the cursor behind which the server has more for this device.
    public static final String NEXT_HEADER = "Karangou-Parcel-Next";
    /// Bytes that name a key.
    public static final int RECEIVER_BYTES = 8;

    private static final byte[] INFO = "karangou-parcel-1".getBytes(StandardCharsets.US_ASCII);
    private static final int UUID_BYTES = 16;

    /// Which way it goes.
    public enum Direction {
        /// To the server.
        UP(1),
        /// To the device.
        DOWN(2);

        private final int code;

        Direction(int code) {
            this.code = code;
        }

        private static Direction of(int code) {
            return code == UP.code ? UP : DOWN;
        }
    }

    /// What names a key: the beginning of its SHA-256.
    public static Bytes receiver(SealingKey key) {
        MessageDigest digest = ContentAddress.newDigest();
        return Bytes.of(Arrays.copyOf(digest.digest(key.raw().toArray()), RECEIVER_BYTES));
    }

    /// Seals something.
    ///
    /// @throws FailureException with [ProtocolFailure.TooLarge]
    static Parcel seal(Direction direction, DeviceId device, SealingKey to, byte[] clear) {
        Bytes receiver = receiver(to);
        byte[] associated = associated(ProtocolVersion.CURRENT, direction, device, receiver);
        Bytes sealed = Bytes.of(to.seal(INFO, associated, clear));
        return new Parcel(ProtocolVersion.CURRENT, direction, device, receiver, sealed);
    }

    /// What is inside.
    ///
    /// @throws FailureException with [ProtocolFailure.BadSignature] if it was sealed to another key or changed
    byte[] open(Direction expected, SealingKeyPair keys) {
        if (direction != expected) {
            throw new ProtocolFailure.Malformed("parcel").asException();
        }
        try {
            return keys.open(INFO, associated(version, direction, device, receiver), sealed.toArray());
        } catch (GeneralSecurityException | RuntimeException e) { // the JDK's KEM says the latter of points it dislikes
            throw new FailureException(new ProtocolFailure.BadSignature("parcel"), e);
        }
    }

    /// @throws FailureException with [ProtocolFailure.TooLarge]
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sealed.length() + 64);
        try (CBORGenerator cbor = CborReader.FACTORY.createGenerator(out)) {
            cbor.writeStartArray(null, 5);
            cbor.writeNumber(version);
            cbor.writeNumber(direction.code);
            cbor.writeBinary(UuidBytes.of(device.value()));
            cbor.writeBinary(receiver.toArray());
            cbor.writeBinary(sealed.toArray());
            cbor.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        if (out.size() > Limits.PARCEL_BYTES) {
            throw new ProtocolFailure.TooLarge("parcel", out.size(), Limits.PARCEL_BYTES).asException();
        }
        return out.toByteArray();
    }

    /// Reads the envelope; what is inside is still to be opened.
    ///
    /// @throws FailureException with any [ProtocolFailure]
    public static Parcel decode(byte[] encoded) {
        if (encoded.length > Limits.PARCEL_BYTES) {
            throw new ProtocolFailure.TooLarge("parcel", encoded.length, Limits.PARCEL_BYTES).asException();
        }
        return CborReader.read("parcel", encoded, cbor -> {
            cbor.startArray();
            int version = cbor.integer(0, Integer.MAX_VALUE);
            ProtocolVersion.check(version);
            Direction direction = Direction.of(cbor.integer(Direction.UP.code, Direction.DOWN.code));
            DeviceId device = new DeviceId(UuidBytes.read(fixed(cbor, UUID_BYTES)));
            Bytes receiver = Bytes.of(fixed(cbor, RECEIVER_BYTES));
            Bytes sealed = Bytes.of(cbor.bytes());
            cbor.endArray();
            return new Parcel(version, direction, device, receiver, sealed);
        });
    }

    private static byte[] fixed(CborReader cbor, int length) throws IOException {
        byte[] bytes = cbor.bytes();
        if (bytes.length != length) {
            throw cbor.malformed();
        }
        return bytes;
    }

    private static byte[] associated(int version, Direction direction, DeviceId device, Bytes receiver) {
        return ByteBuffer.allocate(2 * Integer.BYTES + UUID_BYTES + RECEIVER_BYTES)
                .putInt(version)
                .putInt(direction.code)
                .put(UuidBytes.of(device.value()))
                .put(receiver.toArray())
                .array();
    }
}
