package studio.karangou.desktop.engine.people;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// What the server said no with, in the words of this feature, so that a screen can act on it and say it in its own
/// language.
final class Translation {
    private static final int UNAUTHORISED = 401;
    private static final String FAMILY = "people.";
    private static final Set<String> STALE = Set.of(FAMILY + "session-expired", FAMILY + "session-invalid");

    private Translation() {}

    static <T> T of(Supplier<T> call) {
        try {
            return call.get();
        } catch (FailureException e) {
            throw of(e);
        }
    }

    static FailureException of(FailureException e) {
        return new FailureException(of(e.failure()), e);
    }

    static void of(Runnable call) {
        of(() -> {
            call.run();
            return true;
        });
    }

    /// Whether the server no longer takes the access token. That is its word, and not the token's time, as this
    /// device's clock may be wrong; whether the session is over is said when the next token is asked for.
    static boolean isStale(Failure failure) {
        return failure instanceof ServerFailure.Refused refused
                && refused.status() == UNAUTHORISED
                && STALE.contains(refused.problem());
    }

    private static Failure of(Failure failure) {
        if (!(failure instanceof ServerFailure server)) {
            return failure;
        }
        return switch (server) {
            case ServerFailure.Unreachable _ -> new PeopleFailure.NoNetwork();
            case ServerFailure.Stalled _ -> new PeopleFailure.NoNetwork();
            case ServerFailure.Busy busy ->
                busy.problem().equals(FAMILY + "provider-unreachable") ? new PeopleFailure.ProviderUnreachable() : busy;
            case ServerFailure.Refused refused -> refused(refused);
            case ServerFailure.Untrusted it -> it;
            case ServerFailure.Garbled it -> it;
            case ServerFailure.TooMany it ->
                it.problem().equals(FAMILY + "messages-used-up") ? new PeopleFailure.MessagesUsedUp(it.minutes()) : it;
            case ServerFailure.DeviceTooOld it -> it;
            case ServerFailure.DeviceTooNew it -> it;
        };
    }

    /// A code that this version does not know is shown with the server's own sentence.
    private static Failure refused(ServerFailure.Refused refused) {
        String code = refused.problem();
        return switch (code.startsWith(FAMILY) ? code.substring(FAMILY.length()) : code) {
            case "code-refused" -> new PeopleFailure.CodeRefused();
            case "bad-field" -> badField(first(refused.details()));
            case "password-too-short" -> new PeopleFailure.PasswordTooShort(first(refused.details()));
            case "password-too-long" -> new PeopleFailure.PasswordTooLong(first(refused.details()));
            case "password-guessable" -> new PeopleFailure.PasswordGuessable();
            case "password-breached" -> new PeopleFailure.PasswordBreached();
            case "sign-in-refused" -> new PeopleFailure.SignInRefused();
            case "second-factor-refused" -> new PeopleFailure.SecondFactorRefused();
            case "session-invalid", "session-expired", "refresh-refused" -> new PeopleFailure.SessionEnded();
            case "session-stolen" -> new PeopleFailure.SessionStolen();
            case "no-account" -> new PeopleFailure.NoAccount();
            case "unknown-person" -> new PeopleFailure.UnknownPerson();
            case "unknown-session" -> new PeopleFailure.UnknownSession();
            case "role-not-requestable" -> new PeopleFailure.RoleNotRequestable();
            case "role-not-givable" -> new PeopleFailure.RoleNotGivable();
            case "role-not-held" -> new PeopleFailure.RoleNotHeld();
            case "unknown-provider" -> new PeopleFailure.UnknownProvider();
            case "provider-refused" -> new PeopleFailure.ProviderRefused();
            case "provider-unreachable" -> new PeopleFailure.ProviderUnreachable();
            case "second-factor-there" -> new PeopleFailure.SecondFactorThere();
            case "second-factor-missing" -> new PeopleFailure.SecondFactorMissing();
            case "second-factor-required" -> new PeopleFailure.SecondFactorRequired();
            case "code-not-for-hosts" -> new PeopleFailure.CodeNotForHosts();
            case "http.not-permitted" -> new PeopleFailure.NotPermitted();
            default -> refused;
        };
    }

    private static Failure badField(String field) {
        return switch (field) {
            case "email", "address" -> new PeopleFailure.BadEmail();
            case "phone" -> new PeopleFailure.BadPhone();
            case "name" -> new PeopleFailure.BadName();
            default -> new PeopleFailure.BadField(field);
        };
    }

    private static String first(List<String> details) {
        return details.isEmpty() ? "" : details.getFirst();
    }
}
