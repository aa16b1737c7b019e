package studio.karangou.desktop.feature.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.common.protocol.VenueApi.VenueCode;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;

/// A host's venues in memory.
public final class FakeVenues implements VenueDesk {
    private final List<VenueShown> venues = new ArrayList<>();
    private final List<DeviceShown> devices = new ArrayList<>();
    private final Instant now;

    public FakeVenues(Instant now) {
        this.now = now;
    }

    /// A device of a venue, as the server tells of it.
    public DeviceId add(VenueId venue, String name, boolean copied, long free, long clockMillis) {
        DeviceId id = new DeviceId(new UUID(9, devices.size()));
        DeviceHealth health =
                new DeviceHealth("1.0.0", free, 250_000_000_000L, clockMillis, true, devices.size() * 7, KeyPlace.FILE);
        devices.add(device(venue, id, name, null, copied ? now : null, health));
        return id;
    }

    private DeviceShown device(
            VenueId venue,
            DeviceId id,
            String name,
            @Nullable Instant revoked,
            @Nullable Instant copied,
            @Nullable DeviceHealth health) {
        return new DeviceShown(
                id,
                venue,
                name,
                DeviceProfile.LIEU,
                now.minus(Duration.ofDays(20)),
                revoked,
                copied,
                now.minus(Duration.ofMinutes(12)),
                health,
                Bytes.of(new byte[8]));
    }

    @Override
    public List<VenueShown> venues() {
        return List.copyOf(venues);
    }

    @Override
    public VenueShown register(VenueDraft draft) {
        VenueShown made = new VenueShown(
                new VenueId(new UUID(8, venues.size())),
                draft.name(),
                draft.place(),
                draft.country(),
                draft.capacity(),
                0);
        venues.add(made);
        return made;
    }

    @Override
    public VenueShown change(VenueId venue, VenueDraft draft) {
        venues.replaceAll(known -> known.id().equals(venue)
                ? new VenueShown(venue, draft.name(), draft.place(), draft.country(), draft.capacity(), known.devices())
                : known);
        return venues.stream()
                .filter(known -> known.id().equals(venue))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public VenueCode issueCode(VenueId venue, DeviceProfile profile) {
        return new VenueCode("7KQ4-M2RD", now.plus(Duration.ofDays(1)));
    }

    @Override
    public List<DeviceShown> devices(VenueId venue) {
        return devices.stream().filter(device -> device.venue().equals(venue)).toList();
    }

    @Override
    public void settleCopy(VenueId venue, DeviceId device) {
        devices.replaceAll(known -> known.id().equals(device)
                ? device(venue, device, known.name(), known.revokedAt(), null, known.health())
                : known);
    }

    @Override
    public void revoke(VenueId venue, DeviceId device) {
        devices.replaceAll(known -> known.id().equals(device)
                ? device(venue, device, known.name(), now, known.copiedAt(), known.health())
                : known);
    }
}
