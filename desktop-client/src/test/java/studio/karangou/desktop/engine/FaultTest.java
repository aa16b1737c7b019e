package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.desktop.engine.store.StoreFailure;

/// Faults of the program on their way to the server, through the real engine.
class FaultTest {
    private static final FilmId FILM = new FilmId(new UUID(9, 1));
    private static final List<String> PLANTED = List.of(
            "Afi Mensah",
            "afi.mensah@exemple.tg",
            "+228 90 12 34 56",
            "90123456",
            "/home/afi/Documents",
            "C:\\Users\\Afi",
            "5 000 F CFA",
            "7KQ4-M2RD",
            "Les vents du Sahel",
            "hunter2");

    @TempDir
    Path folder;

    private EngineBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder);
        bench.enrol();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void nothing_that_somebody_typed_leaves_with_a_report() {
        bench.engine().faults().choose(true);
        for (String planted : PLANTED) {
            bench.engine().faults().caught(outermost(planted));
        }
        bench.await("the report", () -> !told().isEmpty());

        Operation operation = told().getFirst();
        FaultReport report = ((FaultReported) operation.body()).report();
        String sent = new String(OperationCodec.encode(operation), StandardCharsets.UTF_8);
        assertThat(PLANTED).allSatisfy(planted -> assertThat(sent).doesNotContain(planted));
        assertThat(report.toString()).doesNotContainIgnoringCase("afi").doesNotContain("exemple", "Sahel", "hunter");
        assertThat(operation.actor()).isNull();
        assertThat(report.causes())
                .containsExactly(
                        "java.lang.IllegalStateException",
                        "java.io.UncheckedIOException",
                        "java.nio.file.NoSuchFileException");
        assertThat(report.frames().getFirst()).startsWith("studio.karangou.desktop.engine.FaultTest.innermost:");
        assertThat(report.frames()).allSatisfy(frame -> assertThat(frame).startsWith(FaultReport.OURS));
        assertThat(report.version()).isEqualTo("1.2.3");
        assertThat(bench.engine().faults().last()).isPresent();
    }

    @Test
    void a_failure_with_a_code_is_told_by_its_code_without_its_arguments() {
        bench.engine().faults().choose(true);
        bench.engine()
                .faults()
                .caught(new IllegalStateException(
                        "Afi", new FailureException(new StoreFailure.JournalDamaged(90_123_456L))));
        bench.await("the report", () -> !told().isEmpty());

        FaultReport report = ((FaultReported) told().getFirst().body()).report();
        assertThat(report.code()).isEqualTo(new StoreFailure.JournalDamaged(1).code());
        assertThat(report.toString()).doesNotContain("90123456", "90_123_456");
    }

    @Test
    void nothing_is_told_before_the_host_agreed_nor_after_they_took_it_back() {
        assertThat(bench.engine().faults().choice().on()).isFalse();
        assertThat(bench.engine().faults().choice().since()).isNull();
        bench.engine().faults().caught(new IllegalStateException());
        bench.engine().faults().choose(true);
        bench.engine().faults().choose(false);
        bench.engine().faults().caught(new IllegalArgumentException());
        bench.stop();

        assertThat(bench.engine().journal()).isNotNull();
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "après"));
        bench.await("the message", () -> bench.server.operations().size() == 1);
        assertThat(told()).isEmpty();
        assertThat(bench.engine().faults().choice().on()).isFalse();
        assertThat(bench.engine().faults().choice().since()).isNotNull();
    }

    @Test
    void a_loop_of_faults_fills_nothing_and_holds_nothing_up() {
        bench.engine().faults().choose(true);
        for (int i = 0; i < 20_000; i++) {
            bench.engine().faults().caught(new IllegalStateException("again " + i));
            if (i == 10_000) {
                bench.engine().journal().record(new MessagePosted(FILM, "Ama", "au milieu"));
            }
        }
        bench.await(
                "the message",
                () -> bench.server.operations().stream()
                        .anyMatch(operation -> operation.body() instanceof MessagePosted));
        bench.stop();
        bench.engine().faults().caught(new IllegalStateException("after another start"));
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "à la fin"));
        bench.await(
                "the last message",
                () -> bench.engine().sync().status().pending() == 0
                        && bench.server.operations().stream()
                                        .filter(operation -> operation.body() instanceof MessagePosted)
                                        .count()
                                == 2);

        // the loop, and what failed outside of it after the start
        assertThat(told()).hasSizeBetween(1, 2);
    }

    @Test
    void what_waits_and_what_was_set_aside_says_nothing_of_fault_reports() throws IOException {
        bench.await("the server", () -> bench.engine().sync().status().lastSync() != null);
        bench.server.down();
        bench.engine().faults().choose(true);
        bench.engine().faults().caught(new IllegalStateException());
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "sans réseau"));
        bench.await(
                "the report",
                () -> bench.engine().settings().get("device.faults-told").isPresent());
        bench.stop();

        assertThat(bench.engine().faults().last())
                .as("it stands in the journal")
                .isPresent();
        assertThat(bench.engine().sync().status().pending()).isEqualTo(1);
        assertThat(bench.engine().sync().pending(1000))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.operation().body()).isInstanceOf(MessagePosted.class));
        bench.server.up();
        bench.await("both", () -> bench.server.operations().size() == 2);
    }

    @Test
    void a_server_that_does_not_know_fault_reports_yet_frightens_nobody() {
        bench.server.faults.refuseKind = "FaultReported";
        bench.engine().faults().choose(true);
        bench.engine().faults().caught(new IllegalStateException());
        bench.await("the report", () -> !told().isEmpty());
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "derrière"));
        bench.await("what is behind", () -> bench.server.operations().size() == 2);
        bench.await("the receipt", () -> bench.engine().sync().status().pending() == 0);

        assertThat(bench.engine().sync().status().setAside()).isZero();
        assertThat(bench.engine().sync().pending(1000)).isEmpty();
    }

    @Test
    void the_same_fault_is_told_again_after_an_hour_with_its_count() {
        bench.engine().faults().choose(true);
        for (int i = 0; i < 4; i++) {
            bench.engine().faults().caught(outermost("Afi Mensah"));
        }
        bench.engine().faults().caught(new IllegalStateException("another, so that the four are behind us"));
        bench.await("the first of each", () -> told().size() == 2);
        Instant before = bench.engine().time().instant();
        bench.clock.advance(Duration.ofHours(2));
        bench.engine().sync().syncNow();
        bench.await("the time", () -> bench.engine().time().instant().isAfter(before.plus(Duration.ofHours(1))));
        bench.engine().faults().caught(outermost("Afi Mensah"));
        bench.await("the second", () -> told().size() == 3);

        List<FaultReport> reports = told().stream()
                .map(operation -> ((FaultReported) operation.body()).report())
                .toList();
        assertThat(reports).extracting(FaultReport::count).containsExactly(1, 1, 4);
        assertThat(reports.getLast().fingerprint()).isEqualTo(reports.getFirst().fingerprint());
    }

    private List<Operation> told() {
        return bench.server.operations().stream()
                .filter(operation -> operation.body() instanceof FaultReported)
                .toList();
    }

    private static RuntimeException outermost(String planted) {
        return new IllegalStateException(planted, middle(planted));
    }

    private static RuntimeException middle(String planted) {
        return new UncheckedIOException(planted, innermost(planted));
    }

    private static IOException innermost(String planted) {
        return new NoSuchFileException(planted, planted, planted);
    }
}
