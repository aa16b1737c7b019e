package studio.karangou.server.feature.sync;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Parcels, and what devices need to make them and to live without the server for a while.
public final class ParcelRoutes implements Routes {
    private static final String CBOR = "application/cbor";

    private final ParcelService parcels;

    public ParcelRoutes(ParcelService parcels) {
        this.parcels = parcels;
    }

    @Override
    public void register(RouteTable table) {
        table.device(
                        Permission.CARRY_PARCELS,
                        Method.POST,
                        "/api/v1/sync/parcels",
                        (request, response, _) -> take(request, response))
                .operator(Permission.KEEP_DEVICES, Method.POST, "/api/v1/operator/parcels", this::take)
                .anyone(Permission.ASK_ABOUT_SERVER, Method.GET, "/api/v1/sync/sealing-key", this::sealingKey)
                .anyone(Permission.READ_CATALOGUE, Method.GET, "/api/v1/sync/catalogue", this::catalogue);
    }

    private void take(ServerRequest request, ServerResponse response) {
        Bodies.requireType(request, Parcel.MEDIA_TYPE);
        byte[] body = Bodies.bytes(request, Limits.PARCEL_BYTES);
        @Nullable String after = request.query().first("after").orElse(null);
        ParcelService.Answer answer = parcels.answer(body, after);
        if (answer.next() != null) {
            response.header(HeaderNames.create(Parcel.NEXT_HEADER), answer.next());
        }
        // what is sealed cannot be packed
        response.status(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, Parcel.MEDIA_TYPE);
        response.send(answer.parcel());
    }

    private void sealingKey(ServerRequest request, ServerResponse response) {
        Answers.bytes(
                request, response, Status.OK_200, CBOR, parcels.sealingKey().encode());
    }

    private void catalogue(ServerRequest request, ServerResponse response) {
        String after = request.query().first("after").orElse(ChangePage.START);
        Answers.bytes(
                request, response, Status.OK_200, CBOR, parcels.catalogue(after).encode());
    }
}
