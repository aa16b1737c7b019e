package studio.karangou.server.feature.people;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import studio.karangou.common.model.Id;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.PeopleApi.Confirmation;
import studio.karangou.common.protocol.PeopleApi.NewPassword;
import studio.karangou.common.protocol.PeopleApi.PhoneSignInRequest;
import studio.karangou.common.protocol.PeopleApi.RecoveryRequest;
import studio.karangou.common.protocol.PeopleApi.RefreshRequest;
import studio.karangou.common.protocol.PeopleApi.RegistrationRequest;
import studio.karangou.common.protocol.PeopleApi.SecondFactorRequest;
import studio.karangou.common.protocol.PeopleApi.SignInRequest;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// The ways in: registration, sign-in, recovery, the next tokens.
public final class SignInRoutes implements Routes {
    private static final String BASE = "/api/v1/people";
    private static final HeaderName DEVICE = HeaderNames.create(PeopleApi.DEVICE_HEADER);

    private final Registrations registrations;
    private final SignIns signIns;
    private final Passwords passwords;
    private final PersonSessions sessions;
    private final PeopleLimits limits;
    private final PeerAddress addresses;
    private final Origins origins;

    SignInRoutes(
            Registrations registrations,
            SignIns signIns,
            Passwords passwords,
            PersonSessions sessions,
            PeopleLimits limits,
            PeerAddress addresses,
            Origins origins) {
        this.registrations = registrations;
        this.signIns = signIns;
        this.passwords = passwords;
        this.sessions = sessions;
        this.limits = limits;
        this.addresses = addresses;
        this.origins = origins;
    }

    @Override
    public void register(RouteTable table) {
        post(table, "/registrations", this::register);
        post(table, "/registrations/{request}/confirmations", this::confirm);
        post(table, "/sign-ins", this::signIn);
        post(table, "/sign-ins/second-factors", this::secondFactor);
        post(table, "/phone-sign-ins", this::signInByPhone);
        post(table, "/phone-sign-ins/{request}/confirmations", this::confirmPhone);
        post(table, "/recoveries", this::recover);
        post(table, "/recoveries/{request}/passwords", this::replacePassword);
        table.newcomer(Permission.SIGN_IN, Method.POST, BASE + "/refreshes", this::refresh);
    }

    /// Every way in is limited by where somebody comes from; who got in does not count.
    private void post(RouteTable table, String path, Handler handler) {
        table.newcomer(Permission.SIGN_IN, Method.POST, BASE + path, (request, response) -> {
            limits.stranger(origin(request));
            handler.handle(request, response);
        });
    }

    private Origin origin(ServerRequest request) {
        return origins.of(
                addresses.networkOf(request), request.headers().value(DEVICE).orElse(null));
    }

    private void register(ServerRequest request, ServerResponse response) {
        RegistrationRequest body = Bodies.json(request, RegistrationRequest.class);
        Answers.json(request, response, Status.ACCEPTED_202, registrations.begin(body, origin(request)));
    }

    private void confirm(ServerRequest request, ServerResponse response) {
        confirm(request, response, OneTimeCodes.Purpose.REGISTRATION);
    }

    private void confirmPhone(ServerRequest request, ServerResponse response) {
        confirm(request, response, OneTimeCodes.Purpose.PHONE);
    }

    private void confirm(ServerRequest request, ServerResponse response, OneTimeCodes.Purpose purpose) {
        UUID id = Paths.part(request, "request", Id::parseUuid);
        Confirmation body = Bodies.json(request, Confirmation.class);
        Answers.json(request, response, Status.CREATED_201, registrations.confirm(id, purpose, body, origin(request)));
        limits.known(origin(request));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        SignInRequest body = Bodies.json(request, SignInRequest.class);
        Answers.json(request, response, Status.CREATED_201, signIns.signIn(body, origin(request)));
        limits.known(origin(request));
    }

    private void secondFactor(ServerRequest request, ServerResponse response) {
        SecondFactorRequest body = Bodies.json(request, SecondFactorRequest.class);
        Answers.json(request, response, Status.CREATED_201, signIns.secondFactor(body, origin(request)));
        limits.known(origin(request));
    }

    private void signInByPhone(ServerRequest request, ServerResponse response) {
        PhoneSignInRequest body = Bodies.json(request, PhoneSignInRequest.class);
        Answers.json(request, response, Status.ACCEPTED_202, registrations.beginByPhone(body, origin(request)));
    }

    private void recover(ServerRequest request, ServerResponse response) {
        RecoveryRequest body = Bodies.json(request, RecoveryRequest.class);
        Answers.json(request, response, Status.ACCEPTED_202, passwords.recover(body, origin(request)));
    }

    private void replacePassword(ServerRequest request, ServerResponse response) {
        UUID id = Paths.part(request, "request", Id::parseUuid);
        passwords.replace(id, Bodies.json(request, NewPassword.class));
        limits.known(origin(request));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void refresh(ServerRequest request, ServerResponse response) {
        RefreshRequest body = Bodies.json(request, RefreshRequest.class);
        Answers.json(request, response, Status.CREATED_201, sessions.refresh(body, origin(request)));
    }
}
