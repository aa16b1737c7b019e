package studio.karangou.server.feature.people;

import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.Profile;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;

/// A person's own account.
public final class Me {
    private final Database database;
    private final Accounts accounts;
    private final PersonSessions sessions;
    private final PeopleStore store = new PeopleStore();

    public Me(Database database, Accounts accounts, PersonSessions sessions) {
        this.database = database;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /// The caller's account.
    public Account show(PersonCaller caller) {
        return database.inTransaction(transaction -> view(transaction, caller));
    }

    /// Changes name and language.
    ///
    /// @throws studio.karangou.common.model.FailureException with [PeopleFailure.BadField]
    public Account change(PersonCaller caller, Profile profile) {
        String name = Registrations.name(profile.name());
        return database.inTransaction(transaction -> {
            store.setProfile(transaction, caller.person(), name, profile.language());
            return view(transaction, caller);
        });
    }

    /// The caller's account, as their session may see it.
    Account view(Transaction transaction, PersonCaller caller) {
        boolean shown = sessions.current(transaction, caller)
                .filter(PersonSessionStore.Row::secondFactor)
                .isPresent();
        return accounts.view(transaction, caller.person(), shown);
    }
}
