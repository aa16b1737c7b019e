package studio.karangou.common.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LicenceId;

/// The right to show a film (droit de projection), for one device.
///
/// @param sealedKey the content key, sealed to the device ([#seal])
/// @param notBefore and notAfter: when showings may begin
/// @param screenings how many showings, null for no limit
/// @param variantChoice bit i (bit i mod 8, the lowest first, of byte i / 8) says which variant of video segment i
///     is the venue's: 0 the first, 1 the second; missing bytes count as 0
public record Licence(
        int version,
        LicenceId id,
        FilmId film,
        DeviceId device,
        Bytes sealedKey,
        Instant notBefore,
        Instant notAfter,
        @Nullable Integer screenings,
        Bytes variantChoice) {
    private static final byte[] INFO = "karangou-licence-1".getBytes(StandardCharsets.US_ASCII);

    /// Seals a film's key so that only this device opens it, and only as the key of this film.
    public static Bytes seal(SealingKey device, LicenceId id, FilmId film, ContentKey key) {
        return Bytes.of(device.seal(INFO, associated(id, film), key.export()));
    }

    /// The film's key.
    ///
    /// @throws FailureException with [ProtocolFailure.BadSignature] if it was not sealed to this device
    public ContentKey openKey(SealingKeyPair device) {
        try {
            return ContentKey.of(device.open(INFO, associated(id, film), sealedKey.toArray()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new FailureException(new ProtocolFailure.BadSignature("licence"), e);
        }
    }

    /// Whether the second variant of a video segment is this venue's.
    public boolean wantsSecondVariant(int segment) {
        return wantsSecondVariant(variantChoice, segment);
    }

    /// Whether a choice that is not in a licence yet names the second variant of a video segment.
    public static boolean wantsSecondVariant(Bytes choice, int segment) {
        int index = segment / 8;
        return index < choice.length() && (choice.toArray()[index] >> (segment % 8) & 1) == 1;
    }

    /// Whether a showing may begin at this time.
    public boolean allows(Instant start) {
        return !start.isBefore(notBefore) && !start.isAfter(notAfter);
    }

    private static byte[] associated(LicenceId id, FilmId film) {
        return (id + "/" + film).getBytes(StandardCharsets.US_ASCII);
    }
}
