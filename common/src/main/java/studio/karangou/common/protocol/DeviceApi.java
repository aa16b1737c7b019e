package studio.karangou.common.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;

/// The messages by which a device becomes one of a venue's and shows who it is. JSON.
public final class DeviceApi {
    private DeviceApi() {}

    /// `POST /api/v1/devices`: a device presents the one-time code of its venue and its public keys.
    ///
    /// @param signingKey Ed25519, 32 bytes
    /// @param sealingKey X25519, 32 bytes
    public record EnrolmentRequest(
            String code, String name, DeviceProfile profile, Bytes signingKey, Bytes sealingKey) {}

    /// The answer: who the device is now, and the server's key that manifests and licences are checked with.
    public record EnrolmentAnswer(DeviceId device, VenueId venue, String venueName, Bytes serverKey) {}

    /// `POST /api/v1/devices/{device}/challenges`: the answer to an empty request.
    public record Challenge(String challenge) {}

    /// `POST /api/v1/devices/{device}/sessions`: the challenge, signed ([#signedBytes]).
    public record SessionRequest(String challenge, Bytes signature) {}

    /// The answer: a bearer token for `Authorization`.
    public record Session(String token, Instant expires) {}

    /// What a device signs to open a session.
    public static byte[] signedBytes(DeviceId device, String challenge) {
        return ("karangou-session\n" + device + "\n" + challenge).getBytes(StandardCharsets.US_ASCII);
    }
}
