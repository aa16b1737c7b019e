package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.server.app.TestDevice;

/// What becomes of money stands in the audit log.
class MoneyAuditTest extends OneServer {
    @Test
    void what_a_batch_does_to_money_is_there_with_the_device_that_signed_it() {
        ProjectId project = catalogue.openProject();
        VenueId venue = TestDevice.newVenue(server);
        TestDevice kiosk = TestDevice.enrolled(server, venue, DeviceProfile.BORNE);
        TestDevice host = TestDevice.enrolled(server, venue, DeviceProfile.LIEU);
        OperationId taken = cash(kiosk, project, 5_000);
        OperationId never = cash(kiosk, project, 700);
        kiosk.push(kiosk.batchFrom(1));
        OperationId given = cash(host, project, 900);
        host.record(new CashSettled(taken, CashOutcome.RECEIVED));
        host.record(new CashSettled(never, CashOutcome.CANCELLED));
        host.push(host.batchFrom(1));
        host.push(host.batchFrom(1));

        assertThat(logged("money.confirmed", project)).containsExactly(host.id() + " " + given + " 900 XOF");
        assertThat(logged("money.settled", project)).containsExactly(host.id() + " " + taken + " 5000 XOF");
        assertThat(logged("money.cancelled", project)).containsExactly(host.id() + " " + never + " 700 XOF");
    }

    @Test
    void many_contributions_are_one_entry() {
        ProjectId project = catalogue.openProject();
        TestDevice host = TestDevice.enrolled(server);
        for (int i = 0; i < 20; i++) {
            cash(host, project, 100);
        }
        host.push(host.batchFrom(1));

        assertThat(logged("money.confirmed", project))
                .singleElement()
                .asString()
                .matches(host.id() + " 20, 2000 XOF, [0-9a-f]{64}");
    }

    @Test
    void a_project_begins_with_no_money_whatever_is_said_and_each_change_is_noted() {
        ProjectId id = new ProjectId(UUID.randomUUID());
        Project said = catalogue.draft(id, ProjectState.OPEN, Money.xof(1_000_000));
        Project rich = new Project(
                id,
                said.title(),
                said.pitch(),
                said.director(),
                said.country(),
                said.state(),
                said.mode(),
                said.goal(),
                Money.xof(400_000),
                12,
                null,
                null);
        catalogue.put(rich);
        catalogue.put(rich);

        assertThat(catalogue.project(id).collected()).isEqualTo(Money.xof(0));
        assertThat(catalogue.project(id).contributors()).isZero();
        assertThat(logged("project.changed", id)).hasSize(2).containsOnly("null OPEN, 1000000 XOF, null");
    }

    private static OperationId cash(TestDevice device, ProjectId project, long francs) {
        return device.record(
                new ContributionMade(project, null, Money.xof(francs), ContributionMethod.CASH, null, null, null));
    }

    private static List<String> logged(String action, ProjectId project) {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select actor, detail from audit_entry"
                                + " where action = :action and subject = :project order by position")
                        .bind("action", action)
                        .bind("project", project.value())
                        .map((row, _) -> row.getString("actor") + " " + row.getString("detail"))
                        .list());
    }
}
