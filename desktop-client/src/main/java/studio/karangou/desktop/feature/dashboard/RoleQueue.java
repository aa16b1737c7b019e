package studio.karangou.desktop.feature.dashboard;

import java.util.List;
import studio.karangou.common.protocol.RoleApi.RoleRequest;

/// Who asks for a role. Blocks, and throws a [studio.karangou.common.model.FailureException] with why not.
@FunctionalInterface
public interface RoleQueue {
    /// The longest waiting first.
    List<RoleRequest> requests();
}
