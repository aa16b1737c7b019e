package studio.karangou.desktop.feature.enrolment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.OneLine;
import studio.karangou.desktop.feature.enrolment.DriveEnrolment.OpenRequest;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.Drives.Drive;
import studio.karangou.desktop.ui.Tasks;

/// Enrolling this device by a file on a USB drive: first the request goes out, then its answer is waited for.
public final class DriveEnrolmentViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(DriveEnrolmentViewModel.class);

    private final DriveEnrolment enrolment;
    private final DriveChoice drives;
    private final DeviceProfile profile;
    private final Tasks tasks;
    private final Consumer<EnrolledDevice> enrolled;
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<OpenRequest>> open = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Written> written = new ReadOnlyObjectWrapper<>(Written.NOT_YET);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Set<Drive> inVain = new HashSet<>();
    private boolean looking;

    /// What was just done with the drive.
    public enum Written {
        NOT_YET,
        /// The request is on the drive, which may be pulled out.
        REQUEST,
        /// The drive was looked at: the answer is not on it.
        NO_ANSWER
    }

    /// @param enrolled goes on when it is done
    public DriveEnrolmentViewModel(
            DriveEnrolment enrolment,
            DriveChoice drives,
            DeviceProfile profile,
            Tasks tasks,
            Consumer<EnrolledDevice> enrolled) {
        this.enrolment = enrolment;
        this.drives = drives;
        this.profile = profile;
        this.tasks = tasks;
        this.enrolled = enrolled;
        tasks.run(enrolment::open, open::set, this::fail);
        tick();
    }

    public DriveChoice drives() {
        return drives;
    }

    public StringProperty name() {
        return name;
    }

    /// The request whose answer is waited for.
    public ReadOnlyObjectProperty<Optional<OpenRequest>> open() {
        return open.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Written> written() {
        return written.getReadOnlyProperty();
    }

    /// Whether a drive is being written or read because somebody asked for it.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// A moment went by: looks which drives are there, and for the answer on the one that is.
    public void tick() {
        drives.look();
        Optional<Drive> drive = drives.chosen().get();
        if (drive.isEmpty() || open.get().isEmpty() || busy.get() || looking) {
            return;
        }
        looking = true;
        tasks.run(
                () -> enrolment.look(drive.get().root()),
                answer -> {
                    looking = false;
                    answer.ifPresent(this::done);
                },
                why -> {
                    looking = false;
                    failure.set(Optional.of(why));
                });
    }

    /// A moment went by while something else is on the screen: looks for the answer on every drive, as long as one
    /// is waited for. What a drive has in its place is said once one is asked for; it is not looked at again before
    /// it was pulled out.
    public void watch() {
        if (open.get().isEmpty() || busy.get() || looking) {
            return;
        }
        drives.look();
        List<Drive> there = drives.found().get();
        inVain.retainAll(there);
        List<Drive> unread =
                there.stream().filter(drive -> !inVain.contains(drive)).toList();
        if (unread.isEmpty()) {
            return;
        }
        looking = true;
        tasks.run(
                () -> lookAt(unread),
                looked -> {
                    looking = false;
                    inVain.addAll(looked.inVain());
                    looked.answer().ifPresent(this::done);
                },
                why -> looking = false);
    }

    /// What was found on several drives.
    ///
    /// @param inVain those that have something else
    private record Looked(Optional<EnrolledDevice> answer, Set<Drive> inVain) {}

    private Looked lookAt(List<Drive> unread) {
        Set<Drive> others = new HashSet<>();
        for (Drive drive : unread) {
            try {
                Optional<EnrolledDevice> answer = enrolment.look(drive.root());
                if (answer.isPresent()) {
                    return new Looked(answer, others);
                }
            } catch (FailureException e) {
                LOG.info("no answer is taken from a drive: {}", e.failure().code());
                others.add(drive);
            }
        }
        return new Looked(Optional.empty(), others);
    }

    private void done(EnrolledDevice device) {
        open.set(Optional.empty());
        written.set(Written.NOT_YET);
        failure.set(Optional.empty());
        enrolled.accept(device);
    }

    /// Writes the request on the drive. Does nothing while that is under way.
    public void request() {
        Optional<Drive> drive = drives.chosen().get();
        String typed = open.get().map(OpenRequest::deviceName).orElse(OneLine.of(name.get()));
        if (busy.get() || drive.isEmpty()) {
            return;
        }
        if (typed.isBlank() || typed.length() > Limits.NAME_CHARS) {
            failure.set(Optional.of(new EnrolmentFormFailure.NoName()));
            return;
        }
        work();
        tasks.run(
                () -> enrolment.request(drive.get().root(), typed, profile),
                request -> {
                    busy.set(false);
                    written.set(Written.REQUEST);
                    open.set(Optional.of(request));
                },
                this::fail);
    }

    /// Looks for the answer now, and says when it is not there.
    public void look() {
        Optional<Drive> drive = drives.chosen().get();
        if (busy.get() || drive.isEmpty()) {
            return;
        }
        work();
        tasks.run(
                () -> enrolment.look(drive.get().root()),
                answer -> {
                    busy.set(false);
                    written.set(Written.NO_ANSWER);
                    answer.ifPresent(this::done);
                },
                this::fail);
    }

    /// Forgets the request.
    public void giveUp() {
        work();
        tasks.run(
                enrolment::giveUp,
                () -> {
                    busy.set(false);
                    written.set(Written.NOT_YET);
                    open.set(Optional.empty());
                },
                this::fail);
    }

    private void work() {
        failure.set(Optional.empty());
        written.set(Written.NOT_YET);
        busy.set(true);
    }

    private void fail(Failure why) {
        busy.set(false);
        failure.set(Optional.of(why));
    }
}
