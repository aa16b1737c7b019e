package studio.karangou.desktop.feature.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.RoleState;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.TaskFailure;
import studio.karangou.desktop.ui.VenueFormFailure;

class HostEnrolmentViewModelTest {
    private static final URI SERVER = URI.create("https://karangou.example");

    private final FakeHostEnrolment desk = new FakeHostEnrolment();
    private final List<EnrolledDevice> done = new ArrayList<>();

    @Test
    void who_is_no_host_asks_to_be_one_and_looks_for_the_answer() {
        HostEnrolmentViewModel model = model();
        assertThat(HostEnrolmentViewModel.hostState(model.account().get().orElseThrow()))
                .isNull();

        model.askToBeHost();

        assertThat(HostEnrolmentViewModel.hostState(model.account().get().orElseThrow()))
                .isEqualTo(RoleState.REQUESTED);
        assertThat(model.venues().get()).isEmpty();
        desk.hostIs(RoleState.VERIFIED);
        model.refresh();
        assertThat(model.venues().get()).contains(List.of());
        assertThat(model.adding().get()).as("the first venue is asked for").isTrue();
    }

    @Test
    void a_host_registers_a_venue_and_the_device_is_one_of_it_in_one_go() {
        desk.hostIs(RoleState.VERIFIED);
        HostEnrolmentViewModel model = model();
        model.register();
        assertThat(model.failure().get()).contains(new VenueFormFailure.NoName());
        model.form().name().set("Ciné-club d’Agoè");
        model.form().place().set("Lomé, Agoè");
        model.form().capacity().set("80");
        model.register();
        assertThat(model.chosen().get().orElseThrow().name()).isEqualTo("Ciné-club d’Agoè");
        assertThat(model.adding().get()).isFalse();

        model.name().set(" ");
        model.enrol();
        assertThat(model.failure().get()).contains(new EnrolmentFormFailure.NoName());
        model.name().set("Projecteur");
        model.enrol();

        assertThat(done).singleElement().satisfies(device -> {
            assertThat(device.name()).isEqualTo("Projecteur");
            assertThat(device.server()).isEqualTo(SERVER);
        });
    }

    @Test
    void what_the_server_refuses_is_said_and_may_be_tried_again() {
        desk.refuseWith(Optional.of(new TaskFailure.Unexpected()));
        HostEnrolmentViewModel model = model();
        assertThat(model.failure().get()).contains(new TaskFailure.Unexpected());
        assertThat(model.busy().get()).isFalse();
        desk.refuseWith(Optional.empty());

        model.refresh();

        assertThat(model.account().get()).isPresent();
        assertThat(model.failure().get()).isEmpty();
    }

    private HostEnrolmentViewModel model() {
        return new HostEnrolmentViewModel(
                desk, SERVER, "Ordinateur du lieu", DeviceProfile.LIEU, SameThread.tasks(), done::add);
    }
}
