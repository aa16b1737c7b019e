package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;

/// kill -9 of the real process while a device pushes: what was acknowledged is there, and nothing twice.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KillTest {
    private static final int ROUNDS = 3;
    private static final int EACH = 400;
    private static final int BATCH = 7;

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path folder;

    @Test
    void what_was_acknowledged_survives_and_counts_once() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        DatabaseSettings database = kind.fresh(data);
        try (ServerProcess server = ServerProcess.start(data, database)) {
            TestCatalogue catalogue = new TestCatalogue(server);
            ProjectId project = catalogue.openProject();
            TestDevice device = TestDevice.enrolled(server);
            for (int round = 1; round <= ROUNDS; round++) {
                for (int i = 0; i < EACH; i++) {
                    device.record(new ContributionMade(
                            project, null, Money.xof(25), ContributionMethod.CASH, null, null, null));
                }
                int acknowledged = pushUntilKilled(server, device, (round - 1) * EACH);
                server.startAgain();
                device.openSession();
                int position = position(server, device);
                assertThat(position).isGreaterThanOrEqualTo(acknowledged).isLessThan(round * EACH);
                push(device, position, round * EACH, _ -> {});
            }
            Project now = catalogue.project(project);
            assertThat(now.contributors()).isEqualTo(ROUNDS * EACH);
            assertThat(now.collected()).isEqualTo(Money.xof(25L * ROUNDS * EACH));
            assertThat(position(server, device)).isEqualTo(ROUNDS * EACH);
        }
    }

    /// Pushes on one thread, kills on another once a few batches are through.
    ///
    /// @return the last sequence that the server had acknowledged
    private static int pushUntilKilled(ServerProcess server, TestDevice device, int from) throws Exception {
        AtomicInteger acknowledged = new AtomicInteger(from);
        Semaphore through = new Semaphore(0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> pushing = threads.submit(() -> {
                try {
                    push(device, from, from + EACH, sequence -> {
                        acknowledged.set(sequence);
                        through.release();
                    });
                } catch (RuntimeException e) {
                    assertThat(e).hasRootCauseInstanceOf(IOException.class); // the connection was cut
                }
            });
            assertThat(through.tryAcquire(5, 30, TimeUnit.SECONDS)).isTrue();
            server.kill();
            pushing.get(30, TimeUnit.SECONDS);
        }
        return acknowledged.get();
    }

    private static void push(TestDevice device, int after, int last, IntConsumer acknowledged) {
        for (int first = after + 1; first <= last; first += BATCH) {
            int end = Math.min(last, first + BATCH - 1);
            device.push(device.batch(first, end));
            acknowledged.accept(end);
        }
    }

    private static int position(ServerProcess server, TestDevice device) {
        return ServerClient.json(
                        server.send(device.request("/api/v1/sync/position").GET()))
                .path("acknowledged")
                .asInt(-1);
    }
}
