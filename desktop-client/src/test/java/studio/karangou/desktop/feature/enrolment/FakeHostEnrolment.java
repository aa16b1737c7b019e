package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;

/// A server on which Ama may be a host; enrols as [FakeEnrolment] does.
public final class FakeHostEnrolment implements HostEnrolment {
    private final List<VenueShown> venues = new ArrayList<>();
    private final FakeEnrolment enrolment = new FakeEnrolment();
    private Optional<RoleState> host = Optional.empty();
    private Optional<URI> server = Optional.empty();
    private Optional<Failure> refusal = Optional.empty();

    public void hostIs(RoleState state) {
        host = Optional.of(state);
    }

    public void refuseWith(Optional<Failure> failure) {
        refusal = failure;
    }

    public Optional<URI> server() {
        return server;
    }

    @Override
    public void goTo(URI address) {
        answer();
        server = Optional.of(address);
    }

    @Override
    public Account account() {
        answer();
        return new Account(
                new PersonId(new UUID(7, 1)),
                "Ama Dogbé",
                new LanguageTag("fr"),
                "ama@exemple.tg",
                null,
                host.map(state -> List.of(new RoleHeld(Role.VENUE_HOST, state))).orElse(List.of()),
                false,
                false);
    }

    @Override
    public Account askToBeHost() {
        answer();
        host = Optional.of(RoleState.REQUESTED);
        return account();
    }

    @Override
    public List<VenueShown> venues() {
        answer();
        return List.copyOf(venues);
    }

    @Override
    public VenueShown register(VenueDraft draft) {
        answer();
        VenueShown made = new VenueShown(
                new VenueId(new UUID(5, venues.size())),
                draft.name(),
                draft.place(),
                draft.country(),
                draft.capacity(),
                0);
        venues.add(made);
        return made;
    }

    @Override
    public EnrolledDevice enrol(URI address, VenueId venue, String deviceName, DeviceProfile profile) {
        answer();
        return enrolment.enrol(address, "7KQ4-M2RD", deviceName, profile);
    }

    private void answer() {
        refusal.ifPresent(why -> {
            throw new FailureException(why);
        });
    }
}
