package studio.karangou.desktop.feature.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.desktop.ui.Tasks;

/// The way in, step by step. What was typed outlives a change of the language, and ends with the way.
public final class SignInViewModel implements AutoCloseable {
    /// Before a code can be asked for again.
    static final int RESEND_SECONDS = 30;

    private final SignIns signIns;
    private final Presence presence;
    private final Tasks tasks;
    private final Consumer<SignedIn> done;
    private final SignInEntries typed;
    private final ReadOnlyObjectWrapper<SignInStep> step = new ReadOnlyObjectWrapper<>(new SignInStep.Start());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper resendIn = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<List<ProviderShown>> providers = new ReadOnlyObjectWrapper<>(List.of());
    private Subscription underWay = () -> {};
    /// Whether another provider vouches for who is on the way in.
    private boolean vouched;

    /// @param spoken the language of the screens, proposed for the letters
    /// @param done told who is in
    public SignInViewModel(SignIns signIns, Presence presence, Locale spoken, Tasks tasks, Consumer<SignedIn> done) {
        this.signIns = signIns;
        this.presence = presence;
        this.tasks = tasks;
        this.done = done;
        typed = new SignInEntries(new LanguageTag(spoken.getLanguage()));
        failure.set(presence.endedBecause());
        // without an answer there is just nobody else to sign in with
        tasks.run(signIns::providers, providers::set, unreachable -> {});
    }

    /// What is typed and ticked.
    public SignInEntries typed() {
        return typed;
    }

    public ReadOnlyObjectProperty<SignInStep> step() {
        return step.getReadOnlyProperty();
    }

    /// Whether a code is on its way to the person.
    public boolean awaitsCode() {
        return switch (step.get()) {
            case SignInStep.Code _, SignInStep.NewPassword _ -> true;
            case SignInStep.Start _,
                    SignInStep.Phone _,
                    SignInStep.DeviceCode _,
                    SignInStep.Register _,
                    SignInStep.Recover _,
                    SignInStep.SecondFactor _,
                    SignInStep.InBrowser _,
                    SignInStep.Notice _ -> false;
        };
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Whether somebody is being asked; [#cancel] gives it up.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Seconds until the code can be asked for again, 0 when it can.
    public ReadOnlyIntegerProperty resendIn() {
        return resendIn.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<ProviderShown>> providers() {
        return providers.getReadOnlyProperty();
    }

    /// Whether this device remembers who signs in.
    public boolean remembers() {
        return presence.remembers();
    }

    /// For how many days it lets them in without a network.
    public int offlineDays() {
        return presence.offlineDays();
    }

    /// Goes to another step; what is under way is given up.
    public void go(SignInStep next) {
        cancel();
        failure.set(Optional.empty());
        typed.code().set("");
        if (next instanceof SignInStep.Start
                || next instanceof SignInStep.Recover
                || next instanceof SignInStep.Phone
                || next instanceof SignInStep.DeviceCode) {
            typed.password().set("");
        }
        vouched = next instanceof SignInStep.InBrowser;
        step.set(next);
    }

    /// Goes on from the step where one is. Does nothing while that is under way.
    public void submit() {
        if (busy.get()) {
            return;
        }
        failure.set(typed.missing(step.get()));
        if (failure.get().isPresent()) {
            return;
        }
        switch (step.get()) {
            case SignInStep.Start _ -> ask(() -> signIns.signIn(typed.credentials()), this::admitted);
            case SignInStep.Phone _ -> sendCode(SignInStep.Sent.PHONE);
            case SignInStep.DeviceCode _ -> ask(() -> signIns.byDeviceCode(typed.byPhone()), this::admitted);
            case SignInStep.Register register ->
                sendCode(
                        register.byPhone()
                                ? SignInStep.Sent.REGISTRATION_BY_PHONE
                                : SignInStep.Sent.REGISTRATION_BY_EMAIL);
            case SignInStep.Code sent -> ask(() -> confirm(sent), this::admitted);
            case SignInStep.Recover _ -> sendRecovery();
            case SignInStep.NewPassword at ->
                ask(
                        () -> signIns.replacePassword(at.request(), typed.code().get(), typed.credentials()),
                        this::admitted);
            case SignInStep.SecondFactor at ->
                ask(() -> signIns.secondFactor(at.token(), typed.code().get(), typed.learnt()), this::arrive);
            case SignInStep.InBrowser _ -> {}
            case SignInStep.Notice at -> ask(() -> agreed(at.who()), this::in);
        }
    }

    /// Asks for the code again.
    public void resend() {
        if (resendIn.get() > 0 || busy.get()) {
            return;
        }
        switch (step.get()) {
            case SignInStep.Code sent -> {
                if (sent.sent() != SignInStep.Sent.JOINING) { // the provider must vouch anew for another one
                    sendCode(sent.sent());
                }
            }
            case SignInStep.NewPassword _ -> sendRecovery();
            case SignInStep.Start _ -> {}
            case SignInStep.Phone _ -> {}
            case SignInStep.DeviceCode _ -> {}
            case SignInStep.Register _ -> {}
            case SignInStep.Recover _ -> {}
            case SignInStep.SecondFactor _ -> {}
            case SignInStep.InBrowser _ -> {}
            case SignInStep.Notice _ -> {}
        }
    }

    /// Signs in with somebody else's account, in the browser.
    public void byProvider(ProviderShown provider) {
        go(new SignInStep.InBrowser(provider));
        busy.set(true);
        underWay =
                tasks.start(() -> signIns.byProvider(provider, typed.language().get()), this::admitted, why -> {
                    go(new SignInStep.Start());
                    failure.set(Optional.of(why));
                });
    }

    /// Gives up what is under way.
    public void cancel() {
        underWay.close();
        busy.set(false);
    }

    /// A second went by.
    public void second() {
        if (resendIn.get() > 0) {
            resendIn.set(resendIn.get() - 1);
        }
    }

    private void sendCode(SignInStep.Sent sent) {
        boolean byEmail = sent == SignInStep.Sent.REGISTRATION_BY_EMAIL;
        String address = (byEmail ? typed.email() : typed.phone()).get().strip();
        ask(() -> requestCode(sent, address), code -> sent(new SignInStep.Code(sent, address, code.request())));
    }

    private CodeSent requestCode(SignInStep.Sent sent, String address) {
        return switch (sent) {
            case PHONE, JOINING -> signIns.askByPhone(address, typed.language().get());
            case REGISTRATION_BY_PHONE -> signIns.register(typed.registration(true));
            case REGISTRATION_BY_EMAIL -> signIns.register(typed.registration(false));
        };
    }

    private void sendRecovery() {
        String address = typed.email().get().strip();
        ask(
                () -> signIns.recover(address, typed.language().get()),
                code -> sent(new SignInStep.NewPassword(address, code.request())));
    }

    private void sent(SignInStep next) {
        typed.code().set("");
        resendIn.set(RESEND_SECONDS);
        step.set(next);
    }

    private Admission confirm(SignInStep.Code at) {
        UUID request = at.request();
        return switch (at.sent()) {
            case PHONE -> signIns.confirmPhone(request, typed.code().get());
            case REGISTRATION_BY_PHONE ->
                signIns.confirmRegistration(request, typed.code().get(), Optional.empty());
            case REGISTRATION_BY_EMAIL ->
                signIns.confirmRegistration(request, typed.code().get(), typed.learnt());
            case JOINING -> signIns.confirmJoining(request, typed.code().get());
        };
    }

    /// Who comes by another provider filled in no form of ours: they are shown the notice once.
    private void arrive(SignedIn who) {
        if (!vouched) {
            in(who);
            return;
        }
        ask(signIns::owesNotice, owed -> {
            if (owed) {
                step.set(new SignInStep.Notice(who));
            } else {
                in(who);
            }
        });
    }

    private SignedIn agreed(SignedIn who) {
        signIns.recordNotice(typed.news().get());
        return who;
    }

    private <T> void ask(Supplier<T> work, Consumer<? super T> then) {
        busy.set(true);
        underWay = tasks.start(
                work,
                result -> {
                    busy.set(false);
                    then.accept(result);
                },
                this::fail);
    }

    private void admitted(Admission admission) {
        busy.set(false);
        switch (admission) {
            case Admission.Admitted admitted -> arrive(admitted.who());
            case Admission.JoiningAsked asked ->
                sent(new SignInStep.Code(SignInStep.Sent.JOINING, "", asked.request()));
            case Admission.SecondFactorAsked asked -> {
                typed.code().set("");
                step.set(new SignInStep.SecondFactor(asked.token()));
            }
        }
    }

    private void in(SignedIn who) {
        typed.forget();
        done.accept(who);
    }

    private void fail(Failure why) {
        busy.set(false);
        failure.set(Optional.of(why));
    }

    @Override
    public void close() {
        cancel();
        typed.forget();
    }
}
