package studio.karangou.desktop.feature.people;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.Agreed;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;

/// What is typed and ticked on the way in, and what of it a step still lacks. It outlives a change of the language.
public final class SignInEntries {
    private static final int CODE_DIGITS = 8;

    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty email = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final StringProperty phone = new SimpleStringProperty("+228 ");
    private final StringProperty code = new SimpleStringProperty("");
    private final BooleanProperty noticeRead = new SimpleBooleanProperty();
    private final BooleanProperty news = new SimpleBooleanProperty();
    private final ObjectProperty<LanguageTag> language;

    SignInEntries(LanguageTag proposed) {
        language = new SimpleObjectProperty<>(proposed);
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

    /// What a step cannot go on without.
    Optional<Failure> missing(SignInStep step) {
        return switch (step) {
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

    /// The phone number (or address) with the code of this device.
    Credentials byPhone() {
        return new Credentials(phone.get().strip(), password.get());
    }

    Credentials credentials() {
        return new Credentials(email.get().strip(), password.get());
    }

    /// What this device may learn to let the person in with later.
    Optional<Credentials> learnt() {
        return password.get().isEmpty() ? Optional.empty() : Optional.of(credentials());
    }

    /// What somebody new sends, with what they agreed to.
    RegistrationRequest registration(boolean byPhone) {
        String called = name.get().strip();
        return byPhone
                ? new RegistrationRequest(
                        called, language.get(), null, phone.get().strip(), null, new Agreed(SignIns.NOTICE, false))
                : new RegistrationRequest(
                        called,
                        language.get(),
                        email.get().strip(),
                        null,
                        password.get(),
                        new Agreed(SignIns.NOTICE, news.get()));
    }

    void forget() {
        noticeRead.set(false);
        news.set(false);
        password.set("");
        code.set("");
    }
}
