package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.EnrolmentInvitation;
import studio.karangou.common.protocol.Limits;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.Tasks;

/// Making this device one of a venue's, with a one-time code.
public final class EnrolmentViewModel {
    private static final int CODE_CHARS = 8;

    private final Enrolment enrolment;
    private final DeviceProfile profile;
    private final Settings settings;
    private final Tasks tasks;
    private final Consumer<EnrolledDevice> enrolled;
    private final StringProperty server = new SimpleStringProperty("");
    private final StringProperty code = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper byDrive = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());

    private boolean wayChosen;

    /// @param enrolled goes on when it is done
    public EnrolmentViewModel(
            Enrolment enrolment,
            DeviceProfile profile,
            Settings settings,
            Tasks tasks,
            Consumer<EnrolledDevice> enrolled) {
        this.enrolment = enrolment;
        this.profile = profile;
        this.settings = settings;
        this.tasks = tasks;
        this.enrolled = enrolled;
        server.set(settings.get(Settings.SERVER).orElse(""));
    }

    public StringProperty server() {
        return server;
    }

    /// The code as typed.
    public StringProperty code() {
        return code;
    }

    public StringProperty name() {
        return name;
    }

    /// Whether the server is being asked.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Whether the way without a network is shown.
    public ReadOnlyBooleanProperty byDrive() {
        return byDrive.getReadOnlyProperty();
    }

    /// A request is waiting for its answer: that is what one comes for, unless one chose the other way.
    void waitsForDrive() {
        if (!wayChosen) {
            byDrive.set(true);
        }
    }

    public void goByDrive(boolean drive) {
        wayChosen = true;
        failure.set(Optional.empty());
        byDrive.set(drive);
    }

    /// What stands in the field of the code after this was typed into it, or by a scanner: of an invitation the code
    /// stays, and the server is the one it names, unless this device stays with its own.
    public String take(String typed, boolean serverFixed) {
        Optional<EnrolmentInvitation> invitation = EnrolmentInvitation.parse(typed);
        if (!serverFixed) {
            invitation.ifPresent(it -> server.set(it.server().toString()));
        }
        return invitation
                .map(EnrolmentInvitation::code)
                .orElseGet(() -> EnrolmentInvitation.isBegun(typed) ? typed : shaped(typed));
    }

    /// Goes on with the server that was typed, as somebody with an account there.
    public void byAccount(Consumer<URI> go) {
        Optional<URI> address = address();
        failure.set(address.isEmpty() ? Optional.of(new EnrolmentFormFailure.NoServer()) : Optional.empty());
        address.ifPresent(known -> {
            settings.put(Settings.SERVER, known.toString());
            go.accept(known);
        });
    }

    /// Says why it does not go on.
    public void sorry(Failure why) {
        failure.set(Optional.of(why));
    }

    /// A code as it is shown: upper case, a dash in the middle, at most eight characters.
    public static String shaped(String typed) {
        String bare = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        String eight = bare.length() > CODE_CHARS ? bare.substring(0, CODE_CHARS) : bare;
        int half = CODE_CHARS / 2;
        return eight.length() <= half ? eight : eight.substring(0, half) + "-" + eight.substring(half);
    }

    /// Presents the code to the server. Does nothing while that is under way.
    public void enrol() {
        if (busy.get()) {
            return;
        }
        Optional<URI> address = address();
        failure.set(firstProblem(address));
        if (failure.get().isPresent() || address.isEmpty()) {
            return;
        }
        settings.put(Settings.SERVER, address.get().toString());
        String presented = shaped(code.get());
        String device = name.get().strip();
        busy.set(true);
        tasks.run(() -> enrolment.enrol(address.get(), presented, device, profile), this::done, this::fail);
    }

    private Optional<Failure> firstProblem(Optional<URI> address) {
        String device = name.get().strip();
        if (address.isEmpty()) {
            return Optional.of(new EnrolmentFormFailure.NoServer());
        }
        if (shaped(code.get()).length() != CODE_CHARS + 1) {
            return Optional.of(new EnrolmentFormFailure.NoCode());
        }
        return device.isEmpty() || device.length() > Limits.NAME_CHARS
                ? Optional.of(new EnrolmentFormFailure.NoName())
                : Optional.empty();
    }

    private Optional<URI> address() {
        String typed = server.get().strip();
        String full = typed.contains("://") ? typed : "https://" + typed;
        try {
            URI uri = URI.create(full.endsWith("/") ? full.substring(0, full.length() - 1) : full);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void done(EnrolledDevice device) {
        busy.set(false);
        enrolled.accept(device);
    }

    private void fail(Failure why) {
        busy.set(false);
        failure.set(Optional.of(why));
    }
}
