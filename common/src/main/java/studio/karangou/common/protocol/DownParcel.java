package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.PushReceipt.Quarantined;

/// What the server answers to an [UpParcel]: true when it was made, and harmless whenever and however often it arrives.
///
/// @param first the first sequence that the device sent, 0 if it sent nothing
/// @param acknowledged the last sequence of the device's journal that the server has on disk, and up to
///     which it is said what is set aside
/// @param quarantined what it keeps aside from the first on up to there; nothing if the device sent nothing
/// @param refusal the code of why the rest was not taken, null if everything was
/// @param pages of the feed, each behind the one before
/// @param more whether the feed has more for this device
/// @param issued by the server's clock
/// @param chainHash the chain after the acknowledged operation, by which a device sees that it is its own; null from a
///     server of before
public record DownParcel(
        DeviceId device,
        long first,
        long acknowledged,
        List<Quarantined> quarantined,
        @Nullable String refusal,
        List<Page> pages,
        boolean more,
        Instant issued,
        @Nullable Bytes chainHash) {
    private static final int LEVEL = 6;

    public DownParcel {
        Objects.requireNonNull(device, "a device");
        Objects.requireNonNull(issued, "a time");
        quarantined = List.copyOf(quarantined);
        pages = List.copyOf(pages);
    }

    /// What older servers leave out is null; our other records have every component on the wire.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static DownParcel read(JsonNode fields) throws IOException {
        ObjectMapper cbor = Wire.cbor();
        return new DownParcel(
                cbor.treeToValue(fields.path("device"), DeviceId.class),
                fields.required("first").longValue(),
                fields.required("acknowledged").longValue(),
                cbor.readerForListOf(Quarantined.class).readValue(fields.required("quarantined")),
                cbor.treeToValue(fields.path("refusal"), String.class),
                cbor.readerForListOf(Page.class).readValue(fields.required("pages")),
                fields.required("more").booleanValue(),
                cbor.treeToValue(fields.path("issued"), Instant.class),
                cbor.treeToValue(fields.path("chainHash"), Bytes.class));
    }

    /// A page and where it begins.
    ///
    /// @param after the cursor that the device must have for the page to continue it
    /// @param insteadOf the cursor that the device asked with, where the server cannot go on from it and
    ///     begins at the start; null otherwise, and from a server that does not say it yet
    public record Page(
            String after, ChangePage page, @Nullable String insteadOf) {
        /// One that goes on.
        public Page(String after, ChangePage page) {
            this(after, page, null);
        }

        /// What older servers leave out is null; our other records have every component on the wire.
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Page read(JsonNode fields) throws JsonProcessingException {
            return new Page(
                    Wire.cbor().treeToValue(fields.path("after"), String.class),
                    Wire.cbor().treeToValue(fields.path("page"), ChangePage.class),
                    Wire.cbor().treeToValue(fields.path("insteadOf"), String.class));
        }
    }

    /// Signs and seals it.
    ///
    /// @param to the device's key
    public Parcel seal(SigningKeyPair server, SealingKey to) {
        byte[] document =
                SignedDocument.sign(server, SignedDocument.Kind.PARCEL, this).encode();
        byte[] compressed = Zstd.compress(document, LEVEL);
        byte[] clear = ByteBuffer.allocate(Integer.BYTES + compressed.length)
                .putInt(document.length)
                .put(compressed)
                .array();
        return Parcel.seal(Parcel.Direction.DOWN, device, to, clear);
    }

    /// Opens a parcel at the device.
    ///
    /// @param server the key that the device pinned
    /// @throws FailureException with any [ProtocolFailure]
    public static DownParcel open(Parcel parcel, SealingKeyPair device, VerifyingKey server) {
        byte[] clear = parcel.open(Parcel.Direction.DOWN, device);
        SignedDocument document = SignedDocument.decode(decompress(clear));
        DownParcel content = document.open(server, SignedDocument.Kind.PARCEL, DownParcel.class);
        if (!parcel.device().equals(content.device)) {
            throw new ProtocolFailure.BadSignature("parcel").asException();
        }
        return content;
    }

    /// The length is believed only as far as it is allowed; what unpacks to more is cut off by the decoder.
    private static byte[] decompress(byte[] clear) {
        if (clear.length < Integer.BYTES) {
            throw new ProtocolFailure.Malformed("parcel").asException();
        }
        int length = ByteBuffer.wrap(clear).getInt();
        if (length < 1 || length > Limits.DOCUMENT_BYTES) {
            throw new ProtocolFailure.TooLarge("parcel", Integer.toUnsignedLong(length), Limits.DOCUMENT_BYTES)
                    .asException();
        }
        byte[] document = new byte[length];
        try {
            if (Zstd.decompress(document, Arrays.copyOfRange(clear, Integer.BYTES, clear.length)) != length) {
                throw new ProtocolFailure.Malformed("parcel").asException();
            }
        } catch (ZstdException e) {
            throw new FailureException(new ProtocolFailure.Malformed("parcel"), e);
        }
        return document;
    }
}
