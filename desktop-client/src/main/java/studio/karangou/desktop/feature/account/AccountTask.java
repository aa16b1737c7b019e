package studio.karangou.desktop.feature.account;

import java.util.List;
import java.util.UUID;
import studio.karangou.common.protocol.PeopleApi.SecondFactorSecret;

/// What a person is doing with their account; one thing at a time.
public sealed interface AccountTask {
    record None() implements AccountTask {}

    record EditProfile() implements AccountTask {}

    /// @param phone else the e-mail address
    record ChangeContact(boolean phone) implements AccountTask {}

    /// The code that went to the new address.
    record ConfirmContact(boolean phone, String address, UUID request) implements AccountTask {
        @Override
        public String toString() {
            return "ConfirmContact[…]";
        }
    }

    record ChangePassword() implements AccountTask {}

    /// An authenticator program takes the secret and gives a code.
    record SetUpFactor(SecondFactorSecret secret) implements AccountTask {}

    /// Shown once.
    record ShowRecoveryCodes(List<String> codes) implements AccountTask {
        @Override
        public String toString() {
            return "ShowRecoveryCodes[…]";
        }
    }

    record RemoveFactor() implements AccountTask {}

    /// A code by which this device lets them in without the network.
    record ChooseDeviceCode() implements AccountTask {}

    record SignOut() implements AccountTask {}

    record Erase() implements AccountTask {}
}
