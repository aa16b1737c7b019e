package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;

/// The messages by which a person gets an account, signs in and keeps it. JSON.
///
/// A *program* is the name under which the list of sessions shows where someone is signed in, as in
/// `Salle d’Agoè, PC`. Records that hold a secret do not show it.
public final class PeopleApi {
    /// Characters (UTF-16) of a password.
    public static final int PASSWORD_LEAST = 8;

    public static final int PASSWORD_MOST = 256;
    /// Characters of an e-mail address (RFC 5321, section 4.5.3.1.3).
    public static final int EMAIL_MOST = 254;

    /// The header in which a device that is enrolled shows the token of its own session when somebody signs in
    /// at it, so that strangers who try the same account elsewhere do not slow them down.
    /// A person's own requests come with it too: the server then knows at which device they are, and believes
    /// that they did what its journal says.
    public static final String DEVICE_HEADER = "Karangou-Device";
    /// What the answer to a person's own request says in the same header once it is noted that they are there.
    public static final String DEVICE_MET = "met";

    private PeopleApi() {}

    /// `POST /api/v1/people/registrations`, answered by [CodeSent] whoever the address belongs to.
    ///
    /// @param name as others see it
    /// @param language of the letters that are sent
    /// @param email null for who registers by phone
    /// @param phone in international form, as in `+22890123456`; null for who registers by e-mail
    /// @param password with an e-mail address; null with a phone number
    /// @param agreed what was ticked, recorded with the account however it comes to be; null if nobody was asked
    public record RegistrationRequest(
            String name,
            LanguageTag language,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String password,
            @Nullable Agreed agreed) {
        public RegistrationRequest(
                String name,
                LanguageTag language,
                @Nullable String email,
                @Nullable String phone,
                @Nullable String password) {
            this(name, language, email, phone, password, null);
        }

        @Override
        public String toString() {
            return "RegistrationRequest[…]";
        }
    }

    /// What somebody new agreed to.
    ///
    /// @param notice version of the notice on privacy that they read
    /// @param news whether they want news by e-mail
    public record Agreed(int notice, boolean news) {}

    /// A code is on its way, if the address is one that a code can be sent to.
    ///
    /// @param request to be named with the code
    /// @param expires when the code ends
    public record CodeSent(UUID request, Instant expires) {}

    /// `POST /api/v1/people/registrations/{request}/confirmations` and
    /// `POST /api/v1/people/phone-sign-ins/{request}/confirmations`, answered by [SignInAnswer].
    ///
    /// @param code as it was typed: blanks and dashes do not matter
    public record Confirmation(String code, String program) {
        @Override
        public String toString() {
            return "Confirmation[…]";
        }
    }

    /// `POST /api/v1/people/sign-ins`, answered by [SignInAnswer].
    public record SignInRequest(String email, String password, String program) {
        @Override
        public String toString() {
            return "SignInRequest[…]";
        }
    }

    /// `POST /api/v1/people/phone-sign-ins`, answered by [CodeSent].
    public record PhoneSignInRequest(String phone, LanguageTag language) {
        @Override
        public String toString() {
            return "PhoneSignInRequest[…]";
        }
    }

    /// Exactly one of the three is there.
    ///
    /// @param session signed in
    /// @param secondFactor a second factor is needed: to be sent back within five minutes with a code
    ///     ([SecondFactorRequest])
    /// @param joining an account has the address that another provider vouches for: a code went to it, by which its
    ///     owner lets the provider open the account (`POST /api/v1/people/providers/joins/{request}/confirmations`
    ///     with a [Confirmation])
    public record SignInAnswer(
            @Nullable Session session,
            @Nullable String secondFactor,
            @Nullable CodeSent joining) {
        public SignInAnswer(@Nullable Session session, @Nullable String secondFactor) {
            this(session, secondFactor, null);
        }

        @Override
        public String toString() {
            return "SignInAnswer[…]";
        }
    }

    /// `POST /api/v1/people/sign-ins/second-factors`, answered by [SignInAnswer] with a session.
    ///
    /// @param code of the authenticator program, or one of the recovery codes
    public record SecondFactorRequest(String secondFactor, String code, String program) {
        @Override
        public String toString() {
            return "SecondFactorRequest[…]";
        }
    }

    /// A session of a person.
    ///
    /// @param access for `Authorization: Bearer`, ten minutes
    /// @param refresh to get the next one with; good once
    public record Session(
            UUID id, String access, Instant accessExpires, String refresh, Instant refreshExpires, Account account) {
        @Override
        public String toString() {
            return "Session[" + id + "]";
        }
    }

    /// `POST /api/v1/people/refreshes`, answered by [Session]. The old token is used up.
    ///
    /// @param attempt drawn by the client and kept, with the token, until the answer is on disk. Asked again with
    ///     the same attempt, the server answers again; with another one a used token ends the session.
    public record RefreshRequest(String refresh, UUID attempt) {
        @Override
        public String toString() {
            return "RefreshRequest[…]";
        }
    }

    /// `POST /api/v1/people/recoveries`, answered by [CodeSent] whoever the address belongs to.
    public record RecoveryRequest(String email, LanguageTag language) {
        @Override
        public String toString() {
            return "RecoveryRequest[…]";
        }
    }

    /// `POST /api/v1/people/recoveries/{request}/passwords`: another password. Ends every session; sign in with it.
    public record NewPassword(String code, String password) {
        @Override
        public String toString() {
            return "NewPassword[…]";
        }
    }

    /// `GET /api/v1/me`.
    ///
    /// @param secondFactor whether one is set up
    /// @param secondFactorMissing whether a role of theirs has its rights only with a second factor that is not set
    ///     up, or was not asked for in this session
    /// @param hasPassword whether they sign in with one; who has an e-mail address may choose one
    /// @param since when the account was made; null from a server that does not say
    /// @param credentialVersion grows with what opens the account; 0 from a server that does not say
    public record Account(
            PersonId id,
            String name,
            LanguageTag language,
            @Nullable String email,
            @Nullable String phone,
            List<RoleHeld> roles,
            boolean secondFactor,
            boolean secondFactorMissing,
            boolean hasPassword,
            @Nullable Instant since,
            long credentialVersion) {
        /// Of who has a password if they have an e-mail address.
        public Account(
                PersonId id,
                String name,
                LanguageTag language,
                @Nullable String email,
                @Nullable String phone,
                List<RoleHeld> roles,
                boolean secondFactor,
                boolean secondFactorMissing) {
            this(id, name, language, email, phone, roles, secondFactor, secondFactorMissing, email != null, null, 0);
        }

        /// The same person with other roles.
        public Account withRoles(List<RoleHeld> others) {
            return new Account(
                    id,
                    name,
                    language,
                    email,
                    phone,
                    List.copyOf(others),
                    secondFactor,
                    secondFactorMissing,
                    hasPassword,
                    since,
                    credentialVersion);
        }

        @Override
        public String toString() {
            return "Account[" + id + "]";
        }
    }

    /// A role and how far the person is with it.
    public record RoleHeld(Role role, RoleState state) {}

    /// `PUT /api/v1/me`: what a person changes about themselves, answered by [Account].
    public record Profile(String name, LanguageTag language) {}

    /// `POST /api/v1/me/contacts`: another address, answered by [CodeSent]; then
    /// `POST /api/v1/me/contacts/{request}/confirmations` with a [Confirmation], answered by [Account].
    ///
    /// @param email null for a phone number
    /// @param phone null for an e-mail address
    /// @param password the same as a proof by it
    /// @param proof null with a password
    public record ContactRequest(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String password,
            @Nullable Proof proof) {
        public ContactRequest(@Nullable String email, @Nullable String phone, @Nullable String password) {
            this(email, phone, password, null);
        }

        @Override
        public String toString() {
            return "ContactRequest[…]";
        }
    }

    /// `POST /api/v1/me/password`: ends every other session → 204.
    ///
    /// @param current null for who has none yet
    /// @param proof that the account is theirs, of who has no password; null with the current one
    public record PasswordChange(
            @Nullable String current,
            String password,
            @Nullable Proof proof) {
        public PasswordChange(String current, String password) {
            this(current, password, null);
        }

        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    /// `GET /api/v1/me/sessions`, the latest first.
    public record Sessions(List<SessionShown> sessions) {}

    /// One of a person's sessions. `DELETE /api/v1/me/sessions/{session}` ends it,
    /// `DELETE /api/v1/me/sessions` all of them.
    ///
    /// @param current whether it is the one that asks
    public record SessionShown(UUID id, String program, Instant started, Instant lastUsed, boolean current) {}

    /// That who changes what opens an account is its owner, and not somebody with a token of theirs: one of
    /// password, second factor, and code. All are null for who has none of the three: they must have signed in
    /// just now.
    ///
    /// @param secondFactor of the authenticator program, or a recovery code
    /// @param request of the [CodeSent] that `POST /api/v1/me/proofs` answers: only for who has no password
    /// @param code that came with it
    public record Proof(
            @Nullable String password,
            @Nullable String secondFactor,
            @Nullable UUID request,
            @Nullable String code) {
        /// By what this account cannot be asked for.
        public static final Proof NONE = new Proof(null, null, null, null);

        public static Proof byPassword(String password) {
            return new Proof(password, null, null, null);
        }

        public static Proof bySecondFactor(String code) {
            return new Proof(null, code, null, null);
        }

        public static Proof byCode(UUID request, String code) {
            return new Proof(null, null, request, code);
        }

        @Override
        public String toString() {
            return "Proof[…]";
        }
    }

    /// `GET /api/v1/me/proofs`: how this person can show that it is they.
    ///
    /// @param codeTo where a code would be sent: `EMAIL` or `PHONE`; null for who has a password, or no address
    public record ProofWays(
            boolean password,
            boolean secondFactor,
            @Nullable String codeTo) {}

    /// What takes nothing but a proof. `POST /api/v1/me/data` → all that is known of a person, as a ZIP archive.
    public record Proving(Proof proof) {}

    /// `POST /api/v1/me/second-factor` with [Proving]: a secret for an authenticator program, not in use before
    /// it is confirmed by `POST /api/v1/me/second-factor/confirmations` with a [SecondFactorCode].
    ///
    /// @param secret in base 32 (RFC 4648), to be typed
    /// @param uri `otpauth://…`, to be shown as a QR code
    public record SecondFactorSecret(String secret, String uri) {
        @Override
        public String toString() {
            return "SecondFactorSecret[…]";
        }
    }

    /// A code of the authenticator program. `POST /api/v1/me/second-factor/recovery-codes` with it, answered by
    /// [RecoveryCodes], draws new recovery codes in place of the old.
    public record SecondFactorCode(String code) {
        @Override
        public String toString() {
            return "SecondFactorCode[…]";
        }
    }

    /// `POST /api/v1/me/erasure` → 204: the account is gone.
    ///
    /// @param password the same as a proof by it
    /// @param proof null with a password
    public record Erasure(
            @Nullable String password, @Nullable Proof proof) {
        public Erasure(@Nullable String password) {
            this(password, null);
        }

        @Override
        public String toString() {
            return "Erasure[…]";
        }
    }

    /// `POST /api/v1/people/phone-codes`, answered by [HandedOutCode]: a host helps who gets no messages.
    public record HandedOutCodeRequest(String phone) {
        @Override
        public String toString() {
            return "HandedOutCodeRequest[…]";
        }
    }

    /// To be read out.
    public record HandedOutCode(String code, Instant expires) {
        @Override
        public String toString() {
            return "HandedOutCode[…]";
        }
    }

    /// What is good once each when the authenticator is lost; told only now.
    public record RecoveryCodes(List<String> codes) {
        @Override
        public String toString() {
            return "RecoveryCodes[…]";
        }
    }
}
