package studio.karangou.server.feature.playback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LicenceId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.server.db.Database;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.keys.VariantChoice;
import studio.karangou.server.storage.ObjectStore;

/// Issues licences: the film's key, sealed to one device and signed by the server.
public final class LicenceService {
    /// Clocks of kiosks are slow as often as they are fast: a licence holds for yesterday too.
    private static final Duration SLOW_CLOCK = Duration.ofDays(1);

    private final Films films;
    private final Devices devices;
    private final Manifests manifests;
    private final LicenceStore store;
    private final SigningKeyPair signing;
    private final VariantChoice variants;
    private final Duration life;
    private final Clock clock;
    private final Uuid7 ids;

    /// @param life from the moment of issue to the last moment in which a showing may begin
    public LicenceService(
            Films films,
            Devices devices,
            ObjectStore objects,
            Database database,
            ChangeFeedStore feed,
            SigningKeyPair signing,
            VariantChoice variants,
            Duration life,
            Clock clock,
            Uuid7 ids) {
        this.films = films;
        this.devices = devices;
        this.manifests = new Manifests(objects, signing.verifyingKey());
        this.store = new LicenceStore(database, feed);
        this.signing = signing;
        this.variants = variants;
        this.life = life;
        this.clock = clock;
        this.ids = ids;
    }

    /// Issues a licence.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PlaybackFailure.NotReady], or what [Films] and
    ///     [Devices] say
    public SignedDocument issue(DeviceId device, FilmId film) {
        Devices.Viewer viewer = devices.usable(device);
        Films.Showable showable = films.find(film).orElseThrow(() -> new PlaybackFailure.NotReady().asException());
        Manifest manifest = manifests.read(showable.manifest());
        LicenceId id = new LicenceId(ids.next());
        Instant now = clock.instant();
        Bytes choice = variants.of(viewer.venue(), film, manifest.segmentCount());
        Licence licence = new Licence(
                ProtocolVersion.CURRENT,
                id,
                film,
                device,
                Licence.seal(viewer.sealingKey(), id, film, showable.key()),
                now.minus(SLOW_CLOCK),
                now.plus(life),
                null,
                choice);
        store.add(licence, now);
        return SignedDocument.sign(signing, SignedDocument.Kind.LICENCE, licence);
    }
}
