package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Which contributions count, and when.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ContributionRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestCatalogue catalogue;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        catalogue = new TestCatalogue(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void cash_that_a_visitor_says_to_have_given_at_a_kiosk_waits_and_counts_for_nothing_yet() {
        ProjectId project = catalogue.openProject();
        TestDevice kiosk = TestDevice.enrolled(server, TestDevice.newVenue(server), DeviceProfile.BORNE);
        OperationId given = kiosk.record(cash(project, 5_000));

        PushReceipt receipt = kiosk.push(kiosk.batchFrom(1));

        assertThat(receipt.quarantined()).isEmpty();
        assertThat(kiosk.pullAll()).contains(new Change.ContributionChanged(given, ContributionState.AWAITING_PAYMENT));
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(0));
        assertThat(catalogue.project(project).contributors()).isZero();
        assertThat(server.count("contribution where method = 'CASH' and units = 5000"))
                .isOne();
    }

    @Test
    void cash_that_a_host_has_taken_counts_at_once_and_a_filmmakers_does_not() {
        ProjectId project = catalogue.openProject();
        Map<DeviceProfile, ContributionState> first = Map.of(
                DeviceProfile.LIEU, ContributionState.CONFIRMED,
                DeviceProfile.STUDIO, ContributionState.AWAITING_PAYMENT);
        first.forEach((profile, state) -> {
            TestDevice device = TestDevice.enrolled(server, TestDevice.newVenue(server), profile);
            OperationId given = device.record(cash(project, 1_000));
            device.push(device.batchFrom(1));
            assertThat(device.pullAll()).contains(new Change.ContributionChanged(given, state));
        });
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(1_000));
    }

    @Test
    void a_contribution_of_the_last_day_that_comes_a_month_later_counts() {
        ProjectId project = catalogue.openUntil(TODAY);
        TestDevice device = TestDevice.enrolled(server);
        device.record(id(), Instant.parse("2026-11-22T23:59:59.999Z"), cash(project, 700));
        server.clock().advance(Duration.ofDays(30));
        device.openSession();

        PushReceipt receipt = device.push(device.batchFrom(1));

        assertThat(receipt.quarantined()).isEmpty();
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(700));
    }

    @Test
    void cash_taken_in_time_counts_though_the_goal_was_reached_before_the_device_came_back() {
        ProjectId project = catalogue.openProject();
        TestDevice device = TestDevice.enrolled(server);
        OperationId taken = device.record(cash(project, 700));
        catalogue.put(catalogue.draft(project, ProjectState.FUNDED, Money.xof(1_000)));

        assertThat(device.push(device.batchFrom(1)).quarantined()).isEmpty();

        assertThat(catalogue.project(project).state()).isEqualTo(ProjectState.FUNDED);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(700));
        assertThat(device.pullAll()).contains(new Change.ContributionChanged(taken, ContributionState.CONFIRMED));
    }

    @Test
    void a_contribution_of_the_day_after_is_set_aside_with_all_that_was_said_of_the_money() {
        ProjectId project = catalogue.openUntil(TODAY);
        TestDevice device = TestDevice.enrolled(server);
        server.clock().advance(Duration.ofDays(2));
        device.openSession();
        OperationId late = id();
        device.record(late, Instant.parse("2026-11-23T00:00:00Z"), cash(project, 900));
        device.record(id(), Instant.parse("2026-11-23T00:00:00Z"), cash(catalogue.openUntil(TODAY.plusDays(1)), 50));

        PushReceipt receipt = device.push(device.batchFrom(1));

        assertThat(receipt.quarantined()).containsExactly(new PushReceipt.Quarantined(1, late, "sync.deadline-passed"));
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(0));
        assertThat(server.count("contribution")).isOne();
        byte[] kept = server.tables()
                .withHandle(handle -> handle.createQuery(
                                "select encoded from operation where quarantine = 'sync.deadline-passed'")
                        .mapTo(byte[].class)
                        .one());
        assertThat(OperationCodec.decode(device.id(), 1, kept).body()).isEqualTo(cash(project, 900));
    }

    @Test
    void a_clock_that_runs_ahead_does_not_make_a_contribution_later_than_it_came() {
        ProjectId project = catalogue.openUntil(TODAY);
        TestDevice device = TestDevice.enrolled(server);
        device.record(id(), Instant.parse("2031-01-01T00:00:00Z"), cash(project, 300));

        assertThat(device.push(device.batchFrom(1)).quarantined()).isEmpty();
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(300));
    }

    private static OperationId id() {
        return new OperationId(UUID.randomUUID());
    }

    private static ContributionMade cash(ProjectId project, long francs) {
        return new ContributionMade(project, null, Money.xof(francs), ContributionMethod.CASH, null, null, null);
    }
}
