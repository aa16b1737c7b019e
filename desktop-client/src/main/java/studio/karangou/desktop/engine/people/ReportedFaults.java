package studio.karangou.desktop.engine.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.FaultApi.FaultDecision;
import studio.karangou.common.protocol.FaultApi.FaultShown;
import studio.karangou.common.protocol.FaultApi.FaultState;
import studio.karangou.common.protocol.FaultApi.Faults;
import studio.karangou.desktop.feature.faults.FaultDesk;

/// Faults of clients, as the server groups them.
public final class ReportedFaults implements FaultDesk {
    private static final String FAULTS = "/api/v1/faults";

    private final DevicePeople people;

    public ReportedFaults(DevicePeople people) {
        this.people = people;
    }

    @Override
    public List<FaultShown> faults() {
        return ask("GET", FAULTS, null, Faults.class).faults();
    }

    @Override
    public FaultShown decide(FaultShown fault, FaultState state) {
        return ask("PUT", FAULTS + "/" + fault.id(), new FaultDecision(state), FaultShown.class);
    }

    private <T> T ask(String method, String path, @Nullable Object body, Class<T> type) {
        return people.session().asPerson(access -> people.calls().ask(method, path, body, access, type));
    }
}
