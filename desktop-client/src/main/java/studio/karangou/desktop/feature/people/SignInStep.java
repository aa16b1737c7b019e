package studio.karangou.desktop.feature.people;

import java.util.UUID;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;

/// Where somebody is on the way in.
public sealed interface SignInStep {
    /// E-mail and password, and the other ways.
    record Start() implements SignInStep {}

    /// A phone number.
    record Phone() implements SignInStep {}

    /// A phone number and the code that its owner chose for this device, without a network.
    record DeviceCode() implements SignInStep {}

    /// A new account.
    ///
    /// @param byPhone else by e-mail
    record Register(boolean byPhone) implements SignInStep {}

    /// The code that was sent.
    ///
    /// @param address where to, as it was typed
    record Code(Sent sent, String address, UUID request) implements SignInStep {
        @Override
        public String toString() {
            return "Code[" + sent + "]";
        }
    }

    /// The e-mail address of who forgot the password.
    record Recover() implements SignInStep {}

    /// The code of the letter, and another password.
    record NewPassword(String address, UUID request) implements SignInStep {
        @Override
        public String toString() {
            return "NewPassword[…]";
        }
    }

    /// A code of the authenticator, or a recovery code.
    record SecondFactor(String token) implements SignInStep {
        @Override
        public String toString() {
            return "SecondFactor[…]";
        }
    }

    /// The browser is open; the person is there.
    record InBrowser(ProviderShown provider) implements SignInStep {}

    /// The notice on privacy, for who has come in without a form of ours.
    record Notice(SignedIn who) implements SignInStep {}

    /// What a code was sent for.
    enum Sent {
        REGISTRATION_BY_EMAIL,
        REGISTRATION_BY_PHONE,
        PHONE,
        /// Another provider asks to open an account.
        JOINING
    }
}
