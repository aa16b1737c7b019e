package studio.karangou.server.feature.people;

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
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.PeopleApi.ProviderCompletion;
import studio.karangou.common.protocol.PeopleApi.ProviderShown;
import studio.karangou.common.protocol.PeopleApi.ProviderSignIn;
import studio.karangou.common.protocol.PeopleApi.ProviderSignInRequest;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.keys.SealedColumns;

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
    private final SealedColumns columns;
    private final AuditLog audit;
    private final Clock clock;
    private final Uuid7 ids;
    private final SecureRandom random = new SecureRandom();
    private final ProviderStore store = new ProviderStore();
    private final PeopleStore people = new PeopleStore();

    public ProviderSignIns(
            List<OidcProvider> providers,
            Database database,
            Accounts accounts,
            SignIns signIns,
            SealedColumns columns,
            AuditLog audit,
            Clock clock,
            Uuid7 ids) {
        this.providers = providers;
        this.database = database;
        this.accounts = accounts;
        this.signIns = signIns;
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
    public SignInAnswer complete(String name, ProviderCompletion completion) {
        try {
            return completed(name, completion);
        } catch (FailureException e) {
            if (e.failure() instanceof PeopleFailure.ProviderRefused) {
                audit.append(Actor.NOBODY, AuditAction.PROVIDER_REFUSED, null, name);
            }
            throw e;
        }
    }

    private SignInAnswer completed(String name, ProviderCompletion completion) {
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
        OidcClient.Identity identity =
                client.identity(completion.code(), begun.redirect(), secrets.verifier(), secrets.nonce());
        return database.inTransaction(transaction ->
                signIns.proceed(transaction, person(transaction, name, identity, completion.language()), program));
    }

    /// Whose identity it is: known already, or of who has the e-mail address that the provider vouches for, or
    /// somebody
    /// new.
    private Person person(
            Transaction transaction, String provider, OidcClient.Identity identity, LanguageTag language) {
        Bytes lookup = columns.lookup("OIDC", identity.issuer() + "\n" + identity.subject());
        Optional<Person> known = store.person(transaction, lookup).flatMap(id -> people.find(transaction, id));
        if (known.isPresent()) {
            return known.get();
        }
        @Nullable
        Contact contact = identity.email() == null
                ? null
                : Contact.email(identity.email()).orElse(null);
        Person person = contact == null
                ? made(transaction, identity, null, language)
                : accounts.find(transaction, contact).orElseGet(() -> made(transaction, identity, contact, language));
        store.addIdentity(transaction, lookup, person.id(), provider, clock.instant());
        audit.append(
                transaction,
                Actor.of(person.id()),
                AuditAction.IDENTITY_ADDED,
                person.id().value(),
                provider);
        return person;
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
    private static String name(OidcClient.Identity identity) {
        String told = identity.name() == null
                ? ""
                : identity.name().replaceAll("\\p{Cntrl}", " ").strip();
        return told.isEmpty() ? "Karangou" : told.substring(0, Math.min(told.length(), Limits.NAME_CHARS));
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
