package studio.karangou.desktop.feature.contribution;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.TaskFailure;

/// Projects and contributions in memory.
public final class FakeProjects implements Projects {
    private boolean broken;
    private final Listeners listeners = new Listeners();
    private final List<Project> projects = new ArrayList<>();
    private final List<RecordedContribution> contributions = new ArrayList<>();

    public FakeProjects add(Project project) {
        projects.removeIf(known -> known.id().equals(project.id()));
        projects.add(project);
        listeners.changed();
        return this;
    }

    public FakeProjects record(RecordedContribution contribution) {
        contributions.addFirst(contribution);
        listeners.changed();
        return this;
    }

    /// Moves a project's last day to the one before a day.
    public void endsBefore(ProjectId id, LocalDate day) {
        Project now = project(id).orElseThrow();
        add(new Project(
                id,
                now.title(),
                now.pitch(),
                now.director(),
                now.country(),
                now.state(),
                now.mode(),
                now.goal(),
                now.collected(),
                now.contributors(),
                day.minusDays(1),
                now.poster()));
    }

    /// A project goes on to another state, with other words.
    public void becomes(ProjectId id, ProjectState state, String pitch) {
        Project now = project(id).orElseThrow();
        add(new Project(
                id,
                now.title(),
                pitch,
                now.director(),
                now.country(),
                state,
                now.mode(),
                now.goal(),
                now.collected(),
                now.contributors(),
                now.deadline(),
                now.poster()));
    }

    /// Whether every reading fails from now on.
    public void breaks(boolean now) {
        broken = now;
    }

    private void throwIfBroken() {
        if (broken) {
            throw new FailureException(new TaskFailure.Unexpected());
        }
    }

    @Override
    public List<Project> projects() {
        throwIfBroken();
        return List.copyOf(projects);
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return projects.stream().filter(project -> project.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Path> poster(ProjectId id) {
        return Optional.empty();
    }

    @Override
    public List<RecordedContribution> contributions() {
        return List.copyOf(contributions);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
