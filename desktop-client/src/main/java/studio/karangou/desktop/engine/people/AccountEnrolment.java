package studio.karangou.desktop.engine.people;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.desktop.engine.enrolment.DeviceEnrolment;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.enrolment.HostEnrolment;

/// Enrols this device by the session of a host: the code is drawn and used here.
public final class AccountEnrolment implements HostEnrolment {
    private final DevicePeople people;
    private final HostVenues venues;
    private final DeviceEnrolment enrolment;
    private final ServerConnection server;

    public AccountEnrolment(DevicePeople people, DeviceEnrolment enrolment, ServerConnection server) {
        this.people = people;
        venues = new HostVenues(people);
        this.enrolment = enrolment;
        this.server = server;
    }

    @Override
    public void goTo(URI address) {
        DeviceEnrolment.check(address);
        if (!server.address().equals(Optional.of(address))) {
            people.leaveBehind();
        }
        server.introduce(address);
    }

    @Override
    public Account account() {
        return people.readAccount();
    }

    @Override
    public Account askToBeHost() {
        people.session().asPerson(access -> {
            people.calls().tell("PUT", "/api/v1/me/roles/" + Role.VENUE_HOST, null, access);
            return true;
        });
        return people.readAccount();
    }

    @Override
    public List<VenueShown> venues() {
        return venues.venues();
    }

    @Override
    public VenueShown register(VenueDraft draft) {
        return venues.register(draft);
    }

    @Override
    public EnrolledDevice enrol(URI address, VenueId venue, String deviceName, DeviceProfile profile) {
        String code = venues.issueCode(venue, profile).code();
        return enrolment.enrol(address, code, deviceName, profile);
    }
}
