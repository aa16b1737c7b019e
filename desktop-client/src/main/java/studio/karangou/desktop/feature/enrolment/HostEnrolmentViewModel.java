package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.VenueForm;

/// Somebody has signed in at a device that belongs nowhere: a host chooses or registers its venue, anybody else learns
/// what to do.
public final class HostEnrolmentViewModel {
    private final HostEnrolment desk;
    private final URI server;
    private final DeviceProfile profile;
    private final Tasks tasks;
    private final Consumer<EnrolledDevice> enrolled;
    private final VenueForm form = new VenueForm();
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Account>> account = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<List<VenueShown>>> venues =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<VenueShown>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper adding = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param server where they signed in
    /// @param deviceName proposed
    /// @param enrolled goes on when it is done
    public HostEnrolmentViewModel(
            HostEnrolment desk,
            URI server,
            String deviceName,
            DeviceProfile profile,
            Tasks tasks,
            Consumer<EnrolledDevice> enrolled) {
        this.desk = desk;
        this.server = server;
        this.profile = profile;
        this.tasks = tasks;
        this.enrolled = enrolled;
        name.set(deviceName);
        refresh();
    }

    /// What a new venue says of itself.
    public VenueForm form() {
        return form;
    }

    /// Of the device.
    public StringProperty name() {
        return name;
    }

    public DeviceProfile profile() {
        return profile;
    }

    /// Who is signed in; empty until the server has said how the account stands.
    public ReadOnlyObjectProperty<Optional<Account>> account() {
        return account.getReadOnlyProperty();
    }

    /// Empty until the server has said them, and for who is no host.
    public ReadOnlyObjectProperty<Optional<List<VenueShown>>> venues() {
        return venues.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<VenueShown>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Whether the form of a new venue is open.
    public ReadOnlyBooleanProperty adding() {
        return adding.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// How far the person is with being a host, null if they never asked.
    public static @Nullable RoleState hostState(Account account) {
        return account.roles().stream()
                .filter(held -> held.role() == Role.VENUE_HOST)
                .map(RoleHeld::state)
                .findFirst()
                .orElse(null);
    }

    /// Asks the server anew.
    public void refresh() {
        work(desk::account, this::show);
    }

    public void askToBeHost() {
        work(desk::askToBeHost, this::show);
    }

    public void choose(VenueShown venue) {
        openForm(false);
        chosen.set(Optional.of(venue));
    }

    public void openForm(boolean open) {
        failure.set(Optional.empty());
        adding.set(open);
    }

    /// Registers what stands in the form, and chooses it.
    public void register() {
        failure.set(form.wrong());
        if (busy.get() || failure.get().isPresent()) {
            return;
        }
        work(() -> desk.register(form.draft()), made -> {
            form.clear();
            adding.set(false);
            chosen.set(Optional.of(made));
            work(desk::venues, this::show);
        });
    }

    /// Makes this device one of the chosen venue's.
    public void enrol() {
        Optional<VenueShown> venue = chosen.get();
        if (busy.get() || venue.isEmpty()) {
            return;
        }
        String device = name.get().strip();
        if (device.isEmpty() || device.length() > Limits.NAME_CHARS) {
            failure.set(Optional.of(new EnrolmentFormFailure.NoName()));
            return;
        }
        work(() -> desk.enrol(server, venue.get().id(), device, profile), enrolled);
    }

    private void show(Account now) {
        account.set(Optional.of(now));
        if (hostState(now) == RoleState.VERIFIED) {
            work(desk::venues, this::show);
        }
    }

    private void show(List<VenueShown> found) {
        Optional<VenueShown> before = chosen.get();
        chosen.set(before.or(() -> found.stream().findFirst()));
        venues.set(Optional.of(List.copyOf(found)));
        adding.set(found.isEmpty());
    }

    private <T> void work(Supplier<T> question, Consumer<T> answer) {
        failure.set(Optional.empty());
        busy.set(true);
        tasks.run(
                question,
                told -> {
                    busy.set(false);
                    answer.accept(told);
                },
                why -> {
                    busy.set(false);
                    failure.set(Optional.of(why));
                });
    }
}
