package studio.karangou.desktop.feature.people;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why a person is not let in, or something of theirs stays as it is. Codes that the server has too are the same
/// there.
public sealed interface PeopleFailure extends Failure {
    /// Wrong, over or used; which of these is nobody’s business.
    record CodeRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.code-refused";
        }
    }

    /// Not an e-mail address.
    record BadEmail() implements PeopleFailure {
        @Override
        public String code() {
            return "people.bad-email";
        }
    }

    /// Not a phone number in international form.
    record BadPhone() implements PeopleFailure {
        @Override
        public String code() {
            return "people.bad-phone";
        }
    }

    /// Not a name that can be shown.
    record BadName() implements PeopleFailure {
        @Override
        public String code() {
            return "people.bad-name";
        }
    }

    /// Another value that cannot be.
    ///
    /// @param field as the server calls it
    record BadField(String field) implements PeopleFailure {
        @Override
        public String code() {
            return "people.bad-field";
        }

        @Override
        public List<Object> arguments() {
            return List.of(field);
        }
    }

    /// There is no password.
    record PasswordMissing() implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-missing";
        }
    }

    /// Somebody new has not said that they read how their data is treated.
    record NoticeNotRead() implements PeopleFailure {
        @Override
        public String code() {
            return "people.notice-not-read";
        }
    }

    /// Fewer characters than a password needs.
    record PasswordTooShort(String least) implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-too-short";
        }

        @Override
        public List<Object> arguments() {
            return List.of(least);
        }
    }

    /// More characters than a password may have.
    record PasswordTooLong(String most) implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-too-long";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /// A password that is among the first that somebody would try.
    record PasswordGuessable() implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-guessable";
        }
    }

    /// A password that was found in a breach of another service.
    record PasswordBreached() implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-breached";
        }
    }

    /// Address or password is not right; which of them is nobody’s business.
    record SignInRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.sign-in-refused";
        }
    }

    /// The code of the second factor is wrong or was used, or the sign-in took too long.
    record SecondFactorRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-refused";
        }
    }

    /// The session was ended elsewhere, or is over.
    record SessionEnded() implements PeopleFailure {
        @Override
        public String code() {
            return "people.session-ended";
        }
    }

    /// The session’s token came back a second time, so the server ended it.
    record SessionStolen() implements PeopleFailure {
        @Override
        public String code() {
            return "people.session-stolen";
        }
    }

    /// The phone number is proven, and has no account.
    record NoAccount() implements PeopleFailure {
        @Override
        public String code() {
            return "people.no-account";
        }
    }

    /// There is no such person.
    record UnknownPerson() implements PeopleFailure {
        @Override
        public String code() {
            return "people.unknown-person";
        }
    }

    /// There is no such session.
    record UnknownSession() implements PeopleFailure {
        @Override
        public String code() {
            return "people.unknown-session";
        }
    }

    /// A role that is given, not asked for.
    record RoleNotRequestable() implements PeopleFailure {
        @Override
        public String code() {
            return "people.role-not-requestable";
        }
    }

    /// A role that this person cannot give or take.
    record RoleNotGivable() implements PeopleFailure {
        @Override
        public String code() {
            return "people.role-not-givable";
        }
    }

    /// The person has not asked for this role.
    record RoleNotHeld() implements PeopleFailure {
        @Override
        public String code() {
            return "people.role-not-held";
        }
    }

    /// No such provider is set up.
    record UnknownProvider() implements PeopleFailure {
        @Override
        public String code() {
            return "people.unknown-provider";
        }
    }

    /// What came back from the provider is not to be believed, or came too late.
    record ProviderRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.provider-refused";
        }
    }

    /// The provider does not answer.
    record ProviderUnreachable() implements PeopleFailure {
        @Override
        public String code() {
            return "people.provider-unreachable";
        }
    }

    /// The person thought better of it in the browser.
    record ProviderClosed() implements PeopleFailure {
        @Override
        public String code() {
            return "people.provider-closed";
        }
    }

    /// This machine opens no browser.
    record BrowserMissing() implements PeopleFailure {
        @Override
        public String code() {
            return "people.browser-missing";
        }
    }

    /// A second factor is set up already.
    record SecondFactorThere() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-there";
        }
    }

    /// No second factor is set up, or none was begun.
    record SecondFactorMissing() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-missing";
        }
    }

    /// A role of this person needs the second factor.
    record SecondFactorRequired() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-required";
        }
    }

    /// The account has more rights, or other ways in, than a code from a host may open.
    record CodeNotForHosts() implements PeopleFailure {
        @Override
        public String code() {
            return "people.code-not-for-hosts";
        }
    }

    /// The person is known and has no such right.
    record NotPermitted() implements PeopleFailure {
        @Override
        public String code() {
            return "people.not-permitted";
        }
    }

    /// Nobody is signed in.
    record NotSignedIn() implements PeopleFailure {
        @Override
        public String code() {
            return "people.not-signed-in";
        }
    }

    /// The server does not answer, and this cannot be done without it.
    record NoNetwork() implements PeopleFailure {
        @Override
        public String code() {
            return "people.no-network";
        }
    }

    /// The server has sent all text messages that it may send for now; nobody did anything wrong.
    ///
    /// @param minutes until it sends others
    record MessagesUsedUp(long minutes) implements PeopleFailure {
        @Override
        public String code() {
            return "people.messages-used-up";
        }

        @Override
        public List<Object> arguments() {
            return List.of(minutes);
        }
    }

    /// The disk refused what must survive a restart; nothing was asked of the server.
    record NotKept() implements PeopleFailure {
        @Override
        public String code() {
            return "people.not-kept";
        }
    }

    /// The archive of what is known of the person does not fit where it should be.
    record ExportNotWritten() implements PeopleFailure {
        @Override
        public String code() {
            return "people.export-not-written";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
