package studio.karangou.desktop.feature.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.PeopleApi.Agreed;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.desktop.ui.Tasks;

/// The way in, step by step. What was typed outlives a change of the language, and ends with the way.
public final class SignInViewModel implements AutoCloseable {
    /// Before a code can be asked for again.
    static final int RESEND_SECONDS = 30;

    private static final int CODE_DIGITS = 8;

    private final SignIns signIns;
    private final Presence presence;
    private final Tasks tasks;
    private final Consumer<SignedIn> done;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty email = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final StringProperty phone = new SimpleStringProperty("+228 ");
    private final StringProperty code = new SimpleStringProperty("");
    private final BooleanProperty noticeRead = new SimpleBooleanProperty();
    private final BooleanProperty news = new SimpleBooleanProperty();
    private final ObjectProperty<LanguageTag> language;
    private final ReadOnlyObjectWrapper<SignInStep> step = new ReadOnlyObjectWrapper<>(new SignInStep.Start());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper resendIn = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<List<ProviderShown>> providers = new ReadOnlyObjectWrapper<>(List.of());
    private Subscription underWay = () -> {};

    /// @param spoken the language of the screens, proposed for the letters
    /// @param done told who is in
    public SignInViewModel(SignIns signIns, Presence presence, Locale spoken, Tasks tasks, Consumer<SignedIn> done) {
        this.signIns = signIns;
        this.presence = presence;
        this.tasks = tasks;
        this.done = done;
        language = new SimpleObjectProperty<>(new LanguageTag(spoken.getLanguage()));
        failure.set(presence.endedBecause());
        // without an answer there is just nobody else to sign in with
        tasks.run(signIns::providers, providers::set, unreachable -> {});
    }

    public StringProperty name() {
        return name;
    }

    public StringProperty email() {
        return email;
    }

    public StringProperty password() {
        return password;
    }

    public StringProperty phone() {
        return phone;
    }

    /// The code as typed.
    public StringProperty code() {
        return code;
    }

    /// Whether somebody new says that they read how their data is treated; nobody says so for them.
    public BooleanProperty noticeRead() {
        return noticeRead;
    }

    /// Whether somebody new wants news by e-mail.
    public BooleanProperty news() {
        return news;
    }

    /// Of the letters to somebody new.
    public ObjectProperty<LanguageTag> language() {
        return language;
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
        code.set("");
        if (next instanceof SignInStep.Start
                || next instanceof SignInStep.Recover
                || next instanceof SignInStep.Phone
                || next instanceof SignInStep.DeviceCode) {
            password.set("");
        }
        step.set(next);
    }

    /// Goes on from the step where one is. Does nothing while that is under way.
    public void submit() {
        if (busy.get()) {
            return;
        }
        failure.set(missing());
        if (failure.get().isPresent()) {
            return;
        }
        switch (step.get()) {
            case SignInStep.Start _ -> ask(() -> signIns.signIn(credentials()), this::admitted);
            case SignInStep.Phone _ -> sendCode(SignInStep.Sent.PHONE);
            case SignInStep.DeviceCode _ ->
                ask(() -> signIns.byDeviceCode(new Credentials(phone.get().strip(), password.get())), this::admitted);
            case SignInStep.Register register ->
                sendCode(
                        register.byPhone()
                                ? SignInStep.Sent.REGISTRATION_BY_PHONE
                                : SignInStep.Sent.REGISTRATION_BY_EMAIL);
            case SignInStep.Code sent -> ask(() -> confirm(sent), this::admitted);
            case SignInStep.Recover _ -> sendRecovery();
            case SignInStep.NewPassword at ->
                ask(() -> signIns.replacePassword(at.request(), code.get(), credentials()), this::admitted);
            case SignInStep.SecondFactor at ->
                ask(() -> signIns.secondFactor(at.token(), code.get(), learnt()), this::in);
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
        underWay = tasks.start(() -> signIns.byProvider(provider, language.get()), this::byProvider, why -> {
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

    private Optional<Failure> missing() {
        return switch (step.get()) {
            case SignInStep.Start _ -> noEmail().or(this::noPassword);
            case SignInStep.Phone _ -> noPhone();
            case SignInStep.DeviceCode _ ->
                (phone.get().contains("@") ? Optional.<Failure>empty() : noPhone()).or(this::noPassword);
            case SignInStep.Register register ->
                noName().or(() -> register.byPhone() ? noPhone() : noEmail().or(this::noPassword))
                        .or(this::notRead);
            case SignInStep.Code _ -> noCode();
            case SignInStep.Recover _ -> noEmail();
            case SignInStep.NewPassword _ -> noCode().or(this::noPassword);
            case SignInStep.SecondFactor _ ->
                code.get().isBlank() ? Optional.of(new PeopleFailure.SecondFactorRefused()) : Optional.empty();
            case SignInStep.InBrowser _ -> Optional.empty();
            case SignInStep.Notice _ -> notRead();
        };
    }

    private Optional<Failure> noName() {
        return name.get().isBlank() ? Optional.of(new PeopleFailure.BadName()) : Optional.empty();
    }

    private Optional<Failure> notRead() {
        return noticeRead.get() ? Optional.empty() : Optional.of(new PeopleFailure.NoticeNotRead());
    }

    private Optional<Failure> noEmail() {
        return email.get().strip().matches("[^@\\s]+@[^@\\s]+")
                ? Optional.empty()
                : Optional.of(new PeopleFailure.BadEmail());
    }

    private Optional<Failure> noPassword() {
        return password.get().isEmpty() ? Optional.of(new PeopleFailure.PasswordMissing()) : Optional.empty();
    }

    private Optional<Failure> noPhone() {
        return phone.get().replaceAll("[^0-9+]", "").matches("(\\+|00)[1-9][0-9]{6,14}")
                ? Optional.empty()
                : Optional.of(new PeopleFailure.BadPhone());
    }

    private Optional<Failure> noCode() {
        return code.get().replaceAll("[^0-9]", "").length() == CODE_DIGITS
                ? Optional.empty()
                : Optional.of(new PeopleFailure.CodeRefused());
    }

    /// A code as it is shown: eight digits in two groups.
    public static String shaped(String typed) {
        String digits = typed.replaceAll("[^0-9]", "");
        String eight = digits.length() > CODE_DIGITS ? digits.substring(0, CODE_DIGITS) : digits;
        int half = CODE_DIGITS / 2;
        return eight.length() <= half ? eight : eight.substring(0, half) + " " + eight.substring(half);
    }

    private Credentials credentials() {
        return new Credentials(email.get().strip(), password.get());
    }

    /// What this device may learn to let the person in with later.
    private Optional<Credentials> learnt() {
        return password.get().isEmpty() ? Optional.empty() : Optional.of(credentials());
    }

    private void sendCode(SignInStep.Sent sent) {
        boolean byEmail = sent == SignInStep.Sent.REGISTRATION_BY_EMAIL;
        String address = (byEmail ? email : phone).get().strip();
        ask(() -> requestCode(sent, address), code -> sent(new SignInStep.Code(sent, address, code.request())));
    }

    private CodeSent requestCode(SignInStep.Sent sent, String address) {
        String called = name.get().strip();
        return switch (sent) {
            case PHONE, JOINING -> signIns.askByPhone(address, language.get());
            case REGISTRATION_BY_PHONE ->
                signIns.register(new RegistrationRequest(
                        called, language.get(), null, address, null, new Agreed(SignIns.NOTICE, false)));
            case REGISTRATION_BY_EMAIL ->
                signIns.register(new RegistrationRequest(
                        called, language.get(), address, null, password.get(), new Agreed(SignIns.NOTICE, news.get())));
        };
    }

    private void sendRecovery() {
        String address = email.get().strip();
        ask(
                () -> signIns.recover(address, language.get()),
                code -> sent(new SignInStep.NewPassword(address, code.request())));
    }

    private void sent(SignInStep next) {
        code.set("");
        resendIn.set(RESEND_SECONDS);
        step.set(next);
    }

    private Admission confirm(SignInStep.Code at) {
        UUID request = at.request();
        return switch (at.sent()) {
            case PHONE -> signIns.confirmPhone(request, code.get());
            case REGISTRATION_BY_PHONE -> signIns.confirmRegistration(request, code.get(), Optional.empty());
            case REGISTRATION_BY_EMAIL -> signIns.confirmRegistration(request, code.get(), learnt());
            case JOINING -> signIns.confirmJoining(request, code.get());
        };
    }

    /// Who comes by another provider filled in no form of ours: they are shown the notice once.
    private void byProvider(Admission admission) {
        if (admission instanceof Admission.Admitted admitted) {
            ask(signIns::owesNotice, owed -> {
                if (owed) {
                    step.set(new SignInStep.Notice(admitted.who()));
                } else {
                    in(admitted.who());
                }
            });
        } else {
            admitted(admission);
        }
    }

    private SignedIn agreed(SignedIn who) {
        signIns.recordNotice(news.get());
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
            case Admission.Admitted admitted -> in(admitted.who());
            case Admission.JoiningAsked asked ->
                sent(new SignInStep.Code(SignInStep.Sent.JOINING, "", asked.request()));
            case Admission.SecondFactorAsked asked -> {
                code.set("");
                step.set(new SignInStep.SecondFactor(asked.token()));
            }
        }
    }

    private void in(SignedIn who) {
        forget();
        done.accept(who);
    }

    private void fail(Failure why) {
        busy.set(false);
        failure.set(Optional.of(why));
    }

    private void forget() {
        noticeRead.set(false);
        news.set(false);
        password.set("");
        code.set("");
    }

    @Override
    public void close() {
        cancel();
        forget();
    }
}
