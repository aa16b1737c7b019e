package studio.karangou.server.feature.people;

import java.time.Clock;
import java.util.List;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.keys.ServerKeys;
import studio.karangou.server.post.PostOffice;

/// The feature, put together by hand.
public final class PeopleFeature implements AutoCloseable {
    private final PersonSessions sessions;
    private final SignInRoutes signInRoutes;
    private final MeRoutes meRoutes;
    private final RoleRoutes roleRoutes;
    private final LinkRoutes linkRoutes;
    private final ConsentRoutes consentRoutes;
    private final ProviderSignIns providerSignIns;
    private final ProviderRoutes providerRoutes;
    private final PersonalData personalData;
    private final RestoredPeople restored;

    /// @param erasures drop what others keep of people
    /// @param exports say what others keep of people
    /// @param revocations note what a backup must not bring back
    /// @param attendance takes note of who is at which device
    /// @param hashing shared by all who hash passwords: it bounds how many do at a time
    public PeopleFeature(
            Database database,
            ServerKeys keys,
            PostOffice post,
            AuditLog audit,
            Erasures erasures,
            Exports exports,
            Revocations revocations,
            Attendance attendance,
            PasswordHashing hashing,
            PasswordRules rules,
            List<OidcProvider> providers,
            PersonSessions.Lives lives,
            Links links,
            PeerAddress addresses,
            Clock clock,
            Uuid7 ids) {
        Accounts accounts = new Accounts(keys.columns(), post, clock, ids, revocations);
        OneTimeCodes codes = new OneTimeCodes(keys.columns(), keys.hash("one-time-codes"), audit, clock, ids);
        PeopleLimits limits = new PeopleLimits(clock);
        sessions = new PersonSessions(database, keys.tokens(), audit, accounts, attendance, lives, clock, ids);
        TextBudget texts = new TextBudget(database, audit, clock, post.textLimits());
        WaysIn waysIn = new WaysIn(texts, attendance);
        SecondFactors secondFactors = new SecondFactors(
                database, keys.columns(), keys.hash("recovery-codes"), accounts, sessions, waysIn, audit, clock);
        FactorGuesses guesses = new FactorGuesses(database, accounts, limits, audit, clock);
        Proofs proofs = new Proofs(
                database, accounts, codes, hashing, secondFactors, sessions, texts, limits, guesses, audit, clock);
        SignIns signIns = new SignIns(
                database, accounts, hashing, sessions, secondFactors, keys.tokens(), limits, guesses, audit, clock);
        Consents consents = new Consents(database, audit, clock);
        Registrations registrations = new Registrations(
                database, accounts, codes, signIns, consents, rules, hashing, limits, texts, links, waysIn, audit);
        Passwords passwords =
                new Passwords(database, accounts, codes, rules, hashing, sessions, proofs, limits, links, audit);
        Roles roles = new Roles(database, accounts, sessions, waysIn, audit, revocations, clock);
        Me me = new Me(database, accounts, sessions);
        Origins origins = new Origins(keys.tokens(), attendance, clock);
        signInRoutes = new SignInRoutes(registrations, signIns, passwords, sessions, limits, addresses, origins);
        ContactChanges contacts = new ContactChanges(database, accounts, me, codes, proofs, texts, limits, audit);
        consentRoutes = new ConsentRoutes(consents);
        personalData =
                new PersonalData(database, accounts, proofs, sessions, audit, consents, erasures, exports, clock);
        restored = new RestoredPeople(database, accounts, sessions, audit);
        OtherIdentities identities = new OtherIdentities(database, accounts, waysIn, proofs, providers, audit);
        meRoutes = new MeRoutes(
                me,
                passwords,
                sessions,
                secondFactors,
                roles,
                registrations,
                contacts,
                personalData,
                proofs,
                identities,
                guesses,
                limits);
        roleRoutes = new RoleRoutes(roles, secondFactors);
        providerSignIns = new ProviderSignIns(
                providers, database, accounts, signIns, codes, limits, keys.columns(), audit, clock, ids);
        providerRoutes = new ProviderRoutes(providerSignIns, limits, addresses, origins);
        linkRoutes = new LinkRoutes(database, codes, registrations, passwords, limits, addresses);
    }

    /// Whose an access token is.
    public PersonSessions sessions() {
        return sessions;
    }

    /// Erases somebody who had been erased, and came back with an older database.
    public void eraseAgain(PersonId person) {
        personalData.eraseAgain(person);
    }

    /// What is done to people who came back as they were with an older database.
    public RestoredPeople restored() {
        return restored;
    }

    /// Adds its routes.
    public void register(RouteTable table) {
        signInRoutes.register(table);
        providerRoutes.register(table);
        meRoutes.register(table);
        roleRoutes.register(table);
        linkRoutes.register(table);
        consentRoutes.register(table);
    }

    @Override
    public void close() {
        providerSignIns.close();
    }
}
