package studio.karangou.desktop.feature.enrolment;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Enrolment by a drive that answers when a test says so.
public final class FakeDriveEnrolment implements DriveEnrolment {
    private Optional<OpenRequest> open = Optional.empty();
    private Optional<EnrolledDevice> answer = Optional.empty();
    private @Nullable Failure trouble;
    private int written;
    private int looks;

    /// The answer that is on the drive from now on.
    public void answers(Optional<EnrolledDevice> device) {
        answer = device;
    }

    /// What every look and every request fails with, null for nothing.
    public void failing(@Nullable Failure failure) {
        trouble = failure;
    }

    /// How often a request was written.
    public int written() {
        return written;
    }

    /// How often a drive was looked at.
    public int looks() {
        return looks;
    }

    @Override
    public Optional<OpenRequest> open() {
        return open;
    }

    @Override
    public OpenRequest request(Path folder, String deviceName, DeviceProfile profile) {
        fail();
        written++;
        OpenRequest request =
                new OpenRequest("7KQ4M-2RD9X", "karangou-demande-borne-d-accueil-3f9a21c4.karangou", deviceName);
        open = Optional.of(request);
        return request;
    }

    @Override
    public Optional<EnrolledDevice> look(Path folder) {
        looks++;
        fail();
        return answer;
    }

    @Override
    public void giveUp() {
        open = Optional.empty();
    }

    private void fail() {
        if (trouble != null) {
            throw new FailureException(trouble);
        }
    }
}
