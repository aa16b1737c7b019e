package studio.karangou.desktop.feature.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.desktop.feature.enrolment.DriveEnrolmentViewModel.Written;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.Drives.Drive;
import studio.karangou.desktop.ui.FakeDrives;
import studio.karangou.desktop.ui.SameThread;

class DriveEnrolmentViewModelTest {
    @TempDir
    Path folder;

    private final FakeDriveEnrolment enrolment = new FakeDriveEnrolment();
    private final FakeDrives drives = new FakeDrives();
    private final List<EnrolledDevice> done = new ArrayList<>();

    @Test
    void the_only_drive_is_chosen_by_itself_and_of_two_none() throws IOException {
        DriveEnrolmentViewModel model = model();
        model.name().set("Borne");
        assertThat(model.drives().chosen().get()).isEmpty();
        model.request();
        assertThat(enrolment.written()).isZero();
        Drive one = plug("A");
        model.tick();
        assertThat(model.drives().chosen().get()).contains(one);
        drives.pull(one);
        Drive two = plug("B");
        plug("C");
        model.tick();
        assertThat(model.drives().chosen().get()).isEmpty();
        model.drives().choose(two);
        model.request();
        assertThat(enrolment.written()).isEqualTo(1);
        assertThat(model.written().get()).isEqualTo(Written.REQUEST);
        model.drives().chooseFolder(folder);
        model.tick();
        assertThat(model.drives().found().get()).extracting(Drive::root).contains(folder);
    }

    @Test
    void the_answer_is_read_as_soon_as_it_is_there_and_a_wrong_one_is_said() throws IOException {
        plug("A");
        DriveEnrolmentViewModel model = model();
        model.name().set(" ");
        model.request();
        assertThat(model.failure().get()).contains(new EnrolmentFormFailure.NoName());
        model.name().set("Borne");
        model.request();
        model.look();
        assertThat(model.written().get()).isEqualTo(Written.NO_ANSWER);
        enrolment.failing(new EnrolmentFileFailure.NotTrusted());
        model.tick();
        assertThat(model.failure().get()).contains(new EnrolmentFileFailure.NotTrusted());
        assertThat(done).isEmpty();
        enrolment.failing(null);
        enrolment.answers(new FakeEnrolment()
                .enrolled("Ciné-club Agoè", DeviceProfile.BORNE)
                .current());
        model.tick();
        assertThat(done).hasSize(1);
    }

    @Test
    void the_answer_is_read_whatever_is_on_the_screen_and_whichever_drive_it_is_on() throws IOException {
        DriveEnrolmentViewModel model = model();
        plug("A");
        model.watch();
        assertThat(model.drives().found().get()).as("nothing is waited for").isEmpty();
        model.tick();
        model.name().set("Borne");
        model.request();
        plug("B");
        enrolment.failing(new EnrolmentFileFailure.NotTrusted());
        model.watch();
        int looks = enrolment.looks();
        model.watch();
        assertThat(enrolment.looks())
                .as("a drive with something else is left alone")
                .isEqualTo(looks);
        assertThat(model.failure().get()).as("nobody asked").isEmpty();
        enrolment.failing(null);
        enrolment.answers(new FakeEnrolment()
                .enrolled("Ciné-club Agoè", DeviceProfile.BORNE)
                .current());
        plug("C");
        model.watch();
        assertThat(done).hasSize(1);
        model.watch();
        assertThat(done).as("once").hasSize(1);
    }

    @Test
    void a_request_that_is_given_up_leads_back_to_the_form() throws IOException {
        plug("A");
        DriveEnrolmentViewModel model = model();
        model.name().set("Borne");
        model.request();
        assertThat(model().open().get()).as("found again after a restart").isPresent();
        model.giveUp();
        assertThat(model.open().get()).isEmpty();
        assertThat(enrolment.open()).isEmpty();
    }

    private Drive plug(String name) throws IOException {
        return drives.plug(Files.createDirectories(folder.resolve(name)), true);
    }

    private DriveEnrolmentViewModel model() {
        return new DriveEnrolmentViewModel(
                enrolment,
                new DriveChoice(drives, SameThread.tasks()),
                DeviceProfile.BORNE,
                SameThread.tasks(),
                done::add);
    }
}
