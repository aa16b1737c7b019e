package studio.karangou.common.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;

/// What a device without a network asks: to become one of a venue's.
///
/// @param nonce 32 bytes, drawn for this request alone
/// @param signingKey Ed25519, 32 bytes
/// @param sealingKey X25519, 32 bytes
/// @param program its version, as in [DeviceHealth#version()]
/// @param made by the device's own clock, which may be wrong: shown to people, never relied on
public record EnrolmentAsk(
        Bytes nonce,
        String name,
        DeviceProfile profile,
        Bytes signingKey,
        Bytes sealingKey,
        String program,
        Instant made) {
    /// Bytes of a nonce.
    public static final int NONCE_BYTES = 32;

    public EnrolmentAsk {
        Texts.checkLine(name, Limits.NAME_CHARS);
        Texts.checkLine(program, DeviceHealth.VERSION_CHARS);
        Objects.requireNonNull(profile, "a profile");
        Objects.requireNonNull(made, "a time");
        if (nonce.length() != NONCE_BYTES
                || signingKey.length() != VerifyingKey.LENGTH
                || sealingKey.length() != SealingKey.LENGTH) {
            throw new IllegalArgumentException("a nonce and two keys have 32 bytes each");
        }
    }

    /// The request, signed by the key that is in it: nobody asks in the name of keys that are not theirs.
    ///
    /// @param content the [EnrolmentAsk] as CBOR
    /// @param signature Ed25519
    public record Signed(int version, Bytes content, Bytes signature) {
        public Signed {
            Objects.requireNonNull(content, "a content");
            Objects.requireNonNull(signature, "a signature");
        }

        /// Signs a request.
        public static Signed of(EnrolmentAsk ask, SigningKeyPair keys) {
            Bytes content = Bytes.of(Wire.toCbor(ask));
            return new Signed(ProtocolVersion.CURRENT, content, Bytes.of(keys.sign(signedBytes(content))));
        }

        /// What is asked, after the signature was checked.
        ///
        /// @throws FailureException with an [EnrolmentFileFailure] or a [ProtocolFailure]
        public EnrolmentAsk open() {
            ProtocolVersion.check(version);
            if (content.length() > Limits.ENROLMENT_FILE_BYTES) {
                throw new EnrolmentFileFailure.TooLarge().asException();
            }
            EnrolmentAsk ask;
            try {
                ask = Wire.fromCbor("request", content.toArray(), EnrolmentAsk.class);
            } catch (FailureException e) {
                throw new FailureException(new EnrolmentFileFailure.Unreadable(), e);
            }
            VerifyingKey key = new VerifyingKey(ask.signingKey);
            if (!key.verifies(signedBytes(content), signature.toArray())) {
                throw new EnrolmentFileFailure.Forged().asException();
            }
            return ask;
        }

        /// SHA-256, by which this request is told from every other.
        public Bytes digest() {
            return Bytes.of(ContentAddress.newDigest().digest(signedBytes(content)));
        }

        private static byte[] signedBytes(Bytes content) {
            byte[] label = "karangou-enrolment-request\n".getBytes(StandardCharsets.US_ASCII);
            byte[] whole = Arrays.copyOf(label, label.length + content.length());
            System.arraycopy(content.toArray(), 0, whole, label.length, content.length());
            return whole;
        }
    }
}
