package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.server.db.DatabaseKind;

/// Two equal nodes on one PostgreSQL.
class NodesTest {
    @TempDir
    private Path one;

    @TempDir
    private Path two;

    private TestServer first;
    private TestServer second;

    @BeforeEach
    void start() {
        first = TestServer.start(DatabaseKind.POSTGRESQL, one);
        second = first.anotherNode(two);
    }

    @AfterEach
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void a_session_opened_at_one_is_good_at_the_other() {
        TestDevice device = TestDevice.enrolled(first);

        HttpResponse<byte[]> answer = second.send(second.request("/api/v1/sync/position")
                .header("Authorization", "Bearer " + device.token())
                .GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestDevice.newVenue(second)).isNotNull();
    }

    @Test
    void the_same_batch_at_both_at_once_is_applied_once_and_told_by_both() throws Exception {
        ProjectId project = new TestCatalogue(first).openProject();
        TestDevice device = TestDevice.enrolled(first);
        for (int i = 0; i < 40; i++) {
            device.record(new ContributionMade(project, null, Money.xof(5), ContributionMethod.CASH, null, null, null));
        }
        byte[] batch = BatchCodec.encode(device.batchFrom(1));
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (ExecutorService roads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (TestServer node : List.of(first, second, first, second)) {
                answers.add(roads.submit(() -> node.send(node.request("/api/v1/sync/batches")
                        .header("Authorization", "Bearer " + device.token())
                        .header("Content-Type", BatchCodec.MEDIA_TYPE)
                        .POST(BodyPublishers.ofByteArray(batch)))));
            }
        }
        for (Future<HttpResponse<byte[]>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        assertThat(new TestCatalogue(second).project(project).collected()).isEqualTo(Money.xof(200));
        assertThat(device.pullAll()).hasSize(41);
    }
}
