package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;

/// The messages by which a host registers venues and looks after their devices. JSON.
public final class VenueApi {
    /// Characters (UTF-16) of a place.
    public static final int PLACE_CHARS = 120;

    private VenueApi() {}

    /// `POST /api/v1/venues`, `PUT /api/v1/venues/{venue}`: a venue in its host's words.
    ///
    /// @param place town and quarter, as people say it
    /// @param capacity people that fit in
    public record VenueDraft(String name, String place, CountryCode country, int capacity) {}

    /// A venue.
    ///
    /// @param place null, as country and capacity, while nobody has said it
    /// @param devices how many are enrolled and not shut out
    public record VenueShown(
            VenueId id,
            String name,
            @Nullable String place,
            @Nullable CountryCode country,
            @Nullable Integer capacity,
            int devices) {}

    /// `GET /api/v1/venues`: the caller's own, by name.
    public record Venues(List<VenueShown> venues) {
        public Venues {
            venues = List.copyOf(venues);
        }
    }

    /// `POST /api/v1/venues/{venue}/codes`: what the device that uses the code is to be. Without a body, and so from
    /// older programs, the code lets any in.
    public record VenueCodeRequest(DeviceProfile profile) {}

    /// The answer: a code for one device, to be typed or read from a QR code.
    public record VenueCode(String code, Instant expires) {}

    /// `POST /api/v1/venues/{venue}/devices`: what a device without a network asks, as its file says it.
    ///
    /// @param profile that the host was shown and lets in, null from a program that is older than it
    public record FileEnrolmentRequest(
            EnrolmentAsk.Signed ask, @Nullable DeviceProfile profile) {
        public FileEnrolmentRequest {
            Objects.requireNonNull(ask, "a request");
        }

        /// What older programs leave out is null.
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static FileEnrolmentRequest read(JsonNode fields) throws JsonProcessingException {
            return new FileEnrolmentRequest(
                    Wire.json().treeToValue(fields.path("ask"), EnrolmentAsk.Signed.class),
                    Wire.json().treeToValue(fields.path("profile"), DeviceProfile.class));
        }
    }

    /// The answer, to be carried back.
    ///
    /// @param grant a [SignedDocument] with an [EnrolmentGrant], encoded
    /// @param server the server's public address, null if it was not told one
    public record FileEnrolmentAnswer(
            DeviceId device, Bytes grant, @Nullable String server) {}

    /// A device as its host sees it.
    ///
    /// @param revokedAt since when it is shut out, null if it is not
    /// @param copiedAt since when it is known that there are two of it, null if that is not so
    /// @param lastContact when it last opened a session, null if it never did
    /// @param health as it said then, null if it said nothing
    /// @param fingerprint the first bytes of its signing key, as the device itself shows them
    public record DeviceShown(
            DeviceId id,
            VenueId venue,
            String name,
            DeviceProfile profile,
            Instant enrolledAt,
            @Nullable Instant revokedAt,
            @Nullable Instant copiedAt,
            @Nullable Instant lastContact,
            @Nullable DeviceHealth health,
            Bytes fingerprint) {}

    /// `GET /api/v1/venues/{venue}/devices`: those of a venue, latest enrolled first.
    ///
    /// @param next where the next page begins, null if there is none
    public record Devices(
            List<DeviceShown> devices, @Nullable DeviceId next) {
        public Devices {
            devices = List.copyOf(devices);
        }
    }
}
