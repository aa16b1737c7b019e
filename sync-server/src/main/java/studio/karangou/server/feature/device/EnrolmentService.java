package studio.karangou.server.feature.device;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceApi.EnrolmentAnswer;
import studio.karangou.common.protocol.DeviceApi.EnrolmentRequest;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.VenueApi.VenueCode;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.Names;

/// Makes venues and codes, and lets devices in by a code.
public final class EnrolmentService {
    /// How long a code may be used.
    public static final Duration CODE_LIFE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentService.class);
    private static final byte[] PROBE = {1};

    private final Database database;
    private final VerifyingKey serverKey;
    private final Clock clock;
    private final Uuid7 ids;
    private final AuditLog audit;
    private final Consumer<DeviceId> revoked;
    private final DeviceStore store = new DeviceStore();
    private final SecureRandom random = new SecureRandom();

    /// @param serverKey that devices check manifests and licences with
    /// @param revoked told of each device that was shut out, once that is certain
    public EnrolmentService(
            Database database,
            VerifyingKey serverKey,
            AuditLog audit,
            Consumer<DeviceId> revoked,
            Clock clock,
            Uuid7 ids) {
        this.revoked = revoked;
        this.database = database;
        this.serverKey = serverKey;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// Makes a venue.
    ///
    /// @throws FailureException with [DeviceFailure.BadVenueName]
    public VenueId addVenue(String name) {
        if (!Names.isGoodLine(name, Limits.NAME_CHARS)) {
            throw new DeviceFailure.BadVenueName().asException();
        }
        VenueId id = new VenueId(ids.next());
        database.inTransaction(transaction -> {
            store.addVenue(transaction, id, name.strip(), clock.instant());
            return id;
        });
        LOG.info("venue {} was made", id);
        return id;
    }

    /// Draws a code for one device of a venue.
    ///
    /// @param profile that the device is to have, null for any
    /// @throws FailureException with [DeviceFailure.UnknownVenue]
    public VenueCode issueCode(VenueId venue, @Nullable DeviceProfile profile) {
        return database.inTransaction(transaction -> issueCode(transaction, venue, profile, Actor.OPERATOR));
    }

    /// Draws a code for one device of a venue.
    ///
    /// @param profile that the device is to have, null for any
    /// @param by who asked for it
    /// @throws FailureException with [DeviceFailure.UnknownVenue]
    VenueCode issueCode(Transaction transaction, VenueId venue, @Nullable DeviceProfile profile, Actor by) {
        if (store.venueName(transaction, venue).isEmpty()) {
            throw new DeviceFailure.UnknownVenue().asException();
        }
        EnrolmentCode code = EnrolmentCode.draw(random);
        Instant expires = clock.instant().plus(CODE_LIFE);
        store.addCode(transaction, code, venue, profile, expires);
        audit.append(
                transaction,
                by,
                AuditAction.DEVICE_CODE_ISSUED,
                venue.value(),
                profile == null ? null : profile.name());
        return new VenueCode(code.shown(), expires);
    }

    /// Lets a device in. Its code is used up in the same transaction. A device whose answer was lost comes again with
    /// the same code and the same keys, and is given the same answer as long as the code would have been good.
    ///
    /// @throws FailureException with a [DeviceFailure]
    public EnrolmentAnswer enrol(EnrolmentRequest request) {
        try {
            return enrolled(request);
        } catch (FailureException e) {
            if (e.failure() instanceof DeviceFailure.CodeRefused) {
                audit.append(Actor.NOBODY, AuditAction.DEVICE_CODE_REFUSED, null, null);
            } else if (e.failure() instanceof DeviceFailure.OtherProfile) {
                String asked = request.profile().name();
                audit.append(Actor.NOBODY, AuditAction.DEVICE_CODE_REFUSED, null, asked);
            }
            throw e;
        }
    }

    private EnrolmentAnswer enrolled(EnrolmentRequest request) {
        if (!Names.isGoodLine(request.name(), Limits.NAME_CHARS)) {
            throw new DeviceFailure.BadEnrolment("name").asException();
        }
        VerifyingKey signing = signingKey(request.signingKey());
        SealingKey sealing = sealingKey(request.sealingKey());
        EnrolmentCode code =
                EnrolmentCode.parse(request.code()).orElseThrow(() -> new DeviceFailure.CodeRefused().asException());
        DeviceId id = new DeviceId(ids.next());
        return database.inTransaction(transaction -> {
            Instant now = clock.instant();
            Device device = store.useCode(transaction, code, now)
                    .map(letIn -> {
                        check(letIn.profile(), request.profile());
                        Device fresh = new Device(
                                id, letIn.venue(), request.name().strip(), request.profile(), signing, sealing, null);
                        add(transaction, fresh, now, Actor.of(id));
                        store.codeLetIn(transaction, code, id);
                        return fresh;
                    })
                    .or(() -> store.letInBy(transaction, code, now)
                            .filter(known -> known.revokedAt() == null)
                            .filter(known -> known.signingKey().equals(signing)
                                    && known.sealingKey().equals(sealing)))
                    .orElseThrow(() -> new DeviceFailure.CodeRefused().asException());
            check(device.profile(), request.profile());
            return answer(transaction, device);
        });
    }

    /// Whoever is given a code for a kiosk makes no host's device of it, which is believed about cash.
    ///
    /// @param expected null for any
    /// @throws FailureException with [DeviceFailure.OtherProfile]
    static void check(@Nullable DeviceProfile expected, DeviceProfile asked) {
        if (expected != null && expected != asked) {
            throw new DeviceFailure.OtherProfile(expected).asException();
        }
    }

    /// One key is one device: where two have it, nobody can tell which of them speaks.
    ///
    /// @param by who let it in
    /// @throws FailureException with [DeviceFailure.KeyInUse]
    void add(Transaction transaction, Device fresh, Instant now, Actor by) {
        if (store.isKeyInUse(transaction, fresh.signingKey())) {
            throw new DeviceFailure.KeyInUse().asException();
        }
        store.add(transaction, fresh, now);
        audit.append(transaction, by, AuditAction.DEVICE_ENROLLED, fresh.venue().value(), null);
        LOG.info("device {} is enrolled at venue {}", fresh.id(), fresh.venue());
    }

    private EnrolmentAnswer answer(Transaction transaction, Device device) {
        String venueName = store.venueName(transaction, device.venue()).orElseThrow();
        return new EnrolmentAnswer(device.id(), device.venue(), venueName, serverKey.raw());
    }

    /// Shuts a device out: no new session, no licence, no batch.
    ///
    /// @throws FailureException with [DeviceFailure.Unknown]
    public void revoke(DeviceId device) {
        database.inTransaction(transaction -> {
            revoke(transaction, device, Actor.OPERATOR);
            return device;
        });
    }

    /// Shuts a device out.
    ///
    /// @throws FailureException with [DeviceFailure.Unknown]
    void revoke(Transaction transaction, DeviceId device, Actor by) {
        if (!store.revoke(transaction, device, clock.instant())) {
            throw new DeviceFailure.Unknown().asException();
        }
        audit.append(transaction, by, AuditAction.DEVICE_REVOKED, device.value(), null);
        transaction.afterwards(() -> {
            revoked.accept(device);
            LOG.info("device {} was revoked", device);
        });
    }

    private static VerifyingKey signingKey(Bytes raw) {
        if (raw.length() != VerifyingKey.LENGTH) {
            throw new DeviceFailure.BadEnrolment("signingKey").asException();
        }
        return new VerifyingKey(raw);
    }

    /// A key that nothing can be sealed to would be noticed only when a film is to be shown.
    static SealingKey sealingKey(Bytes raw) {
        if (raw.length() != SealingKey.LENGTH) {
            throw new DeviceFailure.BadEnrolment("sealingKey").asException();
        }
        try {
            SealingKey key = new SealingKey(raw);
            key.seal(PROBE, PROBE, PROBE);
            return key;
        } catch (IllegalArgumentException e) {
            throw new FailureException(new DeviceFailure.BadEnrolment("sealingKey"), e);
        }
    }
}
