package studio.karangou.desktop.feature.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.desktop.ui.FakeSettings;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.TaskFailure;

class EnrolmentViewModelTest {
    private final FakeEnrolment enrolment = new FakeEnrolment();
    private final FakeSettings settings = new FakeSettings();
    private final List<EnrolledDevice> done = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"7kq4m2rd, 7KQ4-M2RD", "7KQ4-M2RD, 7KQ4-M2RD", "7kq, 7KQ", "7kq4m, 7KQ4-M", "7kq4 m2rd x9, 7KQ4-M2RD"})
    void a_code_is_shaped_while_it_is_typed(String typed, String shown) {
        assertThat(EnrolmentViewModel.shaped(typed)).isEqualTo(shown);
    }

    @Test
    void what_is_missing_is_said_one_thing_at_a_time() {
        EnrolmentViewModel model = model();
        model.enrol();
        assertThat(model.failure().get()).contains(new EnrolmentFormFailure.NoServer());
        model.server().set("not an address");
        model.enrol();
        assertThat(model.failure().get()).contains(new EnrolmentFormFailure.NoServer());
        model.server().set("karangou.example/");
        model.enrol();
        assertThat(model.failure().get()).contains(new EnrolmentFormFailure.NoCode());
        model.code().set("7kq4m2rd");
        model.enrol();
        assertThat(model.failure().get()).contains(new EnrolmentFormFailure.NoName());
        model.name().set("Projecteur");
        model.enrol();
        assertThat(done).hasSize(1);
        assertThat(done.getFirst().server()).hasToString("https://karangou.example");
        assertThat(enrolment.presented()).isEqualTo("7KQ4-M2RD");
        assertThat(settings.get(Settings.SERVER)).contains("https://karangou.example");
    }

    @Test
    void a_refusal_is_shown_and_one_may_try_again() {
        enrolment.refusing(Optional.of(new TaskFailure.Unexpected()));
        EnrolmentViewModel model = model();
        model.server().set("http://127.0.0.1:8080");
        model.code().set("7KQ4-M2RD");
        model.name().set("Projecteur");
        model.enrol();
        assertThat(model.failure().get()).contains(new TaskFailure.Unexpected());
        assertThat(model.busy().get()).isFalse();
        enrolment.refusing(Optional.empty());
        model.enrol();
        assertThat(done).hasSize(1);
    }

    @Test
    void an_invitation_that_a_scanner_types_says_the_server_and_the_code() {
        EnrolmentViewModel model = model();
        String line = "karangou:enrol?server=https%3A%2F%2Fkarangou.example&code=7KQ4-M2RD";
        String field = "";
        for (char each : line.toCharArray()) {
            field = model.take(field + each, false);
        }

        assertThat(field).isEqualTo("7KQ4-M2RD");
        assertThat(model.server().get()).isEqualTo("https://karangou.example");
        assertThat(model.take("k", false)).isEqualTo("k");
        assertThat(model.take("kq4m", false)).isEqualTo("KQ4M");

        EnrolmentViewModel kiosk = model();
        kiosk.server().set("https://elsewhere.example");
        assertThat(kiosk.take(line, true)).isEqualTo("7KQ4-M2RD");
        assertThat(kiosk.server().get()).isEqualTo("https://elsewhere.example");
    }

    private EnrolmentViewModel model() {
        return new EnrolmentViewModel(enrolment, DeviceProfile.LIEU, settings, SameThread.tasks(), done::add);
    }
}
