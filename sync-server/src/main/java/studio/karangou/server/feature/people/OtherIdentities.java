package studio.karangou.server.feature.people;

import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.ProviderApi.Identities;
import studio.karangou.common.protocol.ProviderApi.Identity;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.post.Letter;

/// With whom else a person signs in: shown to them, and taken away.
final class OtherIdentities {
    private final Database database;
    private final Accounts accounts;
    private final WaysIn waysIn;
    private final Proofs proofs;
    private final List<OidcProvider> providers;
    private final AuditLog audit;
    private final ProviderStore store = new ProviderStore();
    private final PeopleStore people = new PeopleStore();

    OtherIdentities(
            Database database,
            Accounts accounts,
            WaysIn waysIn,
            Proofs proofs,
            List<OidcProvider> providers,
            AuditLog audit) {
        this.database = database;
        this.accounts = accounts;
        this.waysIn = waysIn;
        this.proofs = proofs;
        this.providers = providers;
        this.audit = audit;
    }

    Identities list(PersonCaller caller) {
        return new Identities(
                database.inTransaction(transaction -> store.identities(transaction, caller.person())).stream()
                        .map(row -> new Identity(row.lookup().hex(), title(row.provider()), row.since()))
                        .toList());
    }

    /// Takes one away; the person is told.
    ///
    /// @throws studio.karangou.common.model.FailureException with [AccountFailure.UnknownIdentity],
    ///     [AccountFailure.LastWayIn], [AccountFailure.OtherWayInNeeded], or why the proof does not do
    void remove(PersonCaller caller, String id, Proof proof) {
        boolean theirs = database.inTransaction(transaction -> store.identities(transaction, caller.person())).stream()
                .anyMatch(row -> row.lookup().hex().equals(id));
        if (!theirs) {
            throw new AccountFailure.UnknownIdentity().asException();
        }
        proofs.check(caller, null, proof);
        database.inTransaction(transaction -> {
            Person person = people.lock(transaction, caller.person())
                    .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
            List<ProviderStore.Row> all = store.identities(transaction, person.id());
            ProviderStore.Row gone = all.stream()
                    .filter(row -> row.lookup().hex().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AccountFailure.UnknownIdentity().asException());
            if (all.size() == 1
                    && person.password() == null
                    && lookups(transaction, person).isEmpty()) {
                throw new AccountFailure.LastWayIn().asException();
            }
            store.removeIdentity(transaction, person.id(), gone.lookup());
            waysIn.checkStaysOpen(transaction, person.id());
            accounts.opensOtherwise(transaction, person.id());
            accounts.tell(transaction, person.id(), Letter.Kind.IDENTITY_CHANGED);
            audit.append(
                    transaction,
                    Actor.of(person.id()),
                    AuditAction.IDENTITY_REMOVED,
                    person.id().value(),
                    gone.provider());
            return person;
        });
    }

    private List<Bytes> lookups(Transaction transaction, Person person) {
        return people.lookups(transaction, person.id());
    }

    private String title(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .map(OidcProvider::title)
                .findFirst()
                .orElse(name);
    }
}
