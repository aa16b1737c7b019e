package studio.karangou.server.rotation;

import io.helidon.http.Method;
import io.helidon.http.Status;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;
import studio.karangou.server.keys.ServerKeys;

/// Keys, for the operator.
public final class KeyRoutes implements Routes {
    private final KeyRotation rotation;

    public KeyRoutes(KeyRotation rotation) {
        this.rotation = rotation;
    }

    /// The body of a rotation.
    record KeyToRotate(ServerKeys.Kind kind) {}

    /// The answer of a recall.
    ///
    /// @param number how many keys for tokens there have been
    record TokensRecalled(int number) {}

    /// Its answer.
    ///
    /// @param number how many keys of the kind there have been
    record KeyRotated(ServerKeys.Kind kind, int number) {}

    /// What still lies under older keys.
    ///
    /// @param unreadable of them, those that no key opens
    record Sealing(int waiting, int unreadable) {}

    @Override
    public void register(RouteTable table) {
        table.operator(Permission.ROTATE_KEYS, Method.POST, "/api/v1/operator/keys", (request, response) -> {
                    ServerKeys.Kind kind =
                            Bodies.json(request, KeyToRotate.class).kind();
                    Answers.json(request, response, Status.CREATED_201, new KeyRotated(kind, rotation.rotate(kind)));
                })
                .operator(
                        Permission.ROTATE_KEYS,
                        Method.POST,
                        "/api/v1/operator/keys/recalls",
                        (request, response) -> Answers.json(
                                request, response, Status.CREATED_201, new TokensRecalled(rotation.recallTokens())))
                .operator(
                        Permission.ROTATE_KEYS,
                        Method.GET,
                        "/api/v1/operator/keys",
                        (request, response) -> Answers.json(
                                request,
                                response,
                                Status.OK_200,
                                new Sealing(rotation.waiting(), rotation.unreadable())));
    }
}
