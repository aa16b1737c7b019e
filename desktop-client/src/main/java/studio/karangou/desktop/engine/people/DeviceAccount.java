package studio.karangou.desktop.engine.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.ConsentApi.Consent;
import studio.karangou.common.protocol.ConsentApi.ConsentDecision;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.common.protocol.ConsentApi.Consents;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.HandedOutCode;
import studio.karangou.common.protocol.PeopleApi.HandedOutCodeRequest;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.Profile;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.ProofWays;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.common.protocol.PeopleApi.RecoveryCodes;
import studio.karangou.common.protocol.PeopleApi.SecondFactorCode;
import studio.karangou.common.protocol.PeopleApi.SecondFactorSecret;
import studio.karangou.common.protocol.PeopleApi.SessionShown;
import studio.karangou.common.protocol.PeopleApi.Sessions;
import studio.karangou.common.protocol.ProviderApi.Identities;
import studio.karangou.common.protocol.ProviderApi.Identity;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.PersonCalls;
import studio.karangou.desktop.feature.account.OwnAccount;
import studio.karangou.desktop.feature.account.OwnConsents;
import studio.karangou.desktop.feature.dashboard.HostDesk;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// What who is signed in asks of the server: about their own account, and, for a host, about who stands before them.
public final class DeviceAccount implements OwnAccount, OwnConsents, HostDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceAccount.class);
    private static final String ME = "/api/v1/me";

    private final DevicePeople people;
    private final PersonCalls calls;
    private final Disk disk;

    public DeviceAccount(DevicePeople people, Disk disk) {
        this.people = people;
        this.disk = disk;
        calls = people.calls();
    }

    @Override
    public Account read() {
        return people.readAccount();
    }

    @Override
    public Account change(Profile profile) {
        return confirmed(ask("PUT", ME, profile, Account.class));
    }

    @Override
    public void changePassword(String current, String next) {
        tell("POST", ME + "/password", new PasswordChange(current, next));
        learn(next);
    }

    @Override
    public void choosePassword(String chosen, Proof proof) {
        tell("POST", ME + "/password", new PasswordChange(null, chosen, proof));
        learn(chosen);
    }

    private void learn(String next) {
        if (people.remembers()) {
            try {
                Account account = read(); // with the version that the new password has begun
                @Nullable String email = account.email();
                if (email != null) {
                    people.learn(new Credentials(email, next), account);
                }
            } catch (FailureException e) {
                LOG.info(
                        "the new password opens here without a network after the next sign-in: {}",
                        e.failure().code());
            }
        }
    }

    @Override
    public boolean offersDeviceCode() {
        return people.deviceCodes().areOffered();
    }

    @Override
    public void chooseDeviceCode(String code) {
        people.deviceCodes().choose(code);
    }

    @Override
    public List<SessionShown> sessions() {
        return ask("GET", ME + "/sessions", null, Sessions.class).sessions();
    }

    @Override
    public void end(UUID session) {
        tell("DELETE", ME + "/sessions/" + session, null);
    }

    @Override
    public void endAll() {
        tell("DELETE", ME + "/sessions", null);
    }

    @Override
    public Account requestRole(Role role) {
        tell("PUT", ME + "/roles/" + role, null);
        return read();
    }

    @Override
    public ProofWays proofWays() {
        return ask("GET", ME + "/proofs", null, ProofWays.class);
    }

    @Override
    public CodeSent sendProofCode() {
        return ask("POST", ME + "/proofs", null, CodeSent.class);
    }

    @Override
    public SecondFactorSecret beginSecondFactor(Proof proof) {
        return ask("POST", ME + "/second-factor", new Proving(proof), SecondFactorSecret.class);
    }

    @Override
    public RecoveryCodes renewRecoveryCodes(String code) {
        return ask("POST", ME + "/second-factor/recovery-codes", new SecondFactorCode(code), RecoveryCodes.class);
    }

    @Override
    public List<Identity> identities() {
        return ask("GET", ME + "/identities", null, Identities.class).identities();
    }

    @Override
    public void removeIdentity(String identity, Proof proof) {
        tell("POST", ME + "/identities/" + identity + "/removals", new Proving(proof));
    }

    @Override
    public RecoveryCodes confirmSecondFactor(String code) {
        return ask("POST", ME + "/second-factor/confirmations", new SecondFactorCode(code), RecoveryCodes.class);
    }

    @Override
    public void removeSecondFactor(String code) {
        tell("POST", ME + "/second-factor/removals", new SecondFactorCode(code));
    }

    @Override
    public CodeSent beginContact(ContactRequest request) {
        return ask("POST", ME + "/contacts", request, CodeSent.class);
    }

    @Override
    public Account confirmContact(UUID request, String code) {
        Confirmation confirmation = new Confirmation(code, "Karangou");
        return confirmed(ask("POST", ME + "/contacts/" + request + "/confirmations", confirmation, Account.class));
    }

    @Override
    public void export(Path file, Proof proof) {
        byte[] archive = people.session().asPerson(access -> calls.file(ME + "/data", new Proving(proof), access));
        try {
            AtomicFile.write(disk, file, archive);
        } catch (IOException e) {
            throw new FailureException(new PeopleFailure.ExportNotWritten(), e);
        }
    }

    @Override
    public void erase(Proof proof) {
        Optional<PersonId> gone = people.actor();
        tell("POST", ME + "/erasure", new Erasure(null, proof));
        people.session().end(null);
        gone.ifPresent(people.door()::forget);
    }

    @Override
    public List<Consent> consents() {
        return ask("GET", ME + "/consents", null, Consents.class).consents();
    }

    @Override
    public Consent decide(ConsentPurpose purpose, int version, boolean given) {
        return ask("PUT", ME + "/consents/" + purpose, new ConsentDecision(version, given), Consent.class);
    }

    @Override
    public HandedOutCode handOut(String phone) {
        return ask("POST", "/api/v1/people/phone-codes", new HandedOutCodeRequest(phone), HandedOutCode.class);
    }

    private Account confirmed(Account account) {
        people.confirmed(account);
        return account;
    }

    private <T> T ask(String method, String path, @Nullable Object body, Class<T> type) {
        return people.session().asPerson(access -> calls.ask(method, path, body, access, type));
    }

    private void tell(String method, String path, @Nullable Object body) {
        Consumer<String> call = access -> calls.tell(method, path, body, access);
        people.session().asPerson(access -> {
            call.accept(access);
            return true;
        });
    }
}
