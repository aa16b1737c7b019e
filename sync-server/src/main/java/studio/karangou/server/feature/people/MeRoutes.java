package studio.karangou.server.feature.people;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.UUID;
import studio.karangou.common.model.Id;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.ContactRequest;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.PasswordChange;
import studio.karangou.common.protocol.PeopleApi.Profile;
import studio.karangou.common.protocol.PeopleApi.Proving;
import studio.karangou.common.protocol.PeopleApi.RecoveryCodes;
import studio.karangou.common.protocol.PeopleApi.SecondFactorCode;
import studio.karangou.common.protocol.PeopleApi.Sessions;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.http.PersonHandler;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// What people do with their own account, and what hosts do for those in front of them.
public final class MeRoutes implements Routes {
    private static final String BASE = "/api/v1/me";

    private final Me me;
    private final Passwords passwords;
    private final PersonSessions sessions;
    private final SecondFactors secondFactors;
    private final Roles roles;
    private final Registrations registrations;
    private final ContactChanges contacts;
    private final PersonalData personalData;
    private final Proofs proofs;
    private final OtherIdentities identities;
    private final FactorGuesses guesses;
    private final PeopleLimits limits;

    MeRoutes(
            Me me,
            Passwords passwords,
            PersonSessions sessions,
            SecondFactors secondFactors,
            Roles roles,
            Registrations registrations,
            ContactChanges contacts,
            PersonalData personalData,
            Proofs proofs,
            OtherIdentities identities,
            FactorGuesses guesses,
            PeopleLimits limits) {
        this.me = me;
        this.passwords = passwords;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.roles = roles;
        this.registrations = registrations;
        this.contacts = contacts;
        this.personalData = personalData;
        this.proofs = proofs;
        this.identities = identities;
        this.guesses = guesses;
        this.limits = limits;
    }

    /// The body of `POST /api/v1/people/phone-codes`.
    record PhoneCodeRequest(String phone) {
        @Override
        public String toString() {
            return "PhoneCodeRequest[…]";
        }
    }

    /// Its answer, to be read out.
    record PhoneCode(String code, Instant expires) {
        @Override
        public String toString() {
            return "PhoneCode[…]";
        }
    }

    @Override
    public void register(RouteTable table) {
        own(table, Method.GET, "", this::show);
        own(table, Method.PUT, "", this::change);
        own(table, Method.POST, "/password", this::changePassword);
        own(table, Method.GET, "/sessions", this::listSessions);
        own(table, Method.DELETE, "/sessions", this::endSessions);
        own(table, Method.DELETE, "/sessions/{session}", this::endSession);
        own(table, Method.PUT, "/roles/{role}", this::requestRole);
        own(table, Method.POST, "/second-factor", this::beginSecondFactor);
        own(table, Method.POST, "/second-factor/confirmations", this::confirmSecondFactor);
        own(table, Method.POST, "/second-factor/removals", this::removeSecondFactor);
        own(table, Method.POST, "/second-factor/recovery-codes", this::renewRecoveryCodes);
        own(table, Method.GET, "/proofs", this::proofWays);
        own(table, Method.POST, "/proofs", this::sendProofCode);
        own(table, Method.POST, "/contacts", this::beginContact);
        own(table, Method.POST, "/contacts/{request}/confirmations", this::confirmContact);
        own(table, Method.GET, "/identities", this::listIdentities);
        own(table, Method.POST, "/identities/{identity}/removals", this::removeIdentity);
        own(table, Method.POST, "/data", this::export);
        own(table, Method.POST, "/erasure", this::erase);
        table.person(Permission.HAND_OUT_CODES, Method.POST, "/api/v1/people/phone-codes", this::handOut);
    }

    private static void own(RouteTable table, Method method, String path, PersonHandler handler) {
        table.person(Permission.KEEP_OWN_ACCOUNT, method, BASE + path, handler);
    }

    private void show(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.OK_200, me.show(caller));
    }

    private void change(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.OK_200, me.change(caller, Bodies.json(request, Profile.class)));
    }

    private void changePassword(ServerRequest request, ServerResponse response, PersonCaller caller) {
        passwords.change(caller, Bodies.json(request, PasswordChange.class));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void listSessions(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.OK_200, new Sessions(sessions.list(caller)));
    }

    private void endSessions(ServerRequest request, ServerResponse response, PersonCaller caller) {
        sessions.endAll(caller);
        response.status(Status.NO_CONTENT_204).send();
    }

    private void endSession(ServerRequest request, ServerResponse response, PersonCaller caller) {
        sessions.end(caller, Paths.part(request, "session", Id::parseUuid));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void requestRole(ServerRequest request, ServerResponse response, PersonCaller caller) {
        roles.request(caller, Paths.part(request, "role", Role::valueOf));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void beginSecondFactor(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Proving body = Bodies.json(request, Proving.class);
        secondFactors.checkMayBegin(caller);
        proofs.check(caller, null, body.proof());
        Answers.json(request, response, Status.CREATED_201, secondFactors.begin(caller));
    }

    private void confirmSecondFactor(ServerRequest request, ServerResponse response, PersonCaller caller) {
        SecondFactorCode body = Bodies.json(request, SecondFactorCode.class);
        limits.secondFactor(caller.person());
        Answers.json(request, response, Status.CREATED_201, secondFactors.confirm(caller, body.code()));
        limits.secondFactorRight(caller.person());
    }

    private void removeSecondFactor(ServerRequest request, ServerResponse response, PersonCaller caller) {
        SecondFactorCode body = Bodies.json(request, SecondFactorCode.class);
        guesses.guarded(caller.person(), () -> {
            secondFactors.remove(caller, body.code());
            return caller;
        });
        response.status(Status.NO_CONTENT_204).send();
    }

    private void renewRecoveryCodes(ServerRequest request, ServerResponse response, PersonCaller caller) {
        SecondFactorCode body = Bodies.json(request, SecondFactorCode.class);
        RecoveryCodes drawn = guesses.guarded(caller.person(), () -> secondFactors.renew(caller, body.code()));
        Answers.json(request, response, Status.CREATED_201, drawn);
    }

    private void proofWays(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.OK_200, proofs.ways(caller));
    }

    private void sendProofCode(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.ACCEPTED_202, proofs.send(caller));
    }

    private void beginContact(ServerRequest request, ServerResponse response, PersonCaller caller) {
        ContactRequest body = Bodies.json(request, ContactRequest.class);
        Answers.json(request, response, Status.ACCEPTED_202, contacts.begin(caller, body));
    }

    private void confirmContact(ServerRequest request, ServerResponse response, PersonCaller caller) {
        UUID id = Paths.part(request, "request", Id::parseUuid);
        Confirmation body = Bodies.json(request, Confirmation.class);
        Answers.json(request, response, Status.OK_200, contacts.confirm(caller, id, body.code()));
    }

    private void listIdentities(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.OK_200, identities.list(caller));
    }

    private void removeIdentity(ServerRequest request, ServerResponse response, PersonCaller caller) {
        String identity = request.path().pathParameters().get("identity");
        identities.remove(caller, identity, Bodies.json(request, Proving.class).proof());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void export(ServerRequest request, ServerResponse response, PersonCaller caller) {
        byte[] archive =
                personalData.export(caller, Bodies.json(request, Proving.class).proof());
        response.header("Content-Disposition", "attachment; filename=\"karangou.zip\"");
        Answers.bytes(request, response, Status.OK_200, "application/zip", archive);
    }

    private void erase(ServerRequest request, ServerResponse response, PersonCaller caller) {
        personalData.erase(caller, Bodies.json(request, Erasure.class));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void handOut(ServerRequest request, ServerResponse response, PersonCaller caller) {
        PhoneCodeRequest body = Bodies.json(request, PhoneCodeRequest.class);
        OneTimeCodes.Drawn drawn = registrations.handOut(caller.person(), body.phone());
        Answers.json(request, response, Status.CREATED_201, new PhoneCode(drawn.code(), drawn.expires()));
    }
}
