package studio.karangou.server.feature.playback;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Callers;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.OwnAddress;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Licences for our players, playlists for all others.
public final class PlaybackRoutes implements Routes {
    private static final HeaderName PERSON = HeaderNames.create("Karangou-Person");
    private static final String FOLDER = "/api/v1/playbacks/{device}/{film}";

    private final LicenceService licences;
    private final PlaybackService playback;
    private final Callers callers;
    private final OwnAddress address;

    /// @param callers tell who watches
    /// @param address that players come back to
    public PlaybackRoutes(LicenceService licences, PlaybackService playback, Callers callers, OwnAddress address) {
        this.callers = callers;
        this.licences = licences;
        this.playback = playback;
        this.address = address;
    }

    /// The answer of `POST /api/v1/films/{film}/playbacks`, and of the operator's.
    record PlaybackOpened(String url, Instant expires) {}

    @Override
    public void register(RouteTable table) {
        table.device(Permission.SHOW_FILMS, Method.POST, "/api/v1/films/{film}/licences", this::licence)
                .device(Permission.SHOW_FILMS, Method.POST, "/api/v1/films/{film}/playbacks", this::open)
                .operator(
                        Permission.PREPARE_FILMS,
                        Method.POST,
                        "/api/v1/operator/films/{film}/playbacks/{device}",
                        this::openFor)
                .anyone(Permission.PLAY_BY_TOKEN, Method.GET, FOLDER + "/key", this::key)
                .anyone(Permission.PLAY_BY_TOKEN, Method.GET, FOLDER + "/{playlist}", this::playlist);
    }

    private void licence(ServerRequest request, ServerResponse response, DeviceCaller caller) {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        byte[] licence = licences.issue(caller.device(), film).encode();
        Answers.bytes(request, response, Status.CREATED_201, "application/cbor", licence);
    }

    private void open(ServerRequest request, ServerResponse response, DeviceCaller caller) {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        answer(request, response, caller.device(), film, playback.open(caller.device(), person(request), film));
    }

    private void openFor(ServerRequest request, ServerResponse response) {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        DeviceId device = Paths.part(request, "device", DeviceId::parse);
        answer(request, response, device, film, playback.open(device, null, film));
    }

    private void answer(
            ServerRequest request,
            ServerResponse response,
            DeviceId device,
            FilmId film,
            PlaybackService.Ticket ticket) {
        String url = address.of(request) + "/api/v1/playbacks/" + device + "/" + film + "/"
                + new PlaylistName.Master().fileName() + "?token=" + ticket.token();
        Answers.json(request, response, Status.CREATED_201, new PlaybackOpened(url, ticket.expires()));
    }

    /// Who watches, where they have signed in: by their own token, so that no device counts on another's account.
    private @Nullable PersonId person(ServerRequest request) {
        return request.headers()
                .value(PERSON)
                .map(token -> callers.person(token).person())
                .orElse(null);
    }

    private void playlist(ServerRequest request, ServerResponse response) {
        allowBrowsers(response);
        String text = playback.playlist(device(request), film(request), name(request), token(request));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Answers.bytes(request, response, Status.OK_200, "application/vnd.apple.mpegurl", bytes);
    }

    private void key(ServerRequest request, ServerResponse response) {
        allowBrowsers(response);
        byte[] key = playback.key(device(request), film(request), token(request));
        response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
        response.send(key);
    }

    private static PlaylistName name(ServerRequest request) {
        try {
            return PlaylistName.parse(request.path().pathParameters().get("playlist"));
        } catch (IllegalArgumentException e) {
            throw new FailureException(new PlaybackFailure.UnknownPlaylist(), e);
        }
    }

    private static DeviceId device(ServerRequest request) {
        return Paths.part(request, "device", DeviceId::parse);
    }

    private static FilmId film(ServerRequest request) {
        return Paths.part(request, "film", FilmId::parse);
    }

    private static @Nullable String token(ServerRequest request) {
        return request.query().first("token").orElse(null);
    }

    /// A player in a page of another site may read these answers: the token is the only credential.
    private static void allowBrowsers(ServerResponse response) {
        response.header("Access-Control-Allow-Origin", "*");
        response.header("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
