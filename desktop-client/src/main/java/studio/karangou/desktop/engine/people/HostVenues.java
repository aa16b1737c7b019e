package studio.karangou.desktop.engine.people;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.common.protocol.VenueApi.Devices;
import studio.karangou.common.protocol.VenueApi.VenueCode;
import studio.karangou.common.protocol.VenueApi.VenueCodeRequest;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.common.protocol.VenueApi.Venues;
import studio.karangou.desktop.feature.health.VenueDesk;

/// A host's venues, as the server has them.
public final class HostVenues implements VenueDesk {
    private static final String VENUES = "/api/v1/venues";
    private static final int MOST_PAGES = 50;

    private final DevicePeople people;

    public HostVenues(DevicePeople people) {
        this.people = people;
    }

    @Override
    public List<VenueShown> venues() {
        return ask("GET", VENUES, null, Venues.class).venues();
    }

    @Override
    public VenueShown register(VenueDraft draft) {
        return ask("POST", VENUES, draft, VenueShown.class);
    }

    @Override
    public VenueShown change(VenueId venue, VenueDraft draft) {
        return ask("PUT", VENUES + "/" + venue, draft, VenueShown.class);
    }

    @Override
    public VenueCode issueCode(VenueId venue, DeviceProfile profile) {
        return ask("POST", VENUES + "/" + venue + "/codes", new VenueCodeRequest(profile), VenueCode.class);
    }

    @Override
    public List<DeviceShown> devices(VenueId venue) {
        List<DeviceShown> all = new ArrayList<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Devices devices = ask("GET", VENUES + "/" + venue + "/devices" + after, null, Devices.class);
            all.addAll(devices.devices());
            if (devices.next() == null) {
                break;
            }
            after = "?after=" + devices.next();
        }
        return all;
    }

    @Override
    public void settleCopy(VenueId venue, DeviceId device) {
        delete(VENUES + "/" + venue + "/devices/" + device + "/copy");
    }

    @Override
    public void revoke(VenueId venue, DeviceId device) {
        delete(VENUES + "/" + venue + "/devices/" + device);
    }

    private void delete(String path) {
        people.session().asPerson(access -> {
            people.calls().tell("DELETE", path, null, access);
            return true;
        });
    }

    private <T> T ask(String method, String path, @Nullable Object body, Class<T> type) {
        return people.session().asPerson(access -> people.calls().ask(method, path, body, access, type));
    }
}
