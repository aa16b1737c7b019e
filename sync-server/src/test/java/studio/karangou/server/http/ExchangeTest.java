package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.access.Permission;
import studio.karangou.server.storage.StorageFailure;

/// What stands around every handler, when the server is full and when an answer goes wrong.
@Timeout(120)
class ExchangeTest {
    private static final int LIMIT = 2;

    private final CountDownLatch entered = new CountDownLatch(LIMIT);
    private final CountDownLatch release = new CountDownLatch(1);
    private final InFlight inFlight = new InFlight(LIMIT, () -> false);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final HttpServer server =
            HttpServer.start(new Listening("127.0.0.1", 0, 1 << 20, null), table(), inFlight, meters);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.close();
    }

    @Test
    void a_full_server_turns_work_away_and_still_answers_who_watches_it() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> inside = List.of(later("/slow"), later("/slow"));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(get("/slow").statusCode()).isEqualTo(503);
        assertThat(get("/slow").headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/missing").statusCode())
                .as("even to be told no takes a place")
                .isEqualTo(503);
        for (String watched : List.of("/health/live", "/health/ready", "/metrics")) {
            assertThat(get(watched).statusCode()).as(watched).isEqualTo(200);
        }
        assertThat(outcomes("/slow")).containsExactly("refused");
        assertThat(ProblemWriter.isToBeLookedAt(new RequestFailure.Busy()))
                .as("a full server has enough to do")
                .isFalse();
        assertThat(ProblemWriter.isToBeLookedAt(new StorageFailure.Broken())).isTrue();
        assertThat(inFlight.count()).isEqualTo(LIMIT);

        release.countDown();
        for (CompletableFuture<HttpResponse<String>> one : inside) {
            assertThat(one.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(get("/missing").statusCode()).isEqualTo(404);
    }

    @Test
    void a_server_that_stops_lives_but_is_not_ready() throws Exception {
        CompletableFuture<HttpResponse<String>> inside = later("/slow");
        while (inFlight.count() < 1) {
            Thread.onSpinWait();
        }
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        while (!inFlight.isStopping()) {
            Thread.onSpinWait();
        }

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        release.countDown();
        assertThat(inside.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopping.get(30, TimeUnit.SECONDS);
    }

    @Test
    void an_answer_that_breaks_off_here_is_seen_as_broken_there_and_gives_its_place_back() {
        for (int i = 0; i < LIMIT + 1; i++) {
            assertThatThrownBy(() -> get("/broken")).isInstanceOf(IOException.class);
        }

        while (meters.find("karangou.http.requests").tag("route", "/broken").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum()
                < LIMIT + 1) {
            Thread.onSpinWait();
        }
        assertThat(inFlight.count()).isZero();
        assertThat(outcomes("/broken")).containsExactly("broken");
    }

    @Test
    void a_mistake_of_ours_in_the_middle_of_an_answer_is_called_ours() {
        assertThatThrownBy(() -> get("/mistaken")).isInstanceOf(IOException.class);

        awaitOutcome("/mistaken");
        assertThat(outcomes("/mistaken")).containsExactly("broken");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void who_goes_away_in_the_middle_of_an_answer_is_no_trouble_of_ours(HttpClient.Version version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/endless"))
                .version(version)
                .build();
        try (InputStream body =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertThat(body.readNBytes(100)).hasSize(100);
        }

        awaitOutcome("/endless");
        assertThat(outcomes("/endless")).containsExactly("cut");
    }

    private void awaitOutcome(String route) {
        while (outcomes(route).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /// How requests to a route ended, as the figures tell it.
    private Set<String> outcomes(String route) {
        return meters.find("karangou.http.requests").tag("route", route).timers().stream()
                .map(timer -> timer.getId().getTag("outcome"))
                .collect(Collectors.toSet());
    }

    private RouteTable table() {
        RouteTable table = new RouteTable(
                SlowAndLargeTest.NOBODY,
                new RequestLimits(RequestRates.STANDARD, new PeerAddress(false), InstantSource.system()));
        new SystemRoutes(
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        inFlight,
                        () -> true,
                        SlowAndLargeTest.NOBODY,
                        new PeerAddress(false))
                .register(table);
        return table.anyone(Permission.ASK_ABOUT_SERVER, Method.GET, "/slow", (_, response) -> {
                    entered.countDown();
                    release.await();
                    response.status(Status.OK_200).send("done");
                })
                .anyone(Permission.ASK_ABOUT_SERVER, Method.GET, "/broken", (_, response) -> {
                    response.header("Content-Length", "1000000");
                    OutputStream out = response.outputStream();
                    out.write(new byte[500_000]);
                    out.flush();
                    throw new FailureException(new StorageFailure.Broken());
                })
                .anyone(Permission.ASK_ABOUT_SERVER, Method.GET, "/mistaken", (_, response) -> {
                    response.header("Content-Length", "1000000");
                    OutputStream out = response.outputStream();
                    out.write(new byte[500_000]);
                    out.flush();
                    throw new IllegalStateException("a mistake of ours");
                })
                .anyone(Permission.ASK_ABOUT_SERVER, Method.GET, "/endless", (_, response) -> {
                    OutputStream out = response.outputStream();
                    while (!Thread.currentThread().isInterrupted()) {
                        out.write(new byte[100_000]);
                    }
                });
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> later(String path) {
        return client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
