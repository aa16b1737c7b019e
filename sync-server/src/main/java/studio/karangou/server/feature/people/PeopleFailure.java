package studio.karangou.server.feature.people;

import java.util.List;
import studio.karangou.server.http.HttpFailure;

/// Why a person is not let in, or something of theirs stays as it is.
public sealed interface PeopleFailure extends HttpFailure {
    /// Wrong, over, used, or for an address that has no account: which of these is nobody's business.
    record CodeRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.code-refused";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// A value that cannot be.
    ///
    /// @param field of the request
    record BadField(String field) implements PeopleFailure {
        @Override
        public String code() {
            return "people.bad-field";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(field);
        }
    }

    /// Fewer characters than a password needs.
    record PasswordTooShort(int least) implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-too-short";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(least);
        }
    }

    /// More characters than a password may have.
    record PasswordTooLong(int most) implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-too-long";
        }

        @Override
        public int status() {
            return 422;
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

        @Override
        public int status() {
            return 422;
        }
    }

    /// A password that was found in a breach of another service.
    record PasswordBreached() implements PeopleFailure {
        @Override
        public String code() {
            return "people.password-breached";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /// Address or password is not right; which of them is nobody's business.
    record SignInRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.sign-in-refused";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The code of the second factor is wrong or was used, or the sign-in took too long.
    record SecondFactorRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-refused";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// Not a session, or one that was ended.
    record SessionInvalid() implements PeopleFailure {
        @Override
        public String code() {
            return "people.session-invalid";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The access token is over: get the next one with the refresh token.
    record SessionExpired() implements PeopleFailure {
        @Override
        public String code() {
            return "people.session-expired";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// Not a refresh token, or its session was ended or is over: sign in again.
    record RefreshRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.refresh-refused";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// A refresh token was used twice: somebody may have copied it, so the session was ended.
    record SessionStolen() implements PeopleFailure {
        @Override
        public String code() {
            return "people.session-stolen";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The phone number is proven, and has no account.
    record NoAccount() implements PeopleFailure {
        @Override
        public String code() {
            return "people.no-account";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// There is no such person.
    record UnknownPerson() implements PeopleFailure {
        @Override
        public String code() {
            return "people.unknown-person";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// There is no such session of this person.
    record UnknownSession() implements PeopleFailure {
        @Override
        public String code() {
            return "people.unknown-session";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// A role that is given, not asked for.
    record RoleNotRequestable() implements PeopleFailure {
        @Override
        public String code() {
            return "people.role-not-requestable";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /// A role that this caller cannot give or take.
    record RoleNotGivable() implements PeopleFailure {
        @Override
        public String code() {
            return "people.role-not-givable";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /// The person has not asked for this role.
    record RoleNotHeld() implements PeopleFailure {
        @Override
        public String code() {
            return "people.role-not-held";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// No such provider was set up.
    record UnknownProvider() implements PeopleFailure {
        @Override
        public String code() {
            return "people.unknown-provider";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// What came back from the provider is not to be believed, or came too late, or twice.
    record ProviderRefused() implements PeopleFailure {
        @Override
        public String code() {
            return "people.provider-refused";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The provider does not answer.
    record ProviderUnreachable() implements PeopleFailure {
        @Override
        public String code() {
            return "people.provider-unreachable";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /// A second factor is set up already.
    record SecondFactorThere() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-there";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// No second factor is set up, or none was begun.
    record SecondFactorMissing() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-missing";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// A role of this person needs the second factor.
    record SecondFactorRequired() implements PeopleFailure {
        @Override
        public String code() {
            return "people.second-factor-required";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// The account has more rights, or other ways in, than a code from a host may open.
    record CodeNotForHosts() implements PeopleFailure {
        @Override
        public String code() {
            return "people.code-not-for-hosts";
        }

        @Override
        public int status() {
            return 403;
        }
    }
}
