package studio.karangou.desktop.engine.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.NewPassword;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.RecoveryRequest;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.PeopleApi.SecondFactorRequest;
import studio.karangou.common.protocol.PeopleApi.Session;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.common.protocol.ProviderApi.Providers;
import studio.karangou.desktop.engine.http.PersonCalls;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.people.Admission;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.DoorFailure;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.feature.people.Presence;
import studio.karangou.desktop.feature.people.SignIns;
import studio.karangou.desktop.feature.people.SignedIn;

/// The people of this device: with the server where it answers, without it where the device knows them. A kiosk keeps
/// everything in memory.
public final class DevicePeople implements SignIns, Presence {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePeople.class);
    private static final String PEOPLE = "/api/v1/people";

    private final PersonCalls calls;
    private final DeviceSession session;
    private final LeftSessions left;
    private final OfflineDoor door;
    private final boolean remembers;
    private final BestTime time;
    private final Supplier<Reach> reach;
    private final Supplier<String> program;
    private final ProviderRedirect redirect;
    private final DeviceCodes deviceCodes;
    private final NewcomersConsents consents;
    private final Standing standing;
    private final Listeners changed = new Listeners();

    /// What this stands on.
    ///
    /// @param file where the session is kept on a device that remembers
    /// @param remembers false at a kiosk: nothing of a person is written
    /// @param reach whether the server answered last
    /// @param program how this device is called in a person's list of sessions
    public record Ground(
            PersonCalls calls,
            SessionFile file,
            OfflineDoor door,
            boolean remembers,
            BestTime time,
            Supplier<Reach> reach,
            Supplier<String> program,
            ProviderRedirect redirect) {}

    public DevicePeople(Ground ground) {
        calls = ground.calls();
        door = ground.door();
        remembers = ground.remembers();
        time = ground.time();
        reach = ground.reach();
        program = ground.program();
        redirect = ground.redirect();
        left = new LeftSessions(calls, remembers ? ground.file().left() : LeftSessions.Memory.NONE);
        session = new DeviceSession(
                calls,
                remembers ? ground.file() : SessionMemory.NONE,
                time,
                () -> reach.get() == Reach.THERE,
                changed,
                this::lost,
                left::add);
        deviceCodes = new DeviceCodes(remembers, session, door, this::current, reach, this::providers);
        consents = new NewcomersConsents(calls, session);
        standing = new Standing(calls, session, door, remembers);
    }

    DeviceCodes deviceCodes() {
        return deviceCodes;
    }

    DeviceSession session() {
        return session;
    }

    OfflineDoor door() {
        return door;
    }

    PersonCalls calls() {
        return calls;
    }

    @Override
    public Optional<SignedIn> current() {
        return session.held().flatMap(this::shown);
    }

    /// Who does what is being done now.
    public Optional<PersonId> actor() {
        return session.held()
                .filter(held -> !isOver(held))
                .map(held -> held.account().id());
    }

    private Optional<SignedIn> shown(HeldSession held) {
        if (isOver(held)) {
            return Optional.empty();
        }
        boolean opens = remembers && door.opensFor(held.account().id());
        Instant until = opens ? door.until(held.contact()) : null;
        return Optional.of(new SignedIn(held.account(), held.tokens() == null, until));
    }

    /// Whether who is signed in was away from the server for too long.
    private boolean isOver(HeldSession held) {
        return remembers && time.instant().isAfter(door.until(held.contact()));
    }

    @Override
    public Optional<Failure> endedBecause() {
        boolean over = session.held().isPresent() && current().isEmpty();
        return over ? Optional.of(new DoorFailure.OfflineOver()) : session.endedBecause();
    }

    @Override
    public boolean remembers() {
        return remembers;
    }

    @Override
    public int offlineDays() {
        return door.days();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return changed.add(listener);
    }

    @Override
    public void signOut(boolean forget) {
        Optional<HeldSession> leaving = session.held();
        if (forget && remembers) {
            leaving.ifPresent(held -> door.forget(held.account().id()));
        }
        session.leave();
        left.end();
    }

    /// Another server is spoken with from now on: what belongs to the one before is not shown to it.
    public void leaveBehind() {
        if (remembers) {
            door.forgetAll();
        }
        left.forget();
        session.end(null);
    }

    /// The server closed doors of this device, by whatever road the news came. Where it answers, it says itself whose
    /// session is over: the one in which somebody chose another password goes on.
    public void doorsClosed() {
        standing.doorsClosed();
    }

    /// The server ended the session: so does this device, for good.
    private void lost(Account account) {
        if (remembers) {
            door.forget(account.id());
        }
    }

    /// The server answers again: what was done without it is held against it.
    public void contact() {
        left.end();
        Optional<HeldSession> held = session.held();
        if (held.isEmpty()) {
            return;
        }
        if (held.get().tokens() == null) {
            session.end(new DoorFailure.BackOnline());
            return;
        }
        try {
            readAccount();
        } catch (FailureException e) {
            LOG.info(
                    "the account could not be read at this contact: {}",
                    e.failure().code());
        }
    }

    /// Shows the server who is at this device, as they come in and before what they did is sent to it.
    public void meet() {
        standing.meet();
    }

    /// How the account stands by the server.
    Account readAccount() {
        return standing.read();
    }

    void confirmed(Account account) {
        standing.confirmed(account);
    }

    @Override
    public Admission signIn(Credentials credentials) {
        if (reach.get() == Reach.GONE && mayComeInWithout(credentials)) {
            return new Admission.Admitted(withoutServer(credentials));
        }
        try {
            SignInAnswer answer = post(
                    "/sign-ins",
                    new SignInRequest(credentials.email(), credentials.password(), program.get()),
                    SignInAnswer.class);
            return admitted(answer, Optional.of(credentials));
        } catch (FailureException e) {
            return switch (e.failure()) {
                case PeopleFailure.NoNetwork _ when remembers -> new Admission.Admitted(withoutServer(credentials));
                // whatever the server suffers from, who is known here comes in
                case ServerFailure.Busy _
                when mayComeInWithout(credentials) -> new Admission.Admitted(withoutServer(credentials));
                case PeopleFailure.SignInRefused _
                when remembers -> {
                    door.forgetIfRight(credentials);
                    throw e;
                }
                default -> throw e;
            };
        }
    }

    private boolean mayComeInWithout(Credentials credentials) {
        return remembers && door.mayOpenFor(credentials.email());
    }

    private SignedIn withoutServer(Credentials credentials) {
        OfflineDoor.LetIn in = door.open(credentials);
        HeldSession held = new HeldSession(null, in.account(), in.contact());
        session.begin(held);
        return shown(held).orElseThrow(() -> new DoorFailure.OfflineOver().asException());
    }

    @Override
    public SignedIn secondFactor(String token, String code, Optional<Credentials> credentials) {
        SignInAnswer answer = post(
                "/sign-ins/second-factors", new SecondFactorRequest(token, code, program.get()), SignInAnswer.class);
        return begin(opened(answer), credentials);
    }

    @Override
    public Admission byDeviceCode(Credentials phoneAndCode) {
        return new Admission.Admitted(withoutServer(deviceCodes.forDoor(phoneAndCode)));
    }

    @Override
    public CodeSent askByPhone(String phone, LanguageTag language) {
        return post("/phone-sign-ins", new PhoneSignInRequest(phone, language), CodeSent.class);
    }

    @Override
    public Admission confirmPhone(UUID request, String code) {
        return confirm("/phone-sign-ins/", request, code, Optional.empty());
    }

    @Override
    public CodeSent register(RegistrationRequest request) {
        return post("/registrations", request, CodeSent.class);
    }

    @Override
    public Admission confirmRegistration(UUID request, String code, Optional<Credentials> credentials) {
        return confirm("/registrations/", request, code, credentials);
    }

    @Override
    public void recordNotice(boolean news) {
        consents.record(news);
    }

    @Override
    public boolean owesNotice() {
        return consents.owed();
    }

    private Admission confirm(String path, UUID request, String code, Optional<Credentials> credentials) {
        SignInAnswer answer =
                post(path + request + "/confirmations", new Confirmation(code, program.get()), SignInAnswer.class);
        return admitted(answer, credentials);
    }

    @Override
    public CodeSent recover(String email, LanguageTag language) {
        return post("/recoveries", new RecoveryRequest(email, language), CodeSent.class);
    }

    @Override
    public Admission replacePassword(UUID request, String code, Credentials chosen) {
        Translation.of(() -> calls.tell(
                "POST",
                PEOPLE + "/recoveries/" + request + "/passwords",
                new NewPassword(code, chosen.password()),
                null));
        return signIn(chosen);
    }

    @Override
    public List<ProviderShown> providers() {
        if (!remembers) {
            return List.of(); // a kiosk has no browser of the visitor's
        }
        return Translation.of(() -> calls.ask("GET", PEOPLE + "/providers", null, null, Providers.class))
                .providers();
    }

    @Override
    public Admission byProvider(ProviderShown provider, LanguageTag language) {
        SignInAnswer answer = redirect.signIn(calls, provider, language, program.get());
        return admitted(answer, Optional.empty());
    }

    @Override
    public Admission confirmJoining(UUID request, String code) {
        return confirm("/providers/joins/", request, code, Optional.empty());
    }

    private Admission admitted(SignInAnswer answer, Optional<Credentials> credentials) {
        @Nullable CodeSent joining = answer.joining();
        if (joining != null) {
            return new Admission.JoiningAsked(joining.request());
        }
        String asked = answer.secondFactor();
        return asked != null
                ? new Admission.SecondFactorAsked(asked)
                : new Admission.Admitted(begin(opened(answer), credentials));
    }

    private static Session opened(SignInAnswer answer) {
        @Nullable Session opened = answer.session();
        if (opened == null) {
            throw new ServerFailure.Garbled().asException();
        }
        return opened;
    }

    private SignedIn begin(Session opened, Optional<Credentials> credentials) {
        if (remembers) {
            credentials.ifPresent(typed -> learn(typed, opened.account()));
        }
        HeldSession held = HeldSession.of(opened, time.instant());
        session.begin(held);
        meet();
        return shown(held).orElseThrow(() -> new PeopleFailure.NotSignedIn().asException());
    }

    /// A disk that does not take it costs the sign-in without a network, not this one.
    void learn(Credentials credentials, Account account) {
        try {
            door.learn(credentials, account);
        } catch (FailureException e) {
            LOG.warn("this device cannot let the person in without a network", e);
        }
    }

    private <T> T post(String path, Object body, Class<T> type) {
        return Translation.of(() -> calls.ask("POST", PEOPLE + path, body, null, type));
    }
}
