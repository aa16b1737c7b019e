package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
    ///
    /// @param contact null from a program that is older than it
    /// @param health likewise
    public record SessionRequest(
            String challenge,
            Bytes signature,
            @Nullable ContactMark contact,
            @Nullable DeviceHealth health) {
        /// Of a program that says nothing of itself.
        public SessionRequest(String challenge, Bytes signature) {
            this(challenge, signature, null, null);
        }

        /// What older programs leave out is null; our other records have every component on the wire.
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static SessionRequest read(JsonNode fields) throws JsonProcessingException {
            return new SessionRequest(
                    Wire.json().treeToValue(fields.path("challenge"), String.class),
                    Wire.json().treeToValue(fields.path("signature"), Bytes.class),
                    Wire.json().treeToValue(fields.path("contact"), ContactMark.class),
                    Wire.json().treeToValue(fields.path("health"), DeviceHealth.class));
        }
    }

    /// The answer: a bearer token for `Authorization`.
    public record Session(String token, Instant expires) {}

    /// What a device signs to open a session.
    public static byte[] signedBytes(DeviceId device, String challenge) {
        return ("karangou-session\n" + device + "\n" + challenge).getBytes(StandardCharsets.US_ASCII);
    }
}
