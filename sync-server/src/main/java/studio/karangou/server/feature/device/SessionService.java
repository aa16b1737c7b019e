package studio.karangou.server.feature.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.DeviceApi.Challenge;
import studio.karangou.common.protocol.DeviceApi.Session;
import studio.karangou.common.protocol.DeviceApi.SessionRequest;
import studio.karangou.server.db.Database;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.keys.MacTokens;

/// Sessions of devices: a challenge, signed, becomes a token of ten minutes at most. Nothing of it is kept:
/// any node with the same secrets reads what another one made.
public final class SessionService {
    static final Duration CHALLENGE_LIFE = Duration.ofMinutes(2);
    static final Duration SESSION_LIFE = Duration.ofMinutes(10);
    /// For so long a device is not looked up again that was found usable.
    private static final Duration BELIEVED = Duration.ofSeconds(10);
    /// For so long a token that is over still says which device it was made for.
    private static final Duration STALE = Duration.ofHours(1);
    private static final UUID NIL = new UUID(0, 0);

    private final Database database;
    private final MacTokens tokens;
    private final Clock clock;
    private final Copies copies;
    private final DeviceStore store = new DeviceStore();
    private final UsableDevices checked = new UsableDevices();
    private final VerifyingKey nobody = SigningKeyPair.generate().verifyingKey();

    public SessionService(Database database, MacTokens tokens, Copies copies, Clock clock) {
        this.copies = copies;
        this.database = database;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Something for a device to sign. Whether there is such a device is not told.
    public Challenge challenge(DeviceId device) {
        Instant expires = clock.instant().plus(CHALLENGE_LIFE);
        return new Challenge(tokens.make(MacTokens.Purpose.CHALLENGE, device.value(), NIL, expires));
    }

    /// Opens a session for who signed the challenge.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [DeviceFailure]
    public Session open(DeviceId id, SessionRequest request) {
        MacTokens.Reading reading = tokens.read(MacTokens.Purpose.CHALLENGE, request.challenge(), clock.instant());
        if (!(reading instanceof MacTokens.Valid valid) || !valid.first().equals(id.value())) {
            throw new DeviceFailure.ChallengeRefused().asException();
        }
        Optional<Device> found = database.inTransaction(transaction -> store.find(transaction, id));
        byte[] signed = DeviceApi.signedBytes(id, request.challenge());
        // whether there is such a device, or was, is told to who has its key, and to nobody else
        VerifyingKey key = found.map(Device::signingKey).orElse(nobody);
        if (!key.verifies(signed, request.signature().toArray()) || found.isEmpty()) {
            throw new DeviceFailure.BadSignature().asException();
        }
        Device device = notShutOut(found);
        copies.check(id, request.contact(), request.health());
        Instant expires = clock.instant().plus(SESSION_LIFE);
        String token = tokens.make(
                MacTokens.Purpose.SESSION, id.value(), device.venue().value(), expires);
        return new Session(token, expires);
    }

    /// The device whose session this is.
    ///
    /// @throws studio.karangou.common.model.FailureException with [DeviceFailure.SessionInvalid] or
    ///     [DeviceFailure.SessionExpired], [DeviceFailure.Unknown] or [DeviceFailure.Revoked]
    public DeviceCaller caller(String token) {
        return switch (tokens.read(MacTokens.Purpose.SESSION, token, clock.instant())) {
            case MacTokens.Valid valid -> caller(new DeviceId(valid.first()), new VenueId(valid.second()));
            case MacTokens.Expired _ -> throw new DeviceFailure.SessionExpired().asException();
            // the device signs another challenge, by itself
            case MacTokens.Recalled _, MacTokens.Wrong _ -> throw new DeviceFailure.SessionInvalid().asException();
        };
    }

    /// Which device a token was made for, where that is all it is asked for: a person's own request comes with it. It
    /// may be over for a while, as nobody opens a session for that.
    Optional<DeviceId> shownBy(String token) {
        Instant now = clock.instant();
        return switch (tokens.read(MacTokens.Purpose.SESSION, token, now)) {
            case MacTokens.Valid valid -> Optional.of(new DeviceId(valid.first()));
            case MacTokens.Expired over
            when over.ours() && now.isBefore(over.expires().plus(STALE)) -> Optional.of(new DeviceId(over.first()));
            case MacTokens.Expired _, MacTokens.Recalled _, MacTokens.Wrong _ -> Optional.empty();
        };
    }

    /// A token does not outlive the device: one that was shut out is told so at once, by other nodes within seconds.
    private DeviceCaller caller(DeviceId device, VenueId venue) {
        requireUsable(device);
        return new DeviceCaller(device, venue);
    }

    /// Looks whether a device may act now, or did a moment ago.
    ///
    /// @throws studio.karangou.common.model.FailureException with [DeviceFailure.Unknown] or
    ///     [DeviceFailure.Revoked]
    public void requireUsable(DeviceId device) {
        Instant now = clock.instant();
        if (!checked.has(device, now)) {
            long ticket = checked.ticket();
            usable(device);
            checked.keep(device, now.plus(BELIEVED), ticket);
        }
    }

    /// Takes note that a device was shut out.
    public void revoked(DeviceId device) {
        checked.forget(device);
    }

    /// A device that may act now.
    ///
    /// @throws studio.karangou.common.model.FailureException with [DeviceFailure.Unknown] or
    ///     [DeviceFailure.Revoked]
    public Device usable(DeviceId id) {
        return notShutOut(database.inTransaction(transaction -> store.find(transaction, id)));
    }

    private static Device notShutOut(Optional<Device> found) {
        Device device = found.orElseThrow(() -> new DeviceFailure.Unknown().asException());
        if (device.revokedAt() != null) {
            throw new DeviceFailure.Revoked().asException();
        }
        return device;
    }
}
