package studio.karangou.server.feature.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.EnrolmentAsk;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.EnrolmentGrant;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentAnswer;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentRequest;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.Names;
import studio.karangou.server.keys.ParcelKeys;

/// Lets devices in that have no network: their request comes on a USB drive, and so goes the answer.
public final class FileEnrolment {
    /// How long an answer may be on its way.
    public static final Duration ANSWER_LIFE = Duration.ofDays(30);

    private final Ground ground;
    private final VenueService venues;
    private final EnrolmentService enrolment;
    private final FileEnrolmentStore store = new FileEnrolmentStore();
    private final DeviceStore devices = new DeviceStore();

    public FileEnrolment(Ground ground, VenueService venues, EnrolmentService enrolment) {
        this.ground = ground;
        this.venues = venues;
        this.enrolment = enrolment;
    }

    /// What it stands on.
    ///
    /// @param keys that answers, manifests and licences are signed with
    /// @param parcels that devices without a network seal to
    /// @param publicUrl the server's address as devices use it, null if it was not told
    public record Ground(
            Database database,
            SigningKeyPair keys,
            ParcelKeys parcels,
            @Nullable String publicUrl,
            AuditLog audit,
            Clock clock,
            Uuid7 ids) {}

    /// Answers a request for a venue of a host. The same request gets the same device, however often it comes.
    ///
    /// @throws FailureException with a [DeviceFailure]
    public FileEnrolmentAnswer answer(PersonId host, VenueId venue, FileEnrolmentRequest request) {
        return ground.database.inTransaction(transaction -> {
            venues.mine(transaction, venue, host);
            return answer(transaction, venue, request, Actor.of(host));
        });
    }

    /// Answers a request for any venue, for the operator.
    ///
    /// @throws FailureException with a [DeviceFailure]
    public FileEnrolmentAnswer answer(VenueId venue, FileEnrolmentRequest request) {
        return ground.database.inTransaction(transaction -> answer(transaction, venue, request, Actor.OPERATOR));
    }

    private FileEnrolmentAnswer answer(Transaction transaction, VenueId venue, FileEnrolmentRequest request, Actor by) {
        String venueName =
                devices.lockVenue(transaction, venue).orElseThrow(() -> new DeviceFailure.UnknownVenue().asException());
        Instant now = ground.clock.instant();
        EnrolmentAsk.Signed signed = request.ask();
        EnrolmentAsk ask = opened(signed);
        EnrolmentService.check(request.profile(), ask.profile());
        if (!Names.isGoodLine(ask.name(), Limits.NAME_CHARS)) {
            throw new DeviceFailure.BadEnrolment("name").asException();
        }
        Device device = device(transaction, venue, ask, signed.digest(), by, now);
        ground.audit.append(
                transaction, by, AuditAction.DEVICE_FILE_ANSWERED, device.id().value(), null);
        EnrolmentGrant grant = new EnrolmentGrant(
                signed.digest(),
                device.id(),
                venue,
                venueName,
                ground.keys.verifyingKey().raw(),
                now,
                now.plus(ANSWER_LIFE),
                ground.parcels.current().raw());
        SignedDocument document = SignedDocument.sign(ground.keys, SignedDocument.Kind.ENROLMENT, grant);
        return new FileEnrolmentAnswer(device.id(), Bytes.of(document.encode()), ground.publicUrl);
    }

    private Device device(
            Transaction transaction, VenueId venue, EnrolmentAsk ask, Bytes digest, Actor by, Instant now) {
        Optional<Device> answered = store.answered(transaction, digest);
        if (answered.isPresent()) {
            return answered.filter(known -> known.venue().equals(venue) && known.revokedAt() == null)
                    .orElseThrow(() -> new DeviceFailure.RequestUsed().asException());
        }
        VerifyingKey signing = new VerifyingKey(ask.signingKey());
        SealingKey sealing = EnrolmentService.sealingKey(ask.sealingKey());
        // who has the key has signed the request: a device that lost its answer and asks with another nonce
        Device device = store.neverHeardOf(transaction, signing)
                .filter(known ->
                        known.venue().equals(venue) && known.sealingKey().equals(sealing))
                .orElseGet(() -> {
                    Device fresh = new Device(
                            new DeviceId(ground.ids.next()),
                            venue,
                            ask.name().strip(),
                            ask.profile(),
                            signing,
                            sealing,
                            null);
                    enrolment.add(transaction, fresh, now, by);
                    return fresh;
                });
        if (device.profile() != ask.profile()) {
            devices.setProfile(transaction, device.id(), ask.profile());
        }
        store.remember(transaction, digest, device.id(), now);
        return device;
    }

    private static EnrolmentAsk opened(EnrolmentAsk.Signed signed) {
        try {
            return signed.open();
        } catch (FailureException e) {
            if (e.failure() instanceof EnrolmentFileFailure) {
                throw new FailureException(new DeviceFailure.BadRequestFile(), e);
            }
            throw e;
        }
    }
}
