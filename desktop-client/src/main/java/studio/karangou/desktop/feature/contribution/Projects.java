package studio.karangou.desktop.feature.contribution;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Subscription;

/// The projects that the device knows, from its own copy; never waits on the network.
public interface Projects {
    List<Project> projects();

    Optional<Project> project(ProjectId id);

    /// The project's picture on disk, empty while the device does not have it.
    Optional<Path> poster(ProjectId id);

    /// The contributions recorded on this device, the newest first.
    List<RecordedContribution> contributions();

    /// Calls the listener, on any thread, when a project or a contribution changed.
    Subscription onChange(Runnable listener);
}
