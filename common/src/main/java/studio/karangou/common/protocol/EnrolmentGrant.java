package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;

/// The server's answer to an [EnrolmentAsk], inside a [SignedDocument].
///
/// @param request digest of the request that it answers, and so of its keys and nonce
/// @param serverKey that this document, manifests and licences are signed with
/// @param issued the server's time, below which the device's clock cannot be right
/// @param expires from then on it is not to be used
/// @param sealingKey as in [ServerSealingKey], null from a server that is older than it
public record EnrolmentGrant(
        Bytes request,
        DeviceId device,
        VenueId venue,
        String venueName,
        Bytes serverKey,
        Instant issued,
        Instant expires,
        @Nullable Bytes sealingKey) {
    public EnrolmentGrant {
        Texts.check(venueName, Limits.NAME_CHARS);
        Objects.requireNonNull(request, "a request");
        Objects.requireNonNull(device, "a device");
        Objects.requireNonNull(venue, "a venue");
        Objects.requireNonNull(issued, "a beginning");
        Objects.requireNonNull(expires, "an end");
        if (serverKey == null || serverKey.length() != VerifyingKey.LENGTH || !expires.isAfter(issued)) {
            throw new IllegalArgumentException("a key has 32 bytes, and a grant ends after it begins");
        }
    }

    /// Of a server that takes no parcels.
    public EnrolmentGrant(
            Bytes request,
            DeviceId device,
            VenueId venue,
            String venueName,
            Bytes serverKey,
            Instant issued,
            Instant expires) {
        this(request, device, venue, venueName, serverKey, issued, expires, null);
    }

    /// What older servers leave out is null; our other records have every component on the wire.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EnrolmentGrant read(JsonNode fields) throws JsonProcessingException {
        return new EnrolmentGrant(
                Wire.cbor().treeToValue(fields.path("request"), Bytes.class),
                Wire.cbor().treeToValue(fields.path("device"), DeviceId.class),
                Wire.cbor().treeToValue(fields.path("venue"), VenueId.class),
                fields.path("venueName").asText(),
                Wire.cbor().treeToValue(fields.path("serverKey"), Bytes.class),
                Wire.cbor().treeToValue(fields.path("issued"), Instant.class),
                Wire.cbor().treeToValue(fields.path("expires"), Instant.class),
                Wire.cbor().treeToValue(fields.path("sealingKey"), Bytes.class));
    }

    /// What is in a document, checked against the key that is in it. Whose key that is, is not known by this.
    ///
    /// @throws FailureException with an [EnrolmentFileFailure] or a [ProtocolFailure]
    public static EnrolmentGrant open(SignedDocument document) {
        try {
            EnrolmentGrant claimed = Wire.fromCbor("grant", document.content().toArray(), EnrolmentGrant.class);
            return document.open(
                    new VerifyingKey(claimed.serverKey), SignedDocument.Kind.ENROLMENT, EnrolmentGrant.class);
        } catch (FailureException e) {
            EnrolmentFileFailure why = e.failure() instanceof ProtocolFailure.BadSignature
                    ? new EnrolmentFileFailure.Forged()
                    : new EnrolmentFileFailure.Unreadable();
            throw new FailureException(why, e);
        }
    }
}
