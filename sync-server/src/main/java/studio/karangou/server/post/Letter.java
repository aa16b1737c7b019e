package studio.karangou.server.post;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;

/// Something to tell a person.
///
/// @param to an e-mail address, or a phone number in international form
/// @param code to be typed, null if there is none
/// @param link to be opened, null if there is none
/// @param expires after which it is of no use any more
public record Letter(
        Channel channel,
        Kind kind,
        String to,
        LanguageTag language,
        @Nullable String code,
        @Nullable String link,
        Instant expires) {
    /// How it gets there.
    public enum Channel {
        EMAIL,
        SMS
    }

    /// What it says. The key of its sentences is `letter.` and the code.
    public enum Kind {
        /// The code that makes an account.
        REGISTRATION("registration"),
        /// Somebody asked for an account; the address has one.
        ALREADY_REGISTERED("already-registered"),
        /// The code that a forgotten password is replaced with.
        RECOVERY("recovery"),
        /// Somebody forgot a password; the address has no account.
        NO_ACCOUNT("no-account"),
        /// The code that signs in by phone.
        SIGN_IN("sign-in"),
        /// The password is another one now.
        PASSWORD_CHANGED("password-changed"),
        /// The server came back from a backup that is older than the password: another one must be chosen.
        RECOVERY_NEEDED("recovery-needed"),
        /// The e-mail address or the phone number is another one now; to the old address.
        CONTACT_CHANGED("contact-changed"),
        /// A refresh token came back: somebody may have copied it.
        SESSION_STOLEN("session-stolen"),
        /// A second factor was set up or taken away.
        SECOND_FACTOR_CHANGED("second-factor-changed"),
        /// The code that shows, before something that opens the account is changed, that it is theirs.
        PROOF("proof"),
        /// Somebody signed in with another provider that vouches for this address: the code lets it open the account.
        IDENTITY_JOINING("identity-joining"),
        /// Another provider opens the account from now on, or does not any more.
        IDENTITY_CHANGED("identity-changed"),
        /// Codes of the second factor were wrong, many times: who types them has shown the first.
        SECOND_FACTOR_GUESSED("second-factor-guessed"),
        /// The operator took away a second factor that was lost.
        SECOND_FACTOR_LOST("second-factor-lost"),
        /// A role was verified.
        ROLE_VERIFIED("role-verified"),
        /// A role was refused.
        ROLE_REFUSED("role-refused"),
        /// A role that was verified was taken away.
        ROLE_TAKEN("role-taken");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// As in `already-registered`.
        public String code() {
            return code;
        }
    }

    /// Says nothing of the address and the code, so that they reach no log.
    @Override
    public String toString() {
        return "Letter[" + kind + "]";
    }
}
