package studio.karangou.desktop.feature.account;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.Profile;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.ProofWays;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.PeopleApi.SessionShown;
import studio.karangou.common.protocol.ProviderApi.Identity;
import studio.karangou.desktop.ui.Tasks;

/// The account page: what is known of the person, and the one thing they are changing.
public final class AccountViewModel implements AutoCloseable {
    private final OwnAccount own;
    private final Tasks tasks;
    private final Consumer<Boolean> signOut;
    private final Runnable erased;
    private final ReadOnlyObjectWrapper<Account> account;
    private final ReadOnlyObjectWrapper<SessionList> sessions = new ReadOnlyObjectWrapper<>(new SessionList.Loading());
    private final ReadOnlyObjectWrapper<List<Identity>> identities = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<AccountTask> task = new ReadOnlyObjectWrapper<>(new AccountTask.None());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> unreachable = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> done = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final StringProperty newPassword = new SimpleStringProperty("");
    private final StringProperty code = new SimpleStringProperty("");
    private final ObjectProperty<LanguageTag> language;
    private Subscription underWay = () -> {};

    /// Where the person is signed in, as far as it is known.
    public sealed interface SessionList {
        record Loading() implements SessionList {}

        record Unknown(Failure why) implements SessionList {}

        record Known(List<SessionShown> sessions) implements SessionList {}
    }

    /// @param known of the account, from the last contact
    /// @param signOut ends the session here; told whether this device forgets the person too
    /// @param erased says that the account is no more
    public AccountViewModel(OwnAccount own, Account known, Tasks tasks, Consumer<Boolean> signOut, Runnable erased) {
        this.erased = erased;
        this.own = own;
        this.tasks = tasks;
        this.signOut = signOut;
        account = new ReadOnlyObjectWrapper<>(known);
        language = new SimpleObjectProperty<>(known.language());
        refresh();
    }

    public ReadOnlyObjectProperty<Account> account() {
        return account.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<SessionList> sessions() {
        return sessions.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<AccountTask> task() {
        return task.getReadOnlyProperty();
    }

    /// With whom else the person signs in, as far as it is known.
    public ReadOnlyObjectProperty<List<Identity>> identities() {
        return identities.getReadOnlyProperty();
    }

    /// Why the task did not succeed.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Why what is shown may be old, empty when the server said it just now.
    public ReadOnlyObjectProperty<Optional<Failure>> unreachable() {
        return unreachable.getReadOnlyProperty();
    }

    /// The key of the sentence that says what was done last.
    public ReadOnlyObjectProperty<Optional<String>> done() {
        return done.getReadOnlyProperty();
    }

    /// Whether the server is being asked; [#cancel] gives it up.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public StringProperty name() {
        return name;
    }

    /// The new e-mail address or phone number.
    public StringProperty address() {
        return address;
    }

    /// The present password.
    public StringProperty password() {
        return password;
    }

    /// Whether a role of theirs has its rights with a second factor only, so that it stays.
    public boolean needsFactor() {
        return account.get().roles().contains(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED));
    }

    public StringProperty newPassword() {
        return newPassword;
    }

    public StringProperty code() {
        return code;
    }

    public ObjectProperty<LanguageTag> language() {
        return language;
    }

    /// Asks the server how things stand.
    public void refresh() {
        tasks.run(
                own::read,
                read -> {
                    account.set(read);
                    unreachable.set(Optional.empty());
                },
                why -> unreachable.set(Optional.of(why)));
        tasks.run(
                own::sessions,
                list -> sessions.set(new SessionList.Known(list)),
                why -> sessions.set(new SessionList.Unknown(why)));
        // what cannot be read now stays as it was; that the server does not answer is said already
        tasks.run(own::identities, identities::set, unanswered -> {});
    }

    /// Begins something else; what was typed for the former is forgotten.
    public void begin(AccountTask next) {
        cancel();
        failure.set(Optional.empty());
        done.set(Optional.empty());
        code.set("");
        password.set("");
        newPassword.set("");
        if (next instanceof AccountTask.EditProfile) {
            name.set(account.get().name());
            language.set(account.get().language());
        }
        if (next instanceof AccountTask.ChangeContact contact) {
            address.set(contact.phone() ? "+228 " : "");
        }
        task.set(next);
    }

    /// Does what the task is for.
    public void submit() {
        if (busy.get()) {
            return;
        }
        failure.set(Optional.empty());
        switch (task.get()) {
            case AccountTask.EditProfile _ ->
                ask(() -> own.change(new Profile(name.get().strip(), language.get())), shown("account.changed"));
            case AccountTask.ChangeContact contact ->
                prove(new AccountTask.Aim.NewContact(
                        contact.phone(), address.get().strip()));
            case AccountTask.ConfirmContact at ->
                ask(() -> own.confirmContact(at.request(), code.get()), shown("account.contact-changed"));
            case AccountTask.ChangePassword at -> {
                if (at.first()) {
                    prove(new AccountTask.Aim.NewPassword(newPassword.get()));
                } else {
                    ask(
                            () -> own.changePassword(password.get(), newPassword.get()),
                            () -> over("account.password-changed"));
                }
            }
            case AccountTask.SetUpFactor _ ->
                ask(() -> own.confirmSecondFactor(code.get()), codes -> {
                    begin(new AccountTask.ShowRecoveryCodes(codes.codes()));
                    refresh();
                });
            case AccountTask.RemoveFactor _ ->
                ask(() -> own.removeSecondFactor(code.get()), () -> over("account.factor-removed"));
            case AccountTask.ChooseDeviceCode _ ->
                ask(() -> own.chooseDeviceCode(newPassword.get()), () -> over("account.device-code-chosen"));
            case AccountTask.RenewCodes _ ->
                ask(
                        () -> own.renewRecoveryCodes(code.get()),
                        codes -> begin(new AccountTask.ShowRecoveryCodes(codes.codes())));
            case AccountTask.Erase _ -> prove(new AccountTask.Aim.EraseAll());
            case AccountTask.Prove at -> attempt(at.aim(), proof(at));
            case AccountTask.None _ -> {}
            case AccountTask.ShowRecoveryCodes _ -> begin(new AccountTask.None());
            case AccountTask.SignOut _ -> signOut(false);
        }
    }

    /// Asks who changes what opens the account, or takes all of it, to show that it is theirs. Who has nothing
    /// to show goes on: the server knows whether they have signed in just now.
    private void prove(AccountTask.Aim aim) {
        ask(() -> asked(aim), at -> {
            if (at.request() == null && !at.ways().password() && !at.ways().secondFactor()) {
                attempt(aim, Proof.NONE);
            } else {
                begin(at);
            }
        });
    }

    private AccountTask.Prove asked(AccountTask.Aim aim) {
        ProofWays ways = own.proofWays();
        boolean byCode = !ways.password() && !ways.secondFactor() && ways.codeTo() != null;
        return new AccountTask.Prove(aim, ways, byCode ? own.sendProofCode().request() : null);
    }

    private Proof proof(AccountTask.Prove at) {
        if (at.ways().password()) {
            return Proof.byPassword(password.get());
        }
        @Nullable UUID request = at.request();
        return request == null ? Proof.bySecondFactor(code.get()) : Proof.byCode(request, code.get());
    }

    private void attempt(AccountTask.Aim aim, Proof proof) {
        switch (aim) {
            case AccountTask.Aim.SetUp _ ->
                ask(() -> own.beginSecondFactor(proof), secret -> begin(new AccountTask.SetUpFactor(secret)));
            case AccountTask.Aim.NewPassword it ->
                ask(() -> own.choosePassword(it.chosen(), proof), () -> over("account.password-chosen"));
            case AccountTask.Aim.NewContact to -> askForCode(to, proof);
            case AccountTask.Aim.RemoveIdentity gone ->
                ask(() -> own.removeIdentity(gone.identity().id(), proof), () -> over("account.identity-removed"));
            case AccountTask.Aim.Export to -> ask(() -> own.export(to.file(), proof), () -> over("account.exported"));
            case AccountTask.Aim.EraseAll _ -> erase(proof);
        }
    }

    /// Asks for the code again; who changes their address shows once more that the account is theirs.
    public void again() {
        if (busy.get()) {
            return;
        }
        failure.set(Optional.empty());
        if (task.get() instanceof AccountTask.ConfirmContact at) {
            prove(new AccountTask.Aim.NewContact(at.phone(), at.address()));
        } else if (task.get() instanceof AccountTask.Prove at) {
            prove(at.aim());
        }
    }

    /// The page goes with its person, so what became of it is said elsewhere. Nobody can give it up half-way.
    private void erase(Proof proof) {
        busy.set(true);
        tasks.run(() -> own.erase(proof), erased, why -> {
            busy.set(false);
            failure.set(Optional.of(why));
        });
    }

    private void askForCode(AccountTask.Aim.NewContact to, Proof proof) {
        ContactRequest request = to.phone()
                ? new ContactRequest(null, to.address(), null, proof)
                : new ContactRequest(to.address(), null, null, proof);
        ask(
                () -> own.beginContact(request),
                sent -> begin(new AccountTask.ConfirmContact(to.phone(), to.address(), sent.request())));
    }

    /// Whether the person may choose a code of this device.
    public boolean offersDeviceCode() {
        return own.offersDeviceCode();
    }

    /// Draws a secret for an authenticator program.
    public void beginFactor() {
        begin(new AccountTask.None());
        prove(new AccountTask.Aim.SetUp());
    }

    /// Takes away what the person signs in with.
    public void remove(Identity identity) {
        begin(new AccountTask.None());
        prove(new AccountTask.Aim.RemoveIdentity(identity));
    }

    public void requestRole(Role role) {
        begin(new AccountTask.None());
        ask(() -> own.requestRole(role), shown("account.role-asked"));
    }

    public void end(UUID session) {
        begin(new AccountTask.None());
        ask(() -> own.end(session), () -> over("account.session-ended"));
    }

    /// Writes all that is known of the person into a file; a session alone, which may be a thief's, does not do.
    public void export(Path file) {
        begin(new AccountTask.None());
        prove(new AccountTask.Aim.Export(file));
    }

    /// Signs out everywhere, here too.
    public void endEverywhere() {
        ask(own::endAll, () -> signOut(false));
    }

    /// @param forget whether this device forgets the person too
    public void signOut(boolean forget) {
        cancel();
        signOut.accept(forget);
    }

    /// Gives up what the server is being asked.
    public void cancel() {
        underWay.close();
        busy.set(false);
    }

    private Consumer<Account> shown(String key) {
        return changed -> {
            account.set(changed);
            over(key);
        };
    }

    private void over(String key) {
        begin(new AccountTask.None());
        done.set(Optional.of(key));
        refresh();
    }

    private void ask(Runnable work, Runnable then) {
        ask(
                () -> {
                    work.run();
                    return true;
                },
                ignored -> then.run());
    }

    private <T> void ask(Supplier<T> work, Consumer<? super T> then) {
        busy.set(true);
        underWay = tasks.start(
                work,
                result -> {
                    busy.set(false);
                    then.accept(result);
                },
                why -> {
                    busy.set(false);
                    failure.set(Optional.of(why));
                });
    }

    @Override
    public void close() {
        begin(new AccountTask.None());
    }
}
