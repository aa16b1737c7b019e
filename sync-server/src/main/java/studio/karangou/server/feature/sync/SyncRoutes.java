package studio.karangou.server.feature.sync;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.SignedTime;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.access.Permission;
import studio.karangou.server.feed.Audience;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.RequestFailure;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Push and pull.
public final class SyncRoutes implements Routes {
    private static final String CBOR = "application/cbor";
    private static final HeaderName NONCE = HeaderNames.create(SignedTime.NONCE_HEADER);
    private static final HeaderName TIME = HeaderNames.create(SignedTime.HEADER);

    private final PushService push;
    private final PullService pull;
    private final TimeAnswers time;

    public SyncRoutes(PushService push, PullService pull, TimeAnswers time) {
        this.push = push;
        this.pull = pull;
        this.time = time;
    }

    @Override
    public void register(RouteTable table) {
        table.device(Permission.SYNC, Method.POST, "/api/v1/sync/batches", this::push)
                .device(Permission.SYNC, Method.GET, "/api/v1/sync/position", this::position)
                .device(Permission.SYNC, Method.GET, "/api/v1/sync/changes", this::changes);
    }

    private void push(ServerRequest request, ServerResponse response, DeviceCaller caller) {
        Bodies.requireType(request, BatchCodec.MEDIA_TYPE);
        byte[] body = Bodies.bytes(request, Limits.BATCH_BYTES);
        byte[] receipt = Wire.toCbor(push.push(caller.device(), body));
        Answers.bytes(request, response, Status.OK_200, CBOR, receipt);
    }

    private void position(ServerRequest request, ServerResponse response, DeviceCaller caller) {
        long after = request.query().first("after").map(SyncRoutes::sequence).orElse(Long.MAX_VALUE);
        Answers.json(request, response, Status.OK_200, push.position(caller.device(), after));
    }

    private static long sequence(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new FailureException(new RequestFailure.BadRequest(), e);
        }
    }

    private void changes(ServerRequest request, ServerResponse response, DeviceCaller caller) {
        String cursor = request.query().first("after").orElse(ChangePage.START);
        byte[] page = pull.encodedAfter(cursor, new Audience(caller.device(), caller.venue()));
        request.headers()
                .value(NONCE)
                .flatMap(nonce -> time.to(caller.device(), nonce))
                .ifPresent(answer -> response.header(TIME, answer));
        Answers.bytes(request, response, Status.OK_200, ChangePage.MEDIA_TYPE, page);
    }
}
