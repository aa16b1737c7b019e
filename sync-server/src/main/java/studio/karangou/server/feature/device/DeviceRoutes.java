package studio.karangou.server.feature.device;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.DeviceApi.EnrolmentAnswer;
import studio.karangou.common.protocol.DeviceApi.EnrolmentRequest;
import studio.karangou.common.protocol.DeviceApi.SessionRequest;
import studio.karangou.common.protocol.VenueApi.VenueCodeRequest;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.AttemptLimit;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Enrolment and sessions of devices; venues and codes for the operator.
public final class DeviceRoutes implements Routes {
    private static final int ATTEMPTS = 10;
    private static final Duration ATTEMPT_PERIOD = Duration.ofSeconds(30);
    /// Of everybody together: by five a second, of a thousand codes that are open somebody guesses one in seven years.
    private static final int ALL_ATTEMPTS = 2_000;

    private static final Duration ALL_PERIOD = Duration.ofMillis(200);
    private static final String ALL = "all";

    private final EnrolmentService enrolment;
    private final SessionService sessions;
    private final PeerAddress addresses;
    private final AttemptLimit codeAttempts;
    private final AttemptLimit allAttempts;

    public DeviceRoutes(
            EnrolmentService enrolment, SessionService sessions, PeerAddress addresses, InstantSource clock) {
        this.enrolment = enrolment;
        this.sessions = sessions;
        this.addresses = addresses;
        codeAttempts = new AttemptLimit(ATTEMPTS, ATTEMPT_PERIOD, clock);
        allAttempts = new AttemptLimit(ALL_ATTEMPTS, ALL_PERIOD, clock);
    }

    /// The body of `POST /api/v1/operator/venues`.
    record NewVenue(String name) {}

    /// Its answer.
    record VenueMade(VenueId venue) {}

    @Override
    public void register(RouteTable table) {
        table.newcomer(Permission.ENROL_DEVICE, Method.POST, "/api/v1/devices", this::enrol)
                .newcomer(Permission.ENROL_DEVICE, Method.POST, "/api/v1/devices/{device}/challenges", this::challenge)
                .newcomer(Permission.ENROL_DEVICE, Method.POST, "/api/v1/devices/{device}/sessions", this::openSession)
                .operator(Permission.KEEP_VENUES, Method.POST, "/api/v1/operator/venues", this::addVenue)
                .operator(Permission.KEEP_VENUES, Method.POST, "/api/v1/operator/venues/{venue}/codes", this::issueCode)
                .operator(Permission.KEEP_DEVICES, Method.DELETE, "/api/v1/operator/devices/{device}", this::revoke);
    }

    private void enrol(ServerRequest request, ServerResponse response) {
        EnrolmentRequest body = Bodies.json(request, EnrolmentRequest.class);
        String address = addresses.networkOf(request);
        // counted before, so that many at once are no way around
        codeAttempts.begin(address);
        allAttempts.begin(ALL);
        boolean guessed = false;
        try {
            EnrolmentAnswer answer = enrolment.enrol(body);
            Answers.json(request, response, Status.CREATED_201, answer);
        } catch (FailureException e) {
            guessed = e.failure() instanceof DeviceFailure.CodeRefused;
            throw e;
        } finally {
            if (!guessed) {
                codeAttempts.succeeded(address);
                allAttempts.succeeded(ALL);
            }
        }
    }

    private void challenge(ServerRequest request, ServerResponse response) {
        DeviceId device = Paths.part(request, "device", DeviceId::parse);
        Answers.json(request, response, Status.CREATED_201, sessions.challenge(device));
    }

    private void openSession(ServerRequest request, ServerResponse response) {
        DeviceId device = Paths.part(request, "device", DeviceId::parse);
        SessionRequest body = Bodies.json(request, SessionRequest.class);
        Answers.json(request, response, Status.CREATED_201, sessions.open(device, body));
    }

    private void addVenue(ServerRequest request, ServerResponse response) {
        NewVenue body = Bodies.json(request, NewVenue.class);
        Answers.json(request, response, Status.CREATED_201, new VenueMade(enrolment.addVenue(body.name())));
    }

    private void issueCode(ServerRequest request, ServerResponse response) {
        VenueId venue = Paths.part(request, "venue", VenueId::parse);
        @Nullable DeviceProfile profile = codeFor(request);
        Answers.json(request, response, Status.CREATED_201, enrolment.issueCode(venue, profile));
    }

    /// What the device that is to use a code is, null where nobody said it.
    static @Nullable DeviceProfile codeFor(ServerRequest request) {
        return Bodies.isEmpty(request)
                ? null
                : Bodies.json(request, VenueCodeRequest.class).profile();
    }

    private void revoke(ServerRequest request, ServerResponse response) {
        enrolment.revoke(Paths.part(request, "device", DeviceId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }
}
