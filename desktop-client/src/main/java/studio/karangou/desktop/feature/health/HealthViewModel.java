package studio.karangou.desktop.feature.health;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.common.protocol.VenueApi.VenueCode;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.VenueForm;

/// How this device is, and, for a host, their venues with their devices.
public final class HealthViewModel {
    private final OwnHealth own;
    private final Optional<VenueDesk> desk;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Optional<DeviceHealth>> here = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<List<VenueShown>>> venues =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<VenueShown>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<List<DeviceShown>>> devices =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper choosingCode = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<IssuedCode>> code = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private int running;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper adding = new ReadOnlyBooleanWrapper();
    private Optional<VenueId> changing = Optional.empty();
    private final VenueForm form = new VenueForm();

    /// @param desk empty for who is no verified host
    public HealthViewModel(OwnHealth own, Optional<VenueDesk> desk, Tasks tasks) {
        this.own = own;
        this.desk = desk;
        this.tasks = tasks;
        refresh();
    }

    /// Asks for everything anew.
    public void refresh() {
        tasks.run(own::now, health -> here.set(Optional.of(health)), this::fail);
        desk.ifPresent(host -> work(host::venues, this::show));
    }

    /// A moment went by: while a code is shown, a device may have been enrolled with it. Says nothing when the server
    /// does not answer; what is on the screen stays.
    public void tick() {
        if (code.get().isPresent() && running == 0) {
            desk.ifPresent(host -> chosen.get()
                    .ifPresent(venue -> tasks.run(
                            () -> host.devices(venue.id()), found -> showDevices(venue, found), notNow -> {})));
        }
    }

    /// Whether the person is a host.
    public boolean isHost() {
        return desk.isPresent();
    }

    public ReadOnlyObjectProperty<Optional<DeviceHealth>> here() {
        return here.getReadOnlyProperty();
    }

    /// Empty until the server has said them.
    public ReadOnlyObjectProperty<Optional<List<VenueShown>>> venues() {
        return venues.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<VenueShown>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Those of the chosen venue; empty until the server has said them.
    public ReadOnlyObjectProperty<Optional<List<DeviceShown>>> devices() {
        return devices.getReadOnlyProperty();
    }

    /// The code that was just made.
    public ReadOnlyObjectProperty<Optional<IssuedCode>> code() {
        return code.getReadOnlyProperty();
    }

    /// A code on the screen.
    ///
    /// @param profile what the device that uses it is to be
    public record IssuedCode(VenueCode code, DeviceProfile profile) {}

    /// Whether it is being asked what the device of a new code is to be.
    public ReadOnlyBooleanProperty choosingCode() {
        return choosingCode.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Whether the form of a new venue is open.
    public ReadOnlyBooleanProperty adding() {
        return adding.getReadOnlyProperty();
    }

    /// What a venue says of itself.
    public VenueForm form() {
        return form;
    }

    /// Whether the form is that of a venue that is there already.
    public boolean isChanging() {
        return changing.isPresent();
    }

    public void openForm(boolean open) {
        failure.set(Optional.empty());
        if (changing.isPresent()) {
            clearForm();
        }
        adding.set(false); // also from one form to the other
        adding.set(open);
    }

    /// Opens the form with what a venue says of itself.
    public void openChange(VenueShown venue) {
        openForm(false);
        changing = Optional.of(venue.id());
        form.fill(venue);
        adding.set(true);
    }

    private void clearForm() {
        changing = Optional.empty();
        form.clear();
    }

    /// Registers what stands in the form, or changes the venue that it is about. Does nothing while something else is
    /// under way, as the other actions.
    public void register() {
        if (busy.get()) {
            return;
        }
        failure.set(form.wrong());
        if (failure.get().isPresent()) {
            return;
        }
        VenueDraft draft = form.draft();
        Optional<VenueId> about = changing;
        ask(host -> about.map(id -> host.change(id, draft)).orElseGet(() -> host.register(draft)), made -> {
            adding.set(false);
            clearForm();
            if (about.isEmpty()) {
                leaveVenue();
            }
            chosen.set(Optional.of(made));
            refresh();
        });
    }

    /// Shows a venue's devices.
    public void choose(VenueShown venue) {
        leaveVenue();
        chosen.set(Optional.of(venue));
        load(venue);
    }

    private void leaveVenue() {
        code.set(Optional.empty());
        choosingCode.set(false);
        devices.set(Optional.empty());
    }

    private void load(VenueShown venue) {
        ask(host -> host.devices(venue.id()), found -> showDevices(venue, found));
    }

    /// An answer about the venue before comes too late.
    private void showDevices(VenueShown venue, List<DeviceShown> found) {
        if (chosen.get().filter(now -> now.id().equals(venue.id())).isPresent()) {
            devices.set(Optional.of(found));
        }
    }

    /// Asks, or no longer asks, what the device of a new code is to be.
    public void chooseCode(boolean choosing) {
        choosingCode.set(choosing && chosen.get().isPresent());
    }

    /// Draws a code for one device of the chosen venue.
    ///
    /// @param profile what the device is to be; with another one it is not let in
    public void issueCode(DeviceProfile profile) {
        if (busy.get()) {
            return;
        }
        chosen.get()
                .ifPresent(venue -> ask(host -> host.issueCode(venue.id(), profile), made -> {
                    code.set(Optional.of(new IssuedCode(made, profile)));
                    choosingCode.set(false);
                }));
    }

    /// The copy of a device is known and seen to.
    public void settleCopy(DeviceId device) {
        chosen.get()
                .ifPresent(venue -> ask(
                        host -> {
                            host.settleCopy(venue.id(), device);
                            return venue;
                        },
                        this::choose));
    }

    /// Shuts a device of the chosen venue out.
    public void revoke(DeviceId device) {
        if (busy.get()) {
            return;
        }
        chosen.get()
                .ifPresent(venue -> ask(
                        host -> {
                            host.revoke(venue.id(), device);
                            return venue;
                        },
                        this::load));
    }

    private void show(List<VenueShown> found) {
        venues.set(Optional.of(found));
        Optional<VenueShown> before = chosen.get();
        Optional<VenueShown> again = before.flatMap(last -> found.stream()
                        .filter(venue -> venue.id().equals(last.id()))
                        .findFirst())
                .or(() -> found.stream().findFirst());
        if (again.map(VenueShown::id).equals(before.map(VenueShown::id))) {
            chosen.set(again); // the code on the screen stays
            again.ifPresent(this::load);
        } else {
            again.ifPresent(this::choose);
        }
    }

    private <T> void ask(Function<VenueDesk, T> question, Consumer<T> answer) {
        desk.ifPresent(host -> work(() -> question.apply(host), answer));
    }

    private <T> void work(Supplier<T> question, Consumer<T> answer) {
        failure.set(Optional.empty());
        running++;
        busy.set(true);
        tasks.run(
                question,
                told -> {
                    ended();
                    answer.accept(told);
                },
                why -> {
                    ended();
                    fail(why);
                });
    }

    private void ended() {
        running--;
        busy.set(running > 0);
    }

    private void fail(Failure why) {
        failure.set(Optional.of(why));
    }
}
