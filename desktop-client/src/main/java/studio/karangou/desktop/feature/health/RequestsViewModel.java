package studio.karangou.desktop.feature.health;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.desktop.feature.health.RequestDesk.FoundRequest;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.Drives.Drive;
import studio.karangou.desktop.ui.Tasks;

/// Answering a device without a network, whose request came on a USB drive.
public final class RequestsViewModel {
    private final RequestDesk desk;
    private final DriveChoice drives;
    private final Tasks tasks;
    private final Runnable answered;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<List<FoundRequest>>> found =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FoundRequest>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> written = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final StringProperty code = new SimpleStringProperty("");
    private boolean looking;

    /// @param answered the venue has a device more
    public RequestsViewModel(RequestDesk desk, DriveChoice drives, Tasks tasks, Runnable answered) {
        this.desk = desk;
        this.drives = drives;
        this.tasks = tasks;
        this.answered = answered;
    }

    public DriveChoice drives() {
        return drives;
    }

    /// Whether a drive is being answered.
    public ReadOnlyBooleanProperty open() {
        return open.getReadOnlyProperty();
    }

    /// The requests on the drive, empty before it was looked at.
    public ReadOnlyObjectProperty<Optional<List<FoundRequest>>> found() {
        return found.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<FoundRequest>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// The answer that was written.
    public ReadOnlyObjectProperty<Optional<Path>> written() {
        return written.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// As typed.
    public StringProperty code() {
        return code;
    }

    public void show(boolean shown) {
        failure.set(Optional.empty());
        written.set(Optional.empty());
        found.set(Optional.empty());
        chosen.set(Optional.empty());
        code.set("");
        open.set(shown);
        tick();
    }

    /// Another request is to be answered.
    public void again() {
        show(true);
    }

    /// A moment went by: looks what is on the drive.
    public void tick() {
        if (!open.get()) {
            return;
        }
        drives.look();
        Optional<Drive> drive = drives.chosen().get();
        if (drive.isEmpty()) {
            found.set(Optional.empty());
            chosen.set(Optional.empty());
        }
        if (drive.isEmpty() || busy.get() || looking || written.get().isPresent()) {
            return;
        }
        looking = true;
        tasks.run(() -> desk.requests(drive.get().root()), this::list, why -> {
            looking = false;
            found.set(Optional.of(List.of()));
            failure.set(Optional.of(why));
        });
    }

    private void list(List<FoundRequest> requests) {
        looking = false;
        found.set(Optional.of(requests));
        Optional<FoundRequest> still = chosen.get().filter(requests::contains);
        chosen.set(still.isEmpty() && requests.size() == 1 ? Optional.of(requests.getFirst()) : still);
    }

    public void choose(FoundRequest request) {
        failure.set(Optional.empty());
        chosen.set(Optional.of(request));
    }

    /// Answers the chosen request.
    public void answer(VenueId venue) {
        Optional<FoundRequest> request = chosen.get();
        Optional<FileCode> typed = FileCode.parse(code.get());
        if (busy.get() || request.isEmpty()) {
            return;
        }
        if (typed.isEmpty()) {
            failure.set(Optional.of(new EnrolmentFileFailure.NoCode()));
            return;
        }
        failure.set(Optional.empty());
        busy.set(true);
        tasks.run(
                () -> desk.answer(venue, request.get(), typed.get()),
                file -> {
                    busy.set(false);
                    written.set(Optional.of(file));
                    answered.run();
                },
                why -> {
                    busy.set(false);
                    failure.set(Optional.of(why));
                });
    }
}
