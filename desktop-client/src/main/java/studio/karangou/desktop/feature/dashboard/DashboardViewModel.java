package studio.karangou.desktop.feature.dashboard;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.HandedOutCode;
import studio.karangou.common.protocol.RoleApi.RoleRequest;
import studio.karangou.desktop.ui.Asking;
import studio.karangou.desktop.ui.Tasks;

/// What a person sees first: what this device knows, and by role what waits for them on the server.
public final class DashboardViewModel implements AutoCloseable {
    private final RoleQueue roles;
    private final HostDesk hosts;
    private final ObservableValue<Optional<Account>> account;
    private final ObservableValue<DeviceFacts> facts;
    private final Tasks tasks;
    private final Asking asking;
    private final ReadOnlyObjectWrapper<Requests> requests = new ReadOnlyObjectWrapper<>(new Requests.Loading());
    private final ReadOnlyObjectWrapper<Optional<HandedOutCode>> handedOut =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty phone = new SimpleStringProperty("+228 ");
    private final javafx.util.Subscription following;
    private boolean asked;

    /// Who asks for a role, as far as it is known.
    public sealed interface Requests {
        record Loading() implements Requests {}

        /// An administrator's rights are there with the second factor only.
        record Locked() implements Requests {}

        record Unknown(Failure why) implements Requests {}

        record Known(List<RoleRequest> waiting) implements Requests {}
    }

    /// @param account of who is signed in
    /// @param facts of this device
    public DashboardViewModel(
            RoleQueue roles,
            HostDesk hosts,
            ObservableValue<Optional<Account>> account,
            ObservableValue<DeviceFacts> facts,
            Tasks tasks) {
        this.roles = roles;
        this.hosts = hosts;
        this.account = account;
        this.facts = facts;
        this.tasks = tasks;
        asking = new Asking(tasks);
        following = account.subscribe(now -> readOnce());
    }

    public ObservableValue<Optional<Account>> account() {
        return account;
    }

    public ObservableValue<DeviceFacts> facts() {
        return facts;
    }

    public ReadOnlyObjectProperty<Requests> requests() {
        return requests.getReadOnlyProperty();
    }

    /// Why the last thing asked for was not done.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return asking.failure();
    }

    /// The code to read out, empty before there is one.
    public ReadOnlyObjectProperty<Optional<HandedOutCode>> handedOut() {
        return handedOut.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return asking.busy();
    }

    /// Of whom stands in front of the host.
    public StringProperty phone() {
        return phone;
    }

    /// Whether the person has the rights of a role.
    public boolean has(Role role) {
        return state(role).filter(state -> state == RoleState.VERIFIED).isPresent();
    }

    /// How far the person is with a role.
    public Optional<RoleState> state(Role role) {
        return account.getValue()
                .flatMap(known -> known.roles().stream()
                        .filter(held -> held.role() == role)
                        .map(held -> held.state())
                        .findFirst());
    }

    /// An administrator may become one while the page is open.
    private void readOnce() {
        if (!has(Role.ADMINISTRATOR)) {
            return;
        }
        if (account.getValue().filter(Account::secondFactorMissing).isPresent()) {
            requests.set(new Requests.Locked());
        } else if (!asked) {
            asked = true;
            refresh();
        }
    }

    /// Asks again who waits.
    public void refresh() {
        tasks.run(
                roles::requests,
                waiting -> requests.set(new Requests.Known(waiting)),
                why -> requests.set(new Requests.Unknown(why)));
    }

    /// Draws a code for who has no messages.
    public void handOut() {
        if (busy().get()) {
            return;
        }
        handedOut.set(Optional.empty());
        String typed = phone.get().strip();
        asking.ask(() -> hosts.handOut(typed), code -> handedOut.set(Optional.of(code)));
    }

    @Override
    public void close() {
        following.unsubscribe();
        asking.close();
    }
}
