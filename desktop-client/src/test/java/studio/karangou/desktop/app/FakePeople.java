package studio.karangou.desktop.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.ConsentApi.Consent;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.HandedOutCode;
import studio.karangou.common.protocol.PeopleApi.Profile;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.PeopleApi.ProofWays;
import studio.karangou.common.protocol.PeopleApi.RecoveryCodes;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.PeopleApi.SecondFactorSecret;
import studio.karangou.common.protocol.PeopleApi.SessionShown;
import studio.karangou.common.protocol.ProviderApi.Identity;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.desktop.feature.account.OwnAccount;
import studio.karangou.desktop.feature.account.OwnConsents;
import studio.karangou.desktop.feature.dashboard.HostDesk;
import studio.karangou.desktop.feature.enrolment.FakeHostEnrolment;
import studio.karangou.desktop.feature.faults.FakeFaults;
import studio.karangou.desktop.feature.health.FakeReports;
import studio.karangou.desktop.feature.health.FakeRequests;
import studio.karangou.desktop.feature.health.FakeVenues;
import studio.karangou.desktop.feature.people.Admission;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.feature.people.Presence;
import studio.karangou.desktop.feature.people.SignIns;
import studio.karangou.desktop.feature.people.SignedIn;
import studio.karangou.desktop.feature.roles.FakeRoles;

/// The people of a server in memory: Ama, who has an account. Refuses as told.
public final class FakePeople implements SignIns, Presence, OwnAccount, OwnConsents, HostDesk {
    public static final String CODE = "48219930";
    public static final String FACTOR = "123456";
    public static final Credentials AMA = new Credentials("ama@exemple.tg", "quatre mots sans rapport");

    private final Instant now;
    private final Listeners changed = new Listeners();
    private final List<String> asked = new ArrayList<>();
    private Account account;
    private Optional<Failure> refusal = Optional.empty();
    private Optional<Failure> ended = Optional.empty();
    private @Nullable SignedIn inside;
    private boolean factorAsked;
    private boolean remembers = true;
    private boolean joining;
    private boolean providerFactor;
    private boolean owesNotice;
    private ProofWays ways = new ProofWays(true, false, null);
    private List<Identity> identities;

    public FakePeople(Instant now) {
        this.now = now;
        identities = List.of(new Identity("0a", "Université de Lomé", now.minus(Duration.ofDays(60))));
        account = new Account(
                new PersonId(new UUID(7, 1)),
                "Ama Dogbé",
                new LanguageTag("fr"),
                AMA.email(),
                null,
                List.of(),
                false,
                false);
    }

    /// What a host finds there before their device belongs to a venue.
    public final FakeHostEnrolment hostEnrolment = new FakeHostEnrolment();

    /// What a host finds there.
    public final FakeRequests driveRequests = new FakeRequests();
    public final FakeVenues venues = new FakeVenues(DemoVenue.NOW);

    /// What an administrator finds there.
    public final FakeFaults faults = new FakeFaults(DemoVenue.NOW);
    public final FakeRoles roles = new FakeRoles(DemoVenue.NOW);

    /// What the host of this device chose.
    public final FakeReports reports = new FakeReports(DemoVenue.NOW);

    private final Map<ConsentPurpose, Consent> consents = new EnumMap<>(ConsentPurpose.class);

    public PeoplePorts ports() {
        return new PeoplePorts(
                this, this, this, this, roles, this, venues, driveRequests, faults, reports, hostEnrolment);
    }

    /// Every call fails so from now on, empty for none.
    public void refuseWith(Optional<Failure> failure) {
        refusal = failure;
    }

    public void asksForSecondFactor() {
        factorAsked = true;
    }

    public void isKiosk() {
        remembers = false;
    }

    public void roles(RoleHeld... held) {
        change(account.withRoles(List.of(held)));
    }

    /// Ama has a second factor or not, and has shown it or not.
    public void factor(boolean there, boolean missing) {
        change(new Account(
                account.id(),
                account.name(),
                account.language(),
                account.email(),
                account.phone(),
                account.roles(),
                there,
                missing));
    }

    private void change(Account now) {
        account = now;
        if (inside != null) {
            inside = shown();
            changed.changed();
        }
    }

    /// Somebody else ended the session.
    public void end(Failure why) {
        inside = null;
        ended = Optional.of(why);
        changed.changed();
    }

    /// What was asked for, in order.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void called(String what) {
        asked.add(what);
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }

    private SignedIn shown() {
        return new SignedIn(account, false, remembers ? now.plus(Duration.ofDays(30)) : null);
    }

    private Admission admit() {
        ended = Optional.empty();
        inside = shown();
        changed.changed();
        return new Admission.Admitted(inside);
    }

    private CodeSent sent() {
        return new CodeSent(new UUID(1, 1), now.plus(Duration.ofMinutes(15)));
    }

    private static void check(String typed, String right) {
        if (!typed.replace(" ", "").equals(right)) {
            throw new PeopleFailure.CodeRefused().asException();
        }
    }

    @Override
    public Admission signIn(Credentials credentials) {
        called("signIn");
        if (!credentials.equals(AMA)) {
            throw new PeopleFailure.SignInRefused().asException();
        }
        return factorAsked ? new Admission.SecondFactorAsked("token") : admit();
    }

    @Override
    public SignedIn secondFactor(String token, String code, Optional<Credentials> credentials) {
        called("secondFactor");
        if (!code.equals(FACTOR)) {
            throw new PeopleFailure.SecondFactorRefused().asException();
        }
        admit();
        return shown();
    }

    @Override
    public CodeSent askByPhone(String phone, LanguageTag language) {
        called("askByPhone");
        return sent();
    }

    @Override
    public Admission confirmPhone(UUID request, String code) {
        called("confirmPhone");
        check(code, CODE);
        return admit();
    }

    @Override
    public CodeSent register(RegistrationRequest request) {
        called("register");
        if (request.agreed() != null) {
            asked.add("agreed, news " + request.agreed().news());
        }
        String password = request.password();
        if (password != null && password.startsWith("azerty")) {
            throw new PeopleFailure.PasswordGuessable().asException();
        }
        return sent();
    }

    @Override
    public Admission confirmRegistration(UUID request, String code, Optional<Credentials> credentials) {
        called("confirmRegistration");
        check(code, CODE);
        return admit();
    }

    @Override
    public boolean owesNotice() {
        asked.add("owesNotice");
        return owesNotice;
    }

    /// Ama never said that she read the notice.
    public void owesNotice(boolean owed) {
        owesNotice = owed;
    }

    @Override
    public void recordNotice(boolean news) {
        owesNotice = false;
        asked.add("recordNotice " + news);
    }

    @Override
    public List<Consent> consents() {
        called("consents");
        return List.copyOf(consents.values());
    }

    @Override
    public Consent decide(ConsentPurpose purpose, int version, boolean given) {
        called("consent " + purpose + " " + given);
        Consent consent = new Consent(purpose, version, given, now);
        consents.put(purpose, consent);
        return consent;
    }

    @Override
    public CodeSent recover(String email, LanguageTag language) {
        called("recover");
        return sent();
    }

    @Override
    public Admission replacePassword(UUID request, String code, Credentials chosen) {
        called("replacePassword");
        check(code, CODE);
        return admit();
    }

    @Override
    public List<ProviderShown> providers() {
        return remembers ? List.of(new ProviderShown("univ-lome", "Université de Lomé")) : List.of();
    }

    @Override
    public Admission byProvider(ProviderShown provider, LanguageTag language) {
        called("byProvider");
        if (providerFactor) {
            return new Admission.SecondFactorAsked("token");
        }
        return joining ? new Admission.JoiningAsked(new UUID(1, 2)) : admit();
    }

    @Override
    public Optional<SignedIn> current() {
        return Optional.ofNullable(inside);
    }

    @Override
    public Optional<Failure> endedBecause() {
        return ended;
    }

    @Override
    public boolean remembers() {
        return remembers;
    }

    @Override
    public int offlineDays() {
        return 30;
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return changed.add(listener);
    }

    @Override
    public void signOut(boolean forget) {
        asked.add(forget ? "forget" : "signOut");
        inside = null;
        changed.changed();
    }

    @Override
    public Account read() {
        called("read");
        return account;
    }

    @Override
    public Account change(Profile profile) {
        called("change");
        account = new Account(
                account.id(),
                profile.name(),
                profile.language(),
                account.email(),
                account.phone(),
                account.roles(),
                account.secondFactor(),
                account.secondFactorMissing());
        inside = shown();
        changed.changed();
        return account;
    }

    @Override
    public void changePassword(String current, String next) {
        called("changePassword");
        if (!current.equals(AMA.password())) {
            throw new PeopleFailure.SignInRefused().asException();
        }
    }

    @Override
    public void choosePassword(String chosen, Proof proof) {
        called("choosePassword");
        prove(proof);
    }

    @Override
    public List<SessionShown> sessions() {
        called("sessions");
        return List.of(
                new SessionShown(
                        new UUID(2, 1),
                        "Ordinateur du lieu · Ciné-club Agoè",
                        now.minus(Duration.ofDays(2)),
                        now,
                        true),
                new SessionShown(
                        new UUID(2, 2),
                        "Poste de travail · Studio Kara",
                        now.minus(Duration.ofDays(40)),
                        now.minus(Duration.ofDays(9)),
                        false));
    }

    @Override
    public void end(UUID session) {
        called("end " + session);
    }

    @Override
    public void endAll() {
        called("endAll");
    }

    @Override
    public Account requestRole(Role role) {
        called("requestRole " + role);
        List<RoleHeld> held = new ArrayList<>(account.roles());
        held.removeIf(one -> one.role() == role);
        held.add(new RoleHeld(role, RoleState.REQUESTED));
        roles(held.toArray(RoleHeld[]::new));
        return account;
    }

    @Override
    public Admission confirmJoining(UUID request, String code) {
        called("confirmJoining");
        check(code, CODE);
        return admit();
    }

    /// Another provider vouches for Ama's address from now on, and opens nothing by itself.
    public void isJoined() {
        joining = true;
    }

    /// Ama's account asks for its second factor whoever vouches for her.
    public void providerAsksForSecondFactor() {
        providerFactor = true;
    }

    /// Ama has a phone and no password.
    public void hasNoPassword() {
        ways = new ProofWays(false, false, "PHONE");
    }

    @Override
    public ProofWays proofWays() {
        called("proofWays");
        return ways;
    }

    @Override
    public CodeSent sendProofCode() {
        called("sendProofCode");
        return sent();
    }

    @Override
    public RecoveryCodes renewRecoveryCodes(String code) {
        return confirmSecondFactor(code);
    }

    @Override
    public List<Identity> identities() {
        called("identities");
        return identities;
    }

    @Override
    public void removeIdentity(String identity, Proof proof) {
        called("removeIdentity " + identity);
        prove(proof);
        identities = List.of();
    }

    private void prove(Proof proof) {
        if (ways.password() && !AMA.password().equals(proof.password())) {
            throw new PeopleFailure.SignInRefused().asException();
        }
        if (!ways.password()) {
            check(String.valueOf(proof.code()), CODE);
        }
    }

    @Override
    public SecondFactorSecret beginSecondFactor(Proof proof) {
        called("beginSecondFactor");
        prove(proof);
        return new SecondFactorSecret(
                "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                "otpauth://totp/Karangou:Ama?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Karangou");
    }

    @Override
    public RecoveryCodes confirmSecondFactor(String code) {
        called("confirmSecondFactor");
        if (!code.equals(FACTOR)) {
            throw new PeopleFailure.SecondFactorRefused().asException();
        }
        return new RecoveryCodes(List.of(
                "7KQ4M-2RD8X",
                "0Y4TT-C9Q1W",
                "PQ8N3-5ZKJM",
                "H2VV0-RR7EG",
                "X91DA-BM4T6",
                "K0WS8-N3QYP",
                "4ETZ7-G6CHA",
                "RJ5MX-08DVN",
                "Q2B9Y-TK7WS",
                "C6PHE-V1ZR3"));
    }

    @Override
    public void removeSecondFactor(String code) {
        called("removeSecondFactor");
    }

    @Override
    public CodeSent beginContact(ContactRequest request) {
        called("beginContact");
        return sent();
    }

    @Override
    public Account confirmContact(UUID request, String code) {
        called("confirmContact");
        check(code, CODE);
        return account;
    }

    @Override
    public void export(Path file, Proof proof) {
        called("export " + file.getFileName());
        prove(proof);
    }

    @Override
    public void erase(Proof proof) {
        called("erase");
        prove(proof);
        inside = null;
        changed.changed();
    }

    @Override
    public HandedOutCode handOut(String phone) {
        called("handOut");
        return new HandedOutCode("4821 9930", now.plus(Duration.ofMinutes(15)));
    }
}
