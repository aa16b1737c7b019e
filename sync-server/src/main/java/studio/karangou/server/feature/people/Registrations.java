package studio.karangou.server.feature.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.PeopleApi.Agreed;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.Names;
import studio.karangou.server.post.Letter;

/// Accounts come to be here: asked for, and made when the address is proven. Whoever asks, and for whatever
/// address, gets the same answer after the same work.
public final class Registrations {
    private final Database database;
    private final Accounts accounts;
    private final OneTimeCodes codes;
    private final SignIns signIns;
    private final Consents consents;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final PeopleLimits limits;
    private final TextBudget texts;
    private final Links links;
    private final WaysIn waysIn;
    private final AuditLog audit;

    Registrations(
            Database database,
            Accounts accounts,
            OneTimeCodes codes,
            SignIns signIns,
            Consents consents,
            PasswordRules rules,
            PasswordHashing hashing,
            PeopleLimits limits,
            TextBudget texts,
            Links links,
            WaysIn waysIn,
            AuditLog audit) {
        this.database = database;
        this.accounts = accounts;
        this.codes = codes;
        this.signIns = signIns;
        this.consents = consents;
        this.rules = rules;
        this.hashing = hashing;
        this.limits = limits;
        this.texts = texts;
        this.links = links;
        this.waysIn = waysIn;
        this.audit = audit;
    }

    /// Begins a registration: by e-mail and password, or by phone.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [PeopleFailure] about what was typed, never
    ///     about
    ///     whether there is an account
    CodeSent begin(RegistrationRequest request, Origin origin) {
        String name = name(request.name());
        if (request.agreed() != null && request.agreed().notice() < 1) {
            throw new PeopleFailure.BadField("agreed").asException();
        }
        @Nullable String email = request.email();
        @Nullable String password = request.password();
        if (email != null && password != null && request.phone() == null) {
            Contact contact = Contact.email(email).orElseThrow(() -> new PeopleFailure.BadField("email").asException());
            rules.check(password, List.of(name, contact.normal()));
            limits.letter(accounts.lookup(contact), origin);
            return byEmail(draft(name, request.language(), contact, hashing.hash(password), request.agreed()));
        }
        if (email == null && password == null && request.phone() != null) {
            Contact contact =
                    Contact.phone(request.phone()).orElseThrow(() -> new PeopleFailure.BadField("phone").asException());
            limits.letter(accounts.lookup(contact), origin);
            checkTexts(contact, origin);
            texts.take(contact);
            return byPhone(
                    contact, request.language(), draft(name, request.language(), contact, null, request.agreed()));
        }
        throw new PeopleFailure.BadField(email == null ? "phone" : "password").asException();
    }

    /// Begins a sign-in by phone. A number without an account gets nothing, and nobody is told so.
    CodeSent beginByPhone(PhoneSignInRequest request, Origin origin) {
        Contact contact =
                Contact.phone(request.phone()).orElseThrow(() -> new PeopleFailure.BadField("phone").asException());
        limits.letter(accounts.lookup(contact), origin);
        checkTexts(contact, origin);
        texts.takeForAccount(
                contact,
                database.inTransaction(transaction -> accounts.find(transaction, contact))
                        .isPresent());
        return byPhone(contact, request.language(), null);
    }

    /// Ends a registration: makes the account, or signs in who had one with this phone.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.CodeRefused],
    ///     [PeopleFailure.CodeNotForHosts] or [PeopleFailure.NoAccount]
    SignInAnswer confirm(UUID request, OneTimeCodes.Purpose purpose, Confirmation confirmation, Origin origin) {
        String program = program(confirmation.program());
        Entry entry =
                database.inTransaction(transaction -> codes.use(transaction, purpose, request, confirmation.code())
                        .map(used -> enter(transaction, used, program, origin))
                        .orElse(Entry.NONE));
        return switch (entry) {
            case Entry.In in -> in.answer();
            case Entry.Refused refused -> throw refused.why().asException();
        };
    }

    /// What came of a code; a refusal is kept as well: the code is spent, and the log says so.
    private sealed interface Entry {
        Entry NONE = new Refused(new PeopleFailure.CodeRefused());

        record In(SignInAnswer answer) implements Entry {}

        record Refused(PeopleFailure why) implements Entry {}
    }

    private Entry enter(Transaction transaction, OneTimeCodes.Used used, String program, Origin origin) {
        @Nullable PersonId host = used.host();
        Optional<PersonId> closed = host == null ? Optional.empty() : closedTo(transaction, host, used);
        if (host != null && closed.isPresent()) {
            UUID person = closed.get().value();
            audit.append(
                    transaction, Actor.of(host), AuditAction.CODE_REFUSED, person, OneTimeCodes.Purpose.HOST.name());
            return new Entry.Refused(new PeopleFailure.CodeNotForHosts());
        }
        return admitted(transaction, used, origin)
                .<Entry>map(person -> new Entry.In(signIns.proceed(transaction, person, program, origin)))
                .orElse(Entry.NONE);
    }

    /// Whose account a host's word does not open: it opens what has nothing to lose but itself, an account that a phone
    /// alone made, with nothing else that opens it, of somebody whom no other host alone can know.
    private Optional<PersonId> closedTo(Transaction transaction, PersonId host, OneTimeCodes.Used used) {
        return Optional.ofNullable(used.draft())
                .flatMap(draft -> accounts.find(transaction, read(draft).contact()))
                .map(Person::id)
                .filter(person -> !waysIn.isOpenTo(transaction, host, person));
    }

    /// What came of a link whose button was pressed.
    enum ByLink {
        MADE,
        WRONG_PASSWORD,
        OVER
    }

    /// Makes the account of who opened a link and knows the password that was typed when it was asked for; they sign
    /// in themselves. Without the password, whoever asks for an account with another's address would have it
    /// proven by its owner and open it with a password of their own. A wrong one uses an attempt of the code up.
    ///
    /// @throws studio.karangou.common.model.FailureException with
    ///     [studio.karangou.server.http.RequestFailure.Busy] if too many wait for a hash
    ByLink confirmByLink(String link, String password) {
        Optional<Accounts.Draft> draft = database.inTransaction(
                        transaction -> codes.beginLink(transaction, OneTimeCodes.Purpose.REGISTRATION, link))
                .flatMap(used -> Optional.ofNullable(used.draft()))
                .map(Registrations::read)
                .filter(found -> found.password() != null);
        if (draft.isEmpty()) {
            return ByLink.OVER;
        }
        if (!hashing.matches(password, draft.get().password())) {
            audit.append(Actor.NOBODY, AuditAction.CODE_REFUSED, null, OneTimeCodes.Purpose.REGISTRATION.name());
            return ByLink.WRONG_PASSWORD;
        }
        return database.inTransaction(transaction -> codes.endLink(transaction, link)
                .flatMap(used -> admitted(transaction, used, null))
                .map(_ -> ByLink.MADE)
                .orElse(ByLink.OVER));
    }

    /// A code for a phone that gets no messages, to be told to who stands there.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.BadField], or
    ///     [AccountFailure.CodesByMessage] where messages reach phones, or [AccountFailure.NotOfYourVenue], or
    ///     [studio.karangou.server.http.RequestFailure.TooManyAttempts]
    OneTimeCodes.Drawn handOut(PersonId host, String phone) {
        if (texts.hasGateway()) {
            throw new AccountFailure.CodesByMessage().asException();
        }
        Contact contact = Contact.phone(phone).orElseThrow(() -> new PeopleFailure.BadField("phone").asException());
        limits.codeOfHost(host);
        return database.inTransaction(transaction -> drawnByHost(transaction, host, contact))
                .orElseThrow(() -> new AccountFailure.NotOfYourVenue().asException());
    }

    /// Empty for who has an account and was met elsewhere only; the log keeps that it was tried.
    private Optional<OneTimeCodes.Drawn> drawnByHost(Transaction transaction, PersonId host, Contact contact) {
        Optional<PersonId> known = accounts.find(transaction, contact).map(Person::id);
        if (known.isPresent() && !waysIn.mayBeKnownTo(transaction, host, known.get())) {
            UUID refused = known.get().value();
            String purpose = OneTimeCodes.Purpose.HOST.name();
            audit.append(transaction, Actor.of(host), AuditAction.CODE_REFUSED, refused, purpose);
            return Optional.empty();
        }
        OneTimeCodes.Drawn drawn = codes.draw(
                transaction, OneTimeCodes.Purpose.HOST, new OneTimeCodes.Target(host, null, accounts.lookup(contact)));
        UUID subject = known.map(PersonId::value).orElse(drawn.request());
        audit.append(transaction, Actor.of(host), AuditAction.CODE_HANDED_OUT, subject, null);
        return Optional.of(drawn);
    }

    private void checkTexts(Contact contact, Origin origin) {
        if (texts.hasGateway()) {
            limits.text(accounts.lookup(contact), origin);
        }
    }

    private CodeSent byEmail(Accounts.Draft draft) {
        return database.inTransaction(transaction -> {
            boolean taken = accounts.find(transaction, draft.contact()).isPresent();
            OneTimeCodes.Drawn drawn = codes.draw(
                    transaction,
                    OneTimeCodes.Purpose.REGISTRATION,
                    new OneTimeCodes.Target(null, taken ? null : Wire.toJson(draft), null));
            accounts.send(
                    transaction,
                    draft.contact(),
                    taken ? Letter.Kind.ALREADY_REGISTERED : Letter.Kind.REGISTRATION,
                    draft.language(),
                    taken ? null : drawn.code(),
                    taken ? null : links.to(drawn.link()),
                    drawn.expires());
            return new CodeSent(drawn.request(), drawn.expires());
        });
    }

    /// @param draft of a new account, null for who says that they have one
    private CodeSent byPhone(Contact contact, LanguageTag language, Accounts.@Nullable Draft draft) {
        return database.inTransaction(transaction -> {
            Accounts.Draft whoever = draft != null ? draft : draft("?", language, contact, null, null);
            OneTimeCodes.Drawn drawn = codes.draw(
                    transaction,
                    draft == null ? OneTimeCodes.Purpose.PHONE : OneTimeCodes.Purpose.REGISTRATION,
                    new OneTimeCodes.Target(null, Wire.toJson(whoever), accounts.lookup(contact)));
            if (draft != null || accounts.find(transaction, contact).isPresent()) {
                accounts.send(transaction, contact, Letter.Kind.SIGN_IN, language, drawn.code(), null, drawn.expires());
            }
            return new CodeSent(drawn.request(), drawn.expires());
        });
    }

    /// Who a code lets in: found, or made now.
    ///
    /// @param origin where it was typed, null for a link, which may be opened anywhere
    private Optional<Person> admitted(Transaction transaction, OneTimeCodes.Used used, @Nullable Origin origin) {
        if (used.draft() == null) {
            return Optional.empty();
        }
        Accounts.Draft draft = read(used.draft());
        Optional<Person> person = whoever(transaction, used, draft);
        @Nullable PersonId host = used.host();
        if (person.isPresent() && host != null) {
            UUID opened = person.get().id().value();
            audit.append(transaction, Actor.of(host), AuditAction.CODE_OF_HOST_USED, opened, null);
        } else if (person.isPresent() && origin != null) {
            limits.signedIn(accounts.lookup(draft.contact()), origin);
        }
        return person;
    }

    private Optional<Person> whoever(Transaction transaction, OneTimeCodes.Used used, Accounts.Draft draft) {
        Optional<Person> known = accounts.find(transaction, draft.contact());
        if (known.isPresent()) {
            // by e-mail somebody else was faster: whoever they are, their password is theirs
            return known.filter(_ -> draft.kind() == ContactKind.PHONE);
        }
        if (used.purpose() == OneTimeCodes.Purpose.PHONE) {
            throw new PeopleFailure.NoAccount().asException();
        }
        Person made = accounts.make(transaction, draft);
        audit.append(
                transaction,
                Actor.of(made.id()),
                AuditAction.REGISTERED,
                made.id().value(),
                null);
        consents.record(transaction, made.id(), draft.agreed());
        return Optional.of(made);
    }

    static String name(String typed) {
        if (!Names.isGoodLine(typed, Limits.NAME_CHARS)) {
            throw new PeopleFailure.BadField("name").asException();
        }
        return typed.strip();
    }

    static String program(String typed) {
        if (!Names.isGoodLine(typed, Limits.NAME_CHARS)) {
            throw new PeopleFailure.BadField("program").asException();
        }
        return typed.strip();
    }

    private static Accounts.Draft draft(
            String name, LanguageTag language, Contact contact, @Nullable String password, @Nullable Agreed agreed) {
        return new Accounts.Draft(name, language, contact.kind(), contact.text(), contact.normal(), password, agreed);
    }

    private static Accounts.Draft read(byte[] json) {
        try {
            return Wire.json().readValue(json, Accounts.Draft.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a draft that we wrote ourselves", e);
        }
    }
}
