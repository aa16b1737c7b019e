package studio.karangou.server.feature.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.keys.SealedColumns;
import studio.karangou.server.post.Letter;
import studio.karangou.server.post.PostOffice;

/// Accounts as they are found, made, shown and written to; what is sealed is opened here only.
public final class Accounts {
    private static final Duration NOTICE_LIFE = Duration.ofDays(3);

    private final SealedColumns columns;
    private final PostOffice post;
    private final Clock clock;
    private final Uuid7 ids;
    private final Revocations revocations;
    private final PeopleStore store = new PeopleStore();
    private final SecondFactorStore secondFactors = new SecondFactorStore();
    private final CodeStore codes = new CodeStore();

    public Accounts(SealedColumns columns, PostOffice post, Clock clock, Uuid7 ids, Revocations revocations) {
        this.columns = columns;
        this.post = post;
        this.clock = clock;
        this.ids = ids;
        this.revocations = revocations;
    }

    /// What a registration leaves behind until its address is proven.
    ///
    /// @param password its hash; null for who registers by phone
    /// @param agreed what the person ticked, null from a program that did not say
    record Draft(
            String name,
            LanguageTag language,
            ContactKind kind,
            String text,
            String normal,
            @Nullable String password,
            PeopleApi.@Nullable Agreed agreed) {
        Contact contact() {
            return new Contact(kind, text, normal);
        }

        @Override
        public String toString() {
            return "Draft[…]";
        }
    }

    Bytes lookup(Contact contact) {
        return columns.lookup(contact.kind().name(), contact.normal());
    }

    Optional<Person> find(Transaction transaction, Contact contact) {
        return store.findByContact(transaction, contact.kind(), lookup(contact));
    }

    /// Makes an account; its address was proven.
    Person make(Transaction transaction, Draft draft) {
        Person person = new Person(new PersonId(ids.next()), draft.name(), draft.language(), draft.password());
        store.add(transaction, person, clock.instant());
        addContact(transaction, person, draft.contact());
        return person;
    }

    /// Makes an account of who signs in with another provider.
    ///
    /// @param contact that the provider vouches for, null if it does not
    Person make(Transaction transaction, String name, LanguageTag language, @Nullable Contact contact) {
        Person person = new Person(new PersonId(ids.next()), name, language, null);
        store.add(transaction, person, clock.instant());
        if (contact != null) {
            addContact(transaction, person, contact);
        }
        return person;
    }

    /// Puts a proven address in the place of the one of its kind, if there was one. Codes that are under way to
    /// the old one open nothing any more.
    void putContact(Transaction transaction, PersonId id, Contact contact) {
        @Nullable Person person = store.lock(transaction, id).orElse(null);
        if (person == null) {
            return; // erased in this moment, and nothing may stay of them
        }
        opensOtherwise(transaction, id);
        store.removeContact(transaction, id, contact.kind());
        addContact(transaction, person, contact);
    }

    /// What opens the account has just changed, or is about to: codes that were drawn for the person are
    /// forgotten, sign-ins that have shown the first factor begin anew, and a backup from before does not
    /// bring back what it was.
    void opensOtherwise(Transaction transaction, PersonId id) {
        List<Bytes> lookups = store.lookups(transaction, id);
        codes.forgetOf(transaction, id, lookups);
        store.newCredentials(transaction, id);
        long version = store.credentialVersion(transaction, id);
        transaction.afterwards(() -> revocations.opensOtherwise(id, version));
    }

    private void addContact(Transaction transaction, Person person, Contact contact) {
        store.addContact(
                transaction,
                person.id(),
                contact.kind(),
                lookup(contact),
                columns.seal(contact.kind().column(), person.id().value(), contact.text()),
                clock.instant());
    }

    /// The account as it is shown.
    ///
    /// @param shown whether a second factor was shown in the session that asks
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.UnknownPerson]
    Account view(Transaction transaction, PersonId id, boolean shown) {
        Person person = store.find(transaction, id).orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
        List<RoleHeld> roles = new ArrayList<>(store.roles(transaction, id));
        roles.add(new RoleHeld(Role.SPECTATOR, RoleState.VERIFIED));
        roles.sort(Comparator.comparing(RoleHeld::role));
        boolean administrator = roles.contains(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED));
        return new Account(
                id,
                person.name(),
                person.language(),
                address(transaction, id, ContactKind.EMAIL),
                address(transaction, id, ContactKind.PHONE),
                roles,
                secondFactors.isConfirmed(transaction, id),
                administrator && !shown,
                person.password() != null,
                store.since(transaction, id),
                store.credentialVersion(transaction, id));
    }

    /// Words that an attacker knows of a person.
    List<String> words(Transaction transaction, Person person) {
        @Nullable String email = address(transaction, person.id(), ContactKind.EMAIL);
        return email == null ? List.of(person.name()) : List.of(person.name(), email);
    }

    @Nullable
    String address(Transaction transaction, PersonId id, ContactKind kind) {
        for (PeopleStore.SealedContact contact : store.contacts(transaction, id)) {
            if (contact.kind() == kind) {
                return columns.openText(kind.column(), id.value(), contact.sealed());
            }
        }
        return null;
    }

    /// Tells a person that something of theirs has changed, by letter and by text message, as they have either.
    void tell(Transaction transaction, PersonId id, Letter.Kind kind) {
        Person person = store.find(transaction, id).orElseThrow();
        Instant expires = clock.instant().plus(NOTICE_LIFE);
        for (ContactKind by : ContactKind.values()) {
            @Nullable String to = address(transaction, id, by);
            if (to != null) {
                post.post(transaction, new Letter(channel(by), kind, to, person.language(), null, null, expires));
            }
        }
    }

    private static Letter.Channel channel(ContactKind kind) {
        return switch (kind) {
            case EMAIL -> Letter.Channel.EMAIL;
            case PHONE -> Letter.Channel.SMS;
        };
    }

    /// Tells a person that a refresh token came back.
    void tellStolen(Transaction transaction, PersonId id) {
        tell(transaction, id, Letter.Kind.SESSION_STOLEN);
    }

    /// Sends a code, or words in its place.
    ///
    /// @param code null where there is nothing to type
    /// @param link null where there is nothing to open
    void send(
            Transaction transaction,
            Contact contact,
            Letter.Kind kind,
            LanguageTag language,
            @Nullable String code,
            @Nullable String link,
            Instant expires) {
        post.post(
                transaction, new Letter(channel(contact.kind()), kind, contact.text(), language, code, link, expires));
    }
}
