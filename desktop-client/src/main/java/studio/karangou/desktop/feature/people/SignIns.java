package studio.karangou.desktop.feature.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;

/// The ways in. Every method blocks, may be interrupted, and throws a
/// [studio.karangou.common.model.FailureException] with a [PeopleFailure] or with what the server or the disk said.
public interface SignIns {
    /// By e-mail and password; without a network too, for who signed in here before.
    Admission signIn(Credentials credentials);

    /// Shows the second factor.
    ///
    /// @param token of [Admission.SecondFactorAsked]
    /// @param code of the authenticator, or a recovery code
    /// @param credentials that came before, empty for who has no password
    SignedIn secondFactor(String token, String code, Optional<Credentials> credentials);

    /// Without a network, by phone number and the code that its owner chose for this device.
    default Admission byDeviceCode(Credentials phoneAndCode) {
        throw new DoorFailure.NotKnownHere().asException();
    }

    /// Asks for a code by phone.
    CodeSent askByPhone(String phone, LanguageTag language);

    /// Shows the code that came by phone, or that a host gave.
    Admission confirmPhone(UUID request, String code);

    /// Begins a registration; the server judges the password.
    CodeSent register(RegistrationRequest request);

    /// Shows the code of a registration.
    ///
    /// @param credentials to be let in with later, empty for who registers by phone
    Admission confirmRegistration(UUID request, String code, Optional<Credentials> credentials);

    /// The version of the notice on privacy, and of the question about news, as they are worded here.
    int NOTICE = 1;

    /// Whether who is signed in never said that they read the notice; false when the server does not answer.
    default boolean owesNotice() {
        return false;
    }

    /// Records, for who has just come in by another provider, that they read the notice on their data,
    /// and whether they want news. When the server does not answer now, the account page shows it as never asked.
    /// Blocks; throws nothing.
    void recordNotice(boolean news);

    /// Asks for a code to choose another password with.
    CodeSent recover(String email, LanguageTag language);

    /// Chooses another password, and signs in with it.
    ///
    /// @param code of the letter
    Admission replacePassword(UUID request, String code, Credentials chosen);

    /// With whom else one may sign in; empty where the system's browser is not the visitor's, as at a kiosk.
    List<ProviderShown> providers();

    /// Opens the system's browser and waits, ten minutes at most, until the person comes back from it.
    Admission byProvider(ProviderShown provider, LanguageTag language);

    /// Shows the code of [Admission.JoiningAsked].
    Admission confirmJoining(UUID request, String code);
}
