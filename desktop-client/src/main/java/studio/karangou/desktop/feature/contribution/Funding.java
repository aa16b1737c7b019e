package studio.karangou.desktop.feature.contribution;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;

/// What the device knows of projects and of the contributions recorded on it, as last read.
///
/// @param loaded false until the first read
/// @param posters of the projects whose picture is on disk
public record Funding(
        boolean loaded,
        List<Project> projects,
        Map<ProjectId, Path> posters,
        List<RecordedContribution> contributions) {
    static final Funding UNREAD = new Funding(false, List.of(), Map.of(), List.of());

    /// The projects that may be contributed to now.
    public Set<ProjectId> open(Instant now) {
        return projects.stream()
                .filter(project -> project.accepts(now))
                .map(Project::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Project> project(ProjectId id) {
        return projects.stream().filter(project -> project.id().equals(id)).findFirst();
    }
}
