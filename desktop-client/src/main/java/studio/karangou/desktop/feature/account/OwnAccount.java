package studio.karangou.desktop.feature.account;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.Profile;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.ProofWays;
import studio.karangou.common.protocol.PeopleApi.RecoveryCodes;
import studio.karangou.common.protocol.PeopleApi.SecondFactorSecret;
import studio.karangou.common.protocol.PeopleApi.SessionShown;
import studio.karangou.common.protocol.ProviderApi.Identity;

/// The account of who is signed in, on the server. Every method blocks, may be interrupted, and throws a
/// [studio.karangou.common.model.FailureException] with why it could not be done.
public interface OwnAccount {
    Account read();

    Account change(Profile profile);

    /// Ends every other session.
    void changePassword(String current, String next);

    /// The first password, of who has an e-mail address. Ends every other session.
    void choosePassword(String chosen, Proof proof);

    /// Whether they may choose a code by which this device lets them in without the network: who has no password, and
    /// not at a kiosk. Does not block.
    default boolean offersDeviceCode() {
        return false;
    }

    /// Chooses that code. It stays on this device.
    default void chooseDeviceCode(String code) {}

    /// Where they are signed in, the latest first.
    List<SessionShown> sessions();

    void end(UUID session);

    /// Ends all of them, this one too.
    void endAll();

    Account requestRole(Role role);

    /// How the person can show anew that the account is theirs, before what opens it is changed.
    ProofWays proofWays();

    /// Sends a code to the address of who has no password.
    CodeSent sendProofCode();

    SecondFactorSecret beginSecondFactor(Proof proof);

    /// New recovery codes in the place of the old ones; told only now.
    ///
    /// @param code of the authenticator, or one of the old ones
    RecoveryCodes renewRecoveryCodes(String code);

    /// With whom else they sign in.
    List<Identity> identities();

    void removeIdentity(String identity, Proof proof);

    /// Puts it in use; what comes back is told only now.
    RecoveryCodes confirmSecondFactor(String code);

    void removeSecondFactor(String code);

    CodeSent beginContact(ContactRequest request);

    Account confirmContact(UUID request, String code);

    /// Writes all that is known of the person into a file, a ZIP archive.
    void export(Path file, Proof proof);

    /// Erases the account; nobody is signed in afterwards, and this device forgets the person.
    void erase(Proof proof);
}
