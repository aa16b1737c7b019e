package studio.karangou.desktop.feature.faults;

import java.util.List;
import studio.karangou.common.protocol.FaultApi.FaultShown;
import studio.karangou.common.protocol.FaultApi.FaultState;

/// What an administrator asks of the server about faults of clients. Every method blocks and throws a
/// [studio.karangou.common.model.FailureException] with why not.
public interface FaultDesk {
    /// The open ones first, the latest seen of them first.
    List<FaultShown> faults();

    /// Marks a fault as settled, or opens it again.
    ///
    /// @return as it is now
    FaultShown decide(FaultShown fault, FaultState state);
}
