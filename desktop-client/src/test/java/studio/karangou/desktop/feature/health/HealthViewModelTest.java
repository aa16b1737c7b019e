package studio.karangou.desktop.feature.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.desktop.ui.Tasks;

class HealthViewModelTest {
    private static final VenueDraft CLUB = new VenueDraft("Ciné-club d’Agoè", "Lomé", new CountryCode("TG"), 120);

    private final FakeVenues venues = new FakeVenues(Instant.parse("2026-11-20T10:00:00Z"));
    /// What the server has not answered yet.
    private final Deque<Runnable> asked = new ArrayDeque<>();

    @Test
    void an_action_that_is_under_way_is_not_begun_twice() {
        venues.register(CLUB);
        HealthViewModel model = model();
        assertThat(model.busy().get()).isFalse();
        model.chooseCode(true);
        assertThat(asked).as("what the device is to be comes first").isEmpty();
        model.issueCode(DeviceProfile.BORNE);
        model.issueCode(DeviceProfile.LIEU);
        assertThat(model.busy().get()).isTrue();
        assertThat(asked).hasSize(1);
        answer();
        assertThat(model.choosingCode().get()).isFalse();
        assertThat(model.code().get().orElseThrow().profile()).isEqualTo(DeviceProfile.BORNE);
        assertThat(model.code().get().orElseThrow().code().code()).isEqualTo("7KQ4-M2RD");

        model.openForm(true);
        model.form().name().set("Maison des jeunes");
        model.form().place().set("Kpalimé");
        model.form().capacity().set("80");
        model.register();
        model.register();
        answer();
        assertThat(venues.venues()).hasSize(2);
        assertThat(model.code().get()).as("that was of the venue before").isEmpty();
    }

    @Test
    void a_device_that_is_enrolled_with_the_code_on_the_screen_appears_by_itself_and_the_code_stays() {
        VenueId club = venues.register(CLUB).id();
        HealthViewModel model = model();
        model.tick();
        assertThat(asked).as("nothing is waited for").isEmpty();
        model.issueCode(DeviceProfile.LIEU);
        answer();
        venues.add(club, "Projecteur", false, 1, 0);
        model.tick();
        answer();
        assertThat(model.devices().get().orElseThrow()).hasSize(1);
        venues.add(club, "Borne", false, 1, 0);
        model.refresh();
        answer();
        assertThat(model.devices().get().orElseThrow()).hasSize(2);
        assertThat(model.code().get()).isPresent();
    }

    @Test
    void an_answer_about_the_venue_before_is_not_shown_as_that_of_the_venue_now() {
        VenueShown club = venues.register(CLUB);
        VenueShown house = venues.register(new VenueDraft("Maison des jeunes", "Kpalimé", new CountryCode("TG"), 80));
        venues.add(club.id(), "Projecteur", false, 1, 0);
        HealthViewModel model = model();
        model.choose(club);
        model.choose(house);
        Runnable first = asked.removeFirst();
        answer();
        first.run();
        assertThat(model.devices().get().orElseThrow()).isEmpty();
        assertThat(model.busy().get()).isFalse();
    }

    private HealthViewModel model() {
        DeviceHealth own = new DeviceHealth("1.0.0", 1, 2, 0, true, 0, KeyPlace.FILE);
        HealthViewModel model =
                new HealthViewModel(() -> own, Optional.of(venues), new Tasks(asked::add, Runnable::run));
        answer();
        return model;
    }

    private void answer() {
        while (!asked.isEmpty()) {
            asked.removeFirst().run();
        }
    }
}
