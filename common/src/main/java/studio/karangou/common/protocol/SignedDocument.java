package studio.karangou.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;

/// Something that the server vouches for, wherever it travels: on the network, a USB drive, from a neighbour.
///
/// @param kind what the content is, so that a signature for one kind is none for another
/// @param content the record as CBOR
/// @param signature Ed25519 over kind and content
public record SignedDocument(int version, Kind kind, Bytes content, Bytes signature) {
    /// What can be signed.
    public enum Kind {
        MANIFEST,
        LICENCE,
        /// An [EnrolmentGrant].
        ENROLMENT,
        /// A [ServerSealingKey].
        SEALING_KEY,
        /// A [DownParcel].
        PARCEL,
        /// A [CataloguePage].
        CATALOGUE
    }

    /// Signs a record.
    public static SignedDocument sign(SigningKeyPair keys, Kind kind, Object document) {
        Bytes content = Bytes.of(Wire.toCbor(document));
        return new SignedDocument(
                ProtocolVersion.CURRENT, kind, content, Bytes.of(keys.sign(signedBytes(kind, content))));
    }

    /// Reads an encoded document; nothing is checked yet but its form and version.
    public static SignedDocument decode(byte[] encoded) {
        SignedDocument document = Wire.fromCbor("document", encoded, SignedDocument.class);
        ProtocolVersion.check(document.version);
        return document;
    }

    public byte[] encode() {
        return Wire.toCbor(this);
    }

    /// The record inside, after its signature was checked.
    ///
    /// @throws studio.karangou.common.model.FailureException with [ProtocolFailure.BadSignature] or
    ///     [ProtocolFailure.Malformed]
    public <T> T open(VerifyingKey server, Kind expected, Class<T> type) {
        if (kind != expected || !server.verifies(signedBytes(kind, content), signature.toArray())) {
            throw new ProtocolFailure.BadSignature(expected.name().toLowerCase(Locale.ROOT)).asException();
        }
        return Wire.fromCbor("document", content.toArray(), type);
    }

    private static byte[] signedBytes(Kind kind, Bytes content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length() + 32);
        bytes.writeBytes(("karangou-" + kind.name() + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(content.toArray());
        return bytes.toByteArray();
    }
}
