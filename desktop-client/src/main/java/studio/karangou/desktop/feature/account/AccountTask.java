package studio.karangou.desktop.feature.account;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.PeopleApi.ProofWays;
import studio.karangou.common.protocol.PeopleApi.SecondFactorSecret;
import studio.karangou.common.protocol.ProviderApi.Identity;

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

    /// @param first whether there is none yet
    record ChangePassword(boolean first) implements AccountTask {}

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

    /// A code of the authenticator draws new recovery codes.
    record RenewCodes() implements AccountTask {}

    /// The person shows anew that the account is theirs.
    ///
    /// @param aim what for
    /// @param request of the code that was sent, null if none was
    record Prove(Aim aim, ProofWays ways, @Nullable UUID request) implements AccountTask {}

    /// What changes how the account is opened, or takes all that is in it.
    sealed interface Aim {
        record SetUp() implements Aim {}

        /// The first password.
        record NewPassword(String chosen) implements Aim {
            @Override
            public String toString() {
                return "NewPassword[…]";
            }
        }

        /// @param phone else the e-mail address
        record NewContact(boolean phone, String address) implements Aim {
            @Override
            public String toString() {
                return "NewContact[…]";
            }
        }

        record RemoveIdentity(Identity identity) implements Aim {}

        /// @param file to be written
        record Export(Path file) implements Aim {}

        record EraseAll() implements Aim {}
    }

    record SignOut() implements AccountTask {}

    record Erase() implements AccountTask {}
}
