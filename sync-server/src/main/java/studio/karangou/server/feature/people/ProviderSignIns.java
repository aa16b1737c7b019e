package studio.karangou.server.feature.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.common.protocol.ProviderApi.ProviderCompletion;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.common.protocol.ProviderApi.ProviderSignIn;
import studio.karangou.common.protocol.ProviderApi.ProviderSignInRequest;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.Names;
import studio.karangou.server.keys.SealedColumns;
import studio.karangou.server.post.Letter;

/// Sign-in with other providers, in the system's browser, back to a port of the program's own on this machine
/// (RFC 8252, section 7.3). The server keeps verifier, nonce and state, and changes the code for the token itself.
public final class ProviderSignIns implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1]):[1-9][0-9]{0,4}(/[A-Za-z0-9/_-]{0,100})?");
    private static final String COLUMN = "provider_sign_in.sealed";
    private static final int SECRET_BYTES = 32;
    private static final int CODE_LIMIT = 4_096;

    private final Map<String, OidcClient> clients = new LinkedHashMap<>();
    private final List<OidcProvider> providers;
    private final Database database;
    private final Accounts accounts;
    private final SignIns signIns;
    private final OneTimeCodes codes;
    private final PeopleLimits limits;
    private final SealedColumns columns;
    private final AuditLog audit;
    private final Clock clock;
    private final Uuid7 ids;
    private final SecureRandom random = new SecureRandom();
    private final ProviderStore store = new ProviderStore();
    private final PeopleStore people = new PeopleStore();

    ProviderSignIns(
            List<OidcProvider> providers,
            Database database,
            Accounts accounts,
            SignIns signIns,
            OneTimeCodes codes,
            PeopleLimits limits,
            SealedColumns columns,
            AuditLog audit,
            Clock clock,
            Uuid7 ids) {
        this.providers = providers;
        this.database = database;
        this.accounts = accounts;
        this.signIns = signIns;
        this.codes = codes;
        this.limits = limits;
        this.columns = columns;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
        providers.forEach(provider -> clients.put(provider.name(), new OidcClient(provider, clock)));
    }

    /// The providers that there are.
    public List<ProviderShown> list() {
        return providers.stream()
                .map(provider -> new ProviderShown(provider.name(), provider.title()))
                .toList();
    }

    /// Begins a sign-in.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.UnknownProvider],
    ///     [PeopleFailure.BadField] for an address that is not on this machine, [PeopleFailure.ProviderUnreachable]
    public ProviderSignIn begin(String name, ProviderSignInRequest request) {
        OidcClient client = client(name);
        if (!LOOPBACK.matcher(request.redirect()).matches()) {
            throw new PeopleFailure.BadField("redirect").asException();
        }
        Secrets secrets = new Secrets(draw(), draw(), draw());
        UUID id = ids.next();
        Instant now = clock.instant();
        ProviderStore.UnderWay begun = new ProviderStore.UnderWay(
                id, name, request.redirect(), columns.seal(COLUMN, id, secrets.text()), now.plus(PATIENCE));
        String address = client.authorization(
                        request.redirect(), secrets.state(), secrets.nonce(), challenge(secrets.verifier()))
                .toString();
        database.inTransaction(transaction -> {
            store.add(transaction, begun, now);
            return id;
        });
        return new ProviderSignIn(id, address);
    }

    /// Ends a sign-in with what the browser brought back. It is good once, whatever comes of it.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.ProviderRefused] or
    ///     [PeopleFailure.ProviderUnreachable]
    SignInAnswer complete(String name, ProviderCompletion completion, Origin origin) {
        try {
            return completed(name, completion, origin);
        } catch (FailureException e) {
            if (e.failure() instanceof PeopleFailure.ProviderRefused) {
                audit.append(Actor.NOBODY, AuditAction.PROVIDER_REFUSED, null, name);
            }
            throw e;
        }
    }

    private SignInAnswer completed(String name, ProviderCompletion completion, Origin origin) {
        String program = Registrations.program(completion.program());
        OidcClient client = client(name);
        ProviderStore.UnderWay begun = database.inTransaction(
                        transaction -> store.take(transaction, completion.request()))
                .filter(row -> row.provider().equals(name) && clock.instant().isBefore(row.expires()))
                .orElseThrow(() -> new PeopleFailure.ProviderRefused().asException());
        Secrets secrets = Secrets.read(columns.openText(COLUMN, begun.id(), begun.sealed()));
        if (!same(secrets.state(), completion.state()) || completion.code().length() > CODE_LIMIT) {
            throw new PeopleFailure.ProviderRefused().asException();
        }
        client.checkIssuer(completion.issuer()); // before another provider's code is given to this one
        OidcClient.Identity identity =
                client.identity(completion.code(), begun.redirect(), secrets.verifier(), secrets.nonce());
        return database.inTransaction(transaction -> {
            Bytes lookup = columns.lookup("OIDC", identity.issuer() + "\n" + identity.subject());
            Optional<Person> known = store.person(transaction, lookup).flatMap(id -> people.find(transaction, id));
            return known.isPresent()
                    ? signIns.proceed(transaction, known.get(), program, origin)
                    : first(transaction, new Coming(name, lookup, identity, completion.language(), program), origin);
        });
    }

    /// An identity that was never seen here.
    private record Coming(
            String provider, Bytes lookup, OidcClient.Identity identity, LanguageTag language, String program) {}

    /// The provider's word makes an account. It opens none that there is: whoever runs the provider, or has its
    /// account, could come in, so who has the address must agree.
    private SignInAnswer first(Transaction transaction, Coming coming, Origin origin) {
        OidcClient.Identity identity = coming.identity();
        @Nullable
        Contact contact = identity.email() == null
                ? null
                : Contact.email(identity.email()).orElse(null);
        Optional<Person> owner = contact == null ? Optional.empty() : accounts.find(transaction, contact);
        if (contact != null && owner.isPresent()) {
            limits.letter(accounts.lookup(contact), origin);
            return new SignInAnswer(null, null, ask(transaction, owner.get(), contact, coming));
        }
        Person person = made(transaction, identity, contact, coming.language());
        join(transaction, person.id(), coming.provider(), coming.lookup());
        return signIns.proceed(transaction, person, coming.program(), origin);
    }

    private CodeSent ask(Transaction transaction, Person owner, Contact contact, Coming coming) {
        byte[] draft = Wire.toJson(new Joining(coming.provider(), coming.lookup()));
        OneTimeCodes.Drawn drawn =
                codes.draw(transaction, OneTimeCodes.Purpose.JOIN, new OneTimeCodes.Target(owner.id(), draft, null));
        accounts.send(
                transaction,
                contact,
                Letter.Kind.IDENTITY_JOINING,
                owner.language(),
                drawn.code(),
                null,
                drawn.expires());
        return new CodeSent(drawn.request(), drawn.expires());
    }

    /// What the code lets in.
    record Joining(String provider, Bytes lookup) {}

    /// Lets a provider open the account of who has typed the code that went to the account's address, and them in.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.CodeRefused]
    SignInAnswer confirm(UUID request, Confirmation confirmation, Origin origin) {
        String program = Registrations.program(confirmation.program());
        return database.inTransaction(
                        transaction -> codes.use(transaction, OneTimeCodes.Purpose.JOIN, request, confirmation.code())
                                .flatMap(used -> joined(transaction, used))
                                .map(person -> signIns.proceed(transaction, person, program, origin)))
                .orElseThrow(() -> new PeopleFailure.CodeRefused().asException());
    }

    private Optional<Person> joined(Transaction transaction, OneTimeCodes.Used used) {
        if (used.person() == null || used.draft() == null) {
            return Optional.empty();
        }
        Joining joining = read(used.draft());
        Optional<Person> owner = people.lock(transaction, used.person());
        if (owner.isPresent() && store.person(transaction, joining.lookup()).isEmpty()) {
            join(transaction, owner.get().id(), joining.provider(), joining.lookup());
            accounts.tell(transaction, owner.get().id(), Letter.Kind.IDENTITY_CHANGED);
        }
        return owner;
    }

    private static Joining read(byte[] json) {
        try {
            return Wire.json().readValue(json, Joining.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a draft that we wrote ourselves", e);
        }
    }

    private void join(Transaction transaction, PersonId person, String provider, Bytes lookup) {
        store.addIdentity(transaction, lookup, person, provider, clock.instant());
        audit.append(transaction, Actor.of(person), AuditAction.IDENTITY_ADDED, person.value(), provider);
    }

    private Person made(
            Transaction transaction, OidcClient.Identity identity, @Nullable Contact contact, LanguageTag language) {
        Person person = accounts.make(transaction, name(identity), language, contact);
        audit.append(
                transaction,
                Actor.of(person.id()),
                AuditAction.REGISTERED,
                person.id().value(),
                null);
        return person;
    }

    /// A name of another program's, made fit for ours.
    static String name(OidcClient.Identity identity) {
        String told = identity.name() == null ? "" : identity.name();
        StringBuilder fit = new StringBuilder();
        told.codePoints()
                .map(c -> Names.isGoodLine("x" + Character.toString(c), Limits.NAME_CHARS) ? c : ' ')
                .takeWhile(c -> fit.length() + Character.charCount(c) <= Limits.NAME_CHARS)
                .forEachOrdered(fit::appendCodePoint);
        String name = fit.toString().strip();
        return name.isEmpty() ? "Karangou" : name;
    }

    private OidcClient client(String name) {
        @Nullable OidcClient client = clients.get(name);
        if (client == null) {
            throw new PeopleFailure.UnknownProvider().asException();
        }
        return client;
    }

    private String draw() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static String challenge(String verifier) {
        byte[] digest = ContentAddress.newDigest().digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /// What the server keeps of a sign-in under way.
    private record Secrets(String state, String nonce, String verifier) {
        String text() {
            return state + " " + nonce + " " + verifier;
        }

        static Secrets read(String text) {
            String[] parts = text.split(" ", -1);
            return new Secrets(parts[0], parts[1], parts[2]);
        }

        @Override
        public String toString() {
            return "Secrets[…]";
        }
    }

    @Override
    public void close() {
        clients.values().forEach(OidcClient::close);
    }
}
