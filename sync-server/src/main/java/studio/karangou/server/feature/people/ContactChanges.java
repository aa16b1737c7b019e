package studio.karangou.server.feature.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.CodeSent;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.post.Letter;

/// Another e-mail address or phone number, or the first: proven by a code before it takes the place of the old
/// one, which is told.
public final class ContactChanges {
    private final Database database;
    private final Accounts accounts;
    private final Me me;
    private final OneTimeCodes codes;
    private final Proofs proofs;
    private final TextBudget texts;
    private final PeopleLimits limits;
    private final AuditLog audit;
    private final PeopleStore people = new PeopleStore();

    ContactChanges(
            Database database,
            Accounts accounts,
            Me me,
            OneTimeCodes codes,
            Proofs proofs,
            TextBudget texts,
            PeopleLimits limits,
            AuditLog audit) {
        this.database = database;
        this.accounts = accounts;
        this.me = me;
        this.codes = codes;
        this.proofs = proofs;
        this.texts = texts;
        this.limits = limits;
        this.audit = audit;
    }

    /// Sends a code to the new address; whether another account has it is told by letter only.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.BadField] or
    ///     with why the proof does not do
    public CodeSent begin(PersonCaller caller, ContactRequest request) {
        Contact contact = contact(request);
        Person person = database.inTransaction(transaction -> people.find(transaction, caller.person()))
                .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
        proofs.check(caller, request.password(), request.proof());
        limits.ownLetter(person.id(), accounts.lookup(contact));
        texts.take(contact);
        return database.inTransaction(transaction -> {
            boolean taken = accounts.find(transaction, contact)
                    .filter(other -> !other.id().equals(person.id()))
                    .isPresent();
            OneTimeCodes.Target target = taken
                    ? new OneTimeCodes.Target(null, null, null)
                    : new OneTimeCodes.Target(person.id(), Wire.toJson(contact), null);
            OneTimeCodes.Drawn drawn = codes.draw(transaction, OneTimeCodes.Purpose.CONTACT, target);
            accounts.send(
                    transaction,
                    contact,
                    taken ? Letter.Kind.ALREADY_REGISTERED : Letter.Kind.SIGN_IN,
                    person.language(),
                    taken ? null : drawn.code(),
                    null,
                    drawn.expires());
            return new CodeSent(drawn.request(), drawn.expires());
        });
    }

    /// Puts the new address in place.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.CodeRefused]
    public Account confirm(PersonCaller caller, UUID request, String code) {
        return database.inTransaction(transaction -> codes.use(transaction, OneTimeCodes.Purpose.CONTACT, request, code)
                        .filter(used -> caller.person().equals(used.person()))
                        .flatMap(used -> put(transaction, caller, used)))
                .orElseThrow(() -> new PeopleFailure.CodeRefused().asException());
    }

    private Optional<Account> put(Transaction transaction, PersonCaller caller, OneTimeCodes.Used used) {
        if (used.draft() == null) {
            return Optional.empty();
        }
        Contact contact = read(used.draft());
        boolean taken = accounts.find(transaction, contact)
                .filter(other -> !other.id().equals(caller.person()))
                .isPresent();
        if (taken) {
            return Optional.empty(); // somebody else was faster
        }
        accounts.tell(transaction, caller.person(), Letter.Kind.CONTACT_CHANGED);
        accounts.putContact(transaction, caller.person(), contact);
        audit.append(
                transaction,
                Actor.of(caller.person()),
                AuditAction.CONTACT_CHANGED,
                caller.person().value(),
                contact.kind().name());
        return Optional.of(me.view(transaction, caller));
    }

    private static Contact contact(ContactRequest request) {
        if ((request.email() == null) == (request.phone() == null)) {
            throw new PeopleFailure.BadField("email").asException();
        }
        return request.email() != null
                ? Contact.email(request.email()).orElseThrow(() -> new PeopleFailure.BadField("email").asException())
                : Contact.phone(request.phone() == null ? "" : request.phone())
                        .orElseThrow(() -> new PeopleFailure.BadField("phone").asException());
    }

    private static Contact read(byte[] json) {
        try {
            return Wire.json().readValue(json, Contact.class);
        } catch (IOException e) {
            throw new UncheckedIOException("an address that we wrote ourselves", e);
        }
    }
}
