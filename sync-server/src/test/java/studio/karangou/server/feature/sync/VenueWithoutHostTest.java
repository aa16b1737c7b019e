package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;

/// Cash of a venue whose host is one no more.
class VenueWithoutHostTest extends OneServer {
    private static int hosts;

    private ProjectId project;
    private TestPerson host;
    private TestDevice device;
    private int pushed;

    @BeforeEach
    void venue_of_a_host() {
        project = catalogue.openProject();
        host = TestPerson.with(server, "hote" + ++hosts + "@exemple.tg", Role.VENUE_HOST);
        VenueId venue = TestDevice.newVenue(server);
        assertThat(server.send(server.asOperator("/api/v1/operator/venues/" + venue + "/host")
                                .header("Content-Type", "application/json")
                                .PUT(TestServer.json(Map.of("person", host.id().toString()))))
                        .statusCode())
                .isEqualTo(204);
        device = TestDevice.enrolled(server, venue, DeviceProfile.LIEU);
    }

    @Test
    void waits_once_the_role_was_taken_and_counts_again_when_it_is_given_back() {
        cash(100);
        assertThat(collected()).isEqualTo(100);

        host.given(Role.VENUE_HOST, RoleState.REFUSED);
        OperationId late = cash(1_000);
        device.record(new CashSettled(late, CashOutcome.RECEIVED));
        push();
        assertThat(collected()).isEqualTo(100);

        host.given(Role.VENUE_HOST, RoleState.VERIFIED);
        device.record(new CashSettled(late, CashOutcome.RECEIVED));
        push();
        assertThat(collected()).isEqualTo(1_100);
    }

    @Test
    void waits_once_the_host_has_left() {
        assertThat(host.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD))
                        .statusCode())
                .isEqualTo(204);

        cash(1_000);

        assertThat(collected()).isZero();
    }

    private OperationId cash(long francs) {
        OperationId made = device.record(
                new ContributionMade(project, null, Money.xof(francs), ContributionMethod.CASH, null, null, null));
        push();
        return made;
    }

    private void push() {
        device.push(device.batchFrom(pushed + 1));
        pushed = device.size();
    }

    private long collected() {
        return catalogue.project(project).collected().units();
    }
}
