package studio.karangou.desktop.feature.roles;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.RoleApi.RoleRequest;
import studio.karangou.desktop.ui.Tasks;

/// Who waits for a decision, and one person closely. Nobody's sheet is opened before an administrator asks for it, as
/// each reading is taken down.
public final class RolesViewModel implements AutoCloseable {
    private final RoleDesk desk;
    private final ObservableValue<Optional<Account>> own;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Queue> queue = new ReadOnlyObjectWrapper<>(new Queue.Loading());
    private final ReadOnlyObjectWrapper<Looked> looked = new ReadOnlyObjectWrapper<>(new Looked.Nobody());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final StringProperty address = new SimpleStringProperty("");
    private final javafx.util.Subscription following;
    private Subscription listing = () -> {};
    private Subscription underWay = () -> {};
    private Runnable again = () -> {};

    /// Who waits, as far as it is known.
    public sealed interface Queue {
        record Loading() implements Queue {}

        /// An administrator's rights are there with the second factor only.
        record Locked() implements Queue {}

        record Unknown(Failure why) implements Queue {}

        record Known(List<RoleRequest> waiting) implements Queue {
            public Known {
                waiting = List.copyOf(waiting);
            }
        }
    }

    /// @param own account of who decides
    public RolesViewModel(RoleDesk desk, ObservableValue<Optional<Account>> own, Tasks tasks) {
        this.desk = desk;
        this.own = own;
        this.tasks = tasks;
        following = own.map(known -> known.map(Account::secondFactorMissing)).subscribe(missing -> refresh());
    }

    public ReadOnlyObjectProperty<Queue> queue() {
        return queue.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Looked> looked() {
        return looked.getReadOnlyProperty();
    }

    /// Why the last decision was not taken.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Of whom one searches.
    public StringProperty address() {
        return address;
    }

    /// Whether a sheet is that of who looks at it: about oneself one decides nothing.
    public boolean isOneself(Account account) {
        return own.getValue().filter(mine -> mine.id().equals(account.id())).isPresent();
    }

    /// Since when somebody waits for a role, empty where that is not known.
    public Optional<Instant> waitingSince(PersonId person, Role role) {
        return waiting().stream()
                .filter(request -> isOf(request, person, role))
                .map(RoleRequest::since)
                .findFirst();
    }

    private List<RoleRequest> waiting() {
        return switch (queue.get()) {
            case Queue.Known known -> known.waiting();
            case Queue.Loading _, Queue.Locked _, Queue.Unknown _ -> List.of();
        };
    }

    private static boolean isOf(RoleRequest request, PersonId person, Role role) {
        return request.person().equals(person) && request.role() == role;
    }

    /// Asks again who waits.
    public void refresh() {
        listing.close();
        if (own.getValue().filter(Account::secondFactorMissing).isPresent()) {
            queue.set(new Queue.Locked());
            return;
        }
        listing = tasks.start(
                desk::requests,
                waiting -> queue.set(new Queue.Known(waiting)),
                why -> queue.set(new Queue.Unknown(why)));
    }

    /// Opens the sheet of who asks for something.
    public void look(PersonId person) {
        open(() -> desk.read(person));
    }

    /// Opens the sheet of who has the address that was typed.
    public void search() {
        String typed = address.get().strip();
        if (!typed.isEmpty()) {
            open(() -> desk.find(typed));
        }
    }

    /// Tries to open the last sheet again.
    public void retry() {
        again.run();
    }

    private void open(Supplier<Account> read) {
        if (busy.get()) {
            return;
        }
        again = () -> open(read);
        underWay.close();
        failure.set(Optional.empty());
        looked.set(new Looked.Reading());
        underWay = tasks.start(
                read,
                account -> looked.set(new Looked.Sheet(account, Optional.empty(), Optional.empty())),
                why -> looked.set(new Looked.Unread(why)));
    }

    /// Asks whether it is meant.
    public void begin(RoleAct act) {
        sheet().filter(_ -> !busy.get()).ifPresent(open -> {
            failure.set(Optional.empty());
            looked.set(new Looked.Sheet(open.account(), Optional.of(act), Optional.empty()));
        });
    }

    /// It was not meant.
    public void cancel() {
        sheet().filter(_ -> !busy.get()).ifPresent(open -> {
            failure.set(Optional.empty());
            looked.set(new Looked.Sheet(open.account(), Optional.empty(), Optional.empty()));
        });
    }

    /// Does what was asked about.
    public void confirm() {
        sheet().filter(_ -> !busy.get()).ifPresent(open -> open.asked().ifPresent(act -> perform(open, act)));
    }

    private void perform(Looked.Sheet open, RoleAct act) {
        failure.set(Optional.empty());
        busy.set(true);
        PersonId person = open.account().id();
        // a decision that is on its way is not called back by leaving the page
        tasks.run(
                () -> {
                    switch (act.kind()) {
                        case ACCEPT -> desk.decide(person, act.role(), RoleState.VERIFIED);
                        case REFUSE -> desk.decide(person, act.role(), RoleState.REFUSED);
                        case TAKE -> desk.take(person, act.role());
                    }
                },
                () -> done(open.account(), act),
                why -> {
                    busy.set(false);
                    failure.set(Optional.of(why));
                });
    }

    /// What the server took is known without reading the person again.
    private void done(Account account, RoleAct act) {
        busy.set(false);
        queue.set(
                switch (queue.get()) {
                    case Queue.Known known ->
                        new Queue.Known(known.waiting().stream()
                                .filter(request -> !isOf(request, account.id(), act.role()))
                                .toList());
                    case Queue.Loading it -> it;
                    case Queue.Locked it -> it;
                    case Queue.Unknown it -> it;
                });
        looked.set(new Looked.Sheet(changed(account, act), Optional.empty(), Optional.of(act)));
    }

    private static Account changed(Account account, RoleAct act) {
        List<RoleHeld> roles = new ArrayList<>(account.roles());
        roles.removeIf(held -> held.role() == act.role());
        switch (act.kind()) {
            case ACCEPT -> roles.add(new RoleHeld(act.role(), RoleState.VERIFIED));
            case REFUSE -> roles.add(new RoleHeld(act.role(), RoleState.REFUSED));
            case TAKE -> {}
        }
        return account.withRoles(roles);
    }

    private Optional<Looked.Sheet> sheet() {
        return looked.get() instanceof Looked.Sheet open ? Optional.of(open) : Optional.empty();
    }

    @Override
    public void close() {
        following.unsubscribe();
        listing.close();
        underWay.close();
    }
}
