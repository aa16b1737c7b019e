package studio.karangou.server.feature.device;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentRequest;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.http.RequestFailure;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Venues of hosts and the health of their devices; all devices for the operator.
public final class VenueRoutes implements Routes {
    private static final String VENUE = "/api/v1/venues/{venue}";

    private final VenueService venues;
    private final FileEnrolment files;

    public VenueRoutes(VenueService venues, FileEnrolment files) {
        this.venues = venues;
        this.files = files;
    }

    /// The body of `PUT /api/v1/operator/venues/{venue}/host`.
    record NewHost(PersonId person) {}

    @Override
    public void register(RouteTable table) {
        table.person(Permission.KEEP_OWN_VENUES, Method.POST, "/api/v1/venues", this::add)
                .person(Permission.KEEP_OWN_VENUES, Method.GET, "/api/v1/venues", this::list)
                .person(Permission.KEEP_OWN_VENUES, Method.PUT, VENUE, this::change)
                .person(Permission.KEEP_OWN_VENUES, Method.POST, VENUE + "/codes", this::issueCode)
                .person(Permission.KEEP_OWN_VENUES, Method.GET, VENUE + "/devices", this::devices)
                .person(Permission.KEEP_OWN_VENUES, Method.POST, VENUE + "/devices", this::answer)
                .person(Permission.KEEP_OWN_VENUES, Method.DELETE, VENUE + "/devices/{device}", this::revoke)
                .person(Permission.KEEP_OWN_VENUES, Method.DELETE, VENUE + "/devices/{device}/copy", this::settleCopy)
                .operator(Permission.KEEP_VENUES, Method.PUT, "/api/v1/operator/venues/{venue}/host", this::giveTo)
                .operator(Permission.KEEP_VENUES, Method.POST, "/api/v1/operator/venues/{venue}/devices", this::answer)
                .operator(Permission.KEEP_DEVICES, Method.GET, "/api/v1/operator/devices", this::allDevices);
    }

    private void add(ServerRequest request, ServerResponse response, PersonCaller caller) {
        VenueDraft draft = Bodies.json(request, VenueDraft.class);
        Answers.json(request, response, Status.CREATED_201, venues.register(caller.person(), draft));
    }

    private void list(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.OK_200, venues.list(caller.person()));
    }

    private void change(ServerRequest request, ServerResponse response, PersonCaller caller) {
        VenueId venue = venue(request);
        VenueDraft draft = Bodies.json(request, VenueDraft.class);
        Answers.json(request, response, Status.OK_200, venues.change(caller.person(), venue, draft));
    }

    private void issueCode(ServerRequest request, ServerResponse response, PersonCaller caller) {
        VenueId venue = venue(request);
        @Nullable DeviceProfile profile = DeviceRoutes.codeFor(request);
        Answers.json(request, response, Status.CREATED_201, venues.issueCode(caller.person(), venue, profile));
    }

    private void devices(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(request, response, Status.OK_200, venues.devices(caller.person(), venue(request), after(request)));
    }

    private void answer(ServerRequest request, ServerResponse response, PersonCaller caller) {
        FileEnrolmentRequest body = Bodies.json(request, FileEnrolmentRequest.class);
        Answers.json(request, response, Status.CREATED_201, files.answer(caller.person(), venue(request), body));
    }

    private void answer(ServerRequest request, ServerResponse response) {
        FileEnrolmentRequest body = Bodies.json(request, FileEnrolmentRequest.class);
        Answers.json(request, response, Status.CREATED_201, files.answer(venue(request), body));
    }

    private void revoke(ServerRequest request, ServerResponse response, PersonCaller caller) {
        venues.revoke(caller.person(), venue(request), Paths.part(request, "device", DeviceId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void settleCopy(ServerRequest request, ServerResponse response, PersonCaller caller) {
        venues.settleCopy(caller.person(), venue(request), Paths.part(request, "device", DeviceId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void giveTo(ServerRequest request, ServerResponse response) {
        venues.giveTo(venue(request), Bodies.json(request, NewHost.class).person());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void allDevices(ServerRequest request, ServerResponse response) {
        Answers.json(request, response, Status.OK_200, venues.devices(after(request)));
    }

    private static VenueId venue(ServerRequest request) {
        return Paths.part(request, "venue", VenueId::parse);
    }

    private static @Nullable DeviceId after(ServerRequest request) {
        @Nullable String after = request.query().first("after").orElse(null);
        try {
            return after == null ? null : DeviceId.parse(after);
        } catch (IllegalArgumentException e) {
            throw new FailureException(new RequestFailure.BadRequest(), e);
        }
    }
}
