package studio.karangou.server.feature.playback;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import studio.karangou.common.protocol.ViewingApi.ViewingKept;
import studio.karangou.common.protocol.ViewingApi.ViewingRequest;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// What somebody who is signed in watches: the places they take, and give back.
public final class ViewingRoutes implements Routes {
    private static final String BASE = "/api/v1/me/viewings";

    private final Viewings viewings;
    private final Films films;

    public ViewingRoutes(Viewings viewings, Films films) {
        this.viewings = viewings;
        this.films = films;
    }

    @Override
    public void register(RouteTable table) {
        table.person(Permission.KEEP_OWN_ACCOUNT, Method.GET, BASE, this::list)
                .person(Permission.KEEP_OWN_ACCOUNT, Method.PUT, BASE + "/{viewing}", this::watch)
                .person(Permission.KEEP_OWN_ACCOUNT, Method.DELETE, BASE + "/{viewing}", this::end);
    }

    private void list(ServerRequest request, ServerResponse response, PersonCaller caller) {
        Answers.json(
                request,
                response,
                Status.OK_200,
                new studio.karangou.common.protocol.ViewingApi.Viewings(viewings.list(caller)));
    }

    private void watch(ServerRequest request, ServerResponse response, PersonCaller caller) {
        UUID viewing = Paths.part(request, "viewing", UUID::fromString);
        ViewingRequest body = Bodies.json(request, ViewingRequest.class);
        boolean watching = viewings.isOpen(caller, viewing, body.film()); // to the end, withdrawn or not
        if ((watching ? films.opened(body.film()) : films.find(body.film())).isEmpty()) {
            throw new PlaybackFailure.NotReady().asException();
        }
        viewings.watches(caller, viewing, body.film());
        Answers.json(request, response, Status.OK_200, new ViewingKept(Math.toIntExact(Viewings.LEASE.toSeconds())));
    }

    private void end(ServerRequest request, ServerResponse response, PersonCaller caller) {
        viewings.end(caller, Paths.part(request, "viewing", UUID::fromString));
        response.status(Status.NO_CONTENT_204).send();
    }
}
