package studio.karangou.desktop.engine;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.PersonId;
import studio.karangou.desktop.engine.delivery.Places;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.people.DevicePeople;
import studio.karangou.desktop.engine.people.PersonPlaces;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// The people of this device, for the parts of the engine that are there before them.
final class PeopleHere {
    private volatile @Nullable DevicePeople people;

    void are(DevicePeople opened) {
        people = opened;
    }

    /// Who does what is being done now.
    Optional<PersonId> actor() {
        DevicePeople known = people;
        return known == null ? Optional.empty() : known.actor();
    }

    /// Where people watch. In a venue the device shows films to a hall, whoever is signed in at it.
    Places places(Supplier<Optional<EnrolledDevice>> device) {
        DevicePeople known = people;
        return known == null
                ? Places.NONE
                : new PersonPlaces(
                        known,
                        () -> device.get()
                                .filter(enrolled -> enrolled.profile() != DeviceProfile.LIEU)
                                .isPresent());
    }

    /// Whoever is signed in with another server is not with this one.
    void goOver(URI next, ServerConnection server) {
        DevicePeople known = people;
        if (known != null && !server.address().equals(Optional.of(next))) {
            known.leaveBehind();
        }
    }

    /// Tells the server who is signed in here, before what they did is sent.
    void meet() {
        DevicePeople known = people;
        if (known != null) {
            known.meet();
        }
    }

    /// The server answers again.
    void contact() {
        DevicePeople known = people;
        if (known != null) {
            Thread.ofVirtual().name("people-contact").start(known::contact);
        }
    }
}
