package studio.karangou.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;

/// What a device sends to its server in a parcel.
///
/// @param first the first sequence in it, 0 if there are no batches
/// @param cursor how far it has read the feed, as in [ChangePage#cursor()]
/// @param last whether no more follow: pages of the feed come with the answer to the last one
/// @param batches as [BatchCodec] encodes them, in order; none from a device that only asks what is new
public record UpParcel(DeviceId device, long first, String cursor, boolean last, List<Bytes> batches) {
    private static final int CURSOR_CHARS = 96;

    public UpParcel {
        batches = List.copyOf(batches);
        if (batches.size() > Limits.PARCEL_BATCHES || cursor.length() > CURSOR_CHARS) {
            throw new IllegalArgumentException("a parcel has at most " + Limits.PARCEL_BATCHES + " batches");
        }
    }

    /// What was opened and not yet believed.
    ///
    /// @param content an [UpParcel] as CBOR
    /// @param signature Ed25519 over receiver and content, by the device
    private record Signed(Bytes content, Bytes signature) {}

    /// Signs and seals it.
    ///
    /// @throws studio.karangou.common.model.FailureException with [ProtocolFailure.TooLarge] when it is encoded
    public Parcel seal(SigningKeyPair keys, SealingKey server) {
        Bytes content = Bytes.of(Wire.toCbor(this));
        byte[] signature = keys.sign(signedBytes(Parcel.receiver(server), content));
        return Parcel.seal(Parcel.Direction.UP, device, server, Wire.toCbor(new Signed(content, Bytes.of(signature))));
    }

    /// Opens a parcel at the server.
    ///
    /// @param device the key of the device that the envelope names
    /// @throws studio.karangou.common.model.FailureException with any [ProtocolFailure]
    public static UpParcel open(Parcel parcel, SealingKeyPair server, VerifyingKey device) {
        Signed signed = Wire.fromCbor("parcel", parcel.open(Parcel.Direction.UP, server), Signed.class);
        boolean whole = signed.content != null && signed.signature != null;
        if (!whole || !device.verifies(signedBytes(parcel.receiver(), signed.content), signed.signature.toArray())) {
            throw new ProtocolFailure.BadSignature("parcel").asException();
        }
        UpParcel content = Wire.fromCbor("parcel", signed.content.toArray(), UpParcel.class);
        if (!parcel.device().equals(content.device)) {
            throw new ProtocolFailure.BadSignature("parcel").asException();
        }
        return content;
    }

    private static byte[] signedBytes(Bytes receiver, Bytes content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length() + 64);
        bytes.writeBytes("karangou-parcel-up\n".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(receiver.toArray());
        bytes.writeBytes(content.toArray());
        return bytes.toByteArray();
    }
}
