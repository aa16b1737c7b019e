package studio.karangou.planted.server.feature.films;

import io.helidon.webserver.http.ServerRequest;

record UsesHelidon(ServerRequest request) {}
