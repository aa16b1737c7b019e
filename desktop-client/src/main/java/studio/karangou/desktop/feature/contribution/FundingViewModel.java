package studio.karangou.desktop.feature.contribution;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// The projects and this device's contributions, always as the device last knew them.
public final class FundingViewModel implements AutoCloseable {
    private final ReadOnlyObjectWrapper<Funding> funding = new ReadOnlyObjectWrapper<>(Funding.UNREAD);
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Refresh<Funding> refresh;
    private final Subscription subscription;

    public FundingViewModel(Projects projects, Tasks tasks) {
        refresh = new Refresh<>(tasks, () -> read(projects), this::show, why -> failure.set(Optional.of(why)));
        subscription = projects.onChange(refresh::request);
        refresh.request();
    }

    public ReadOnlyObjectProperty<Funding> funding() {
        return funding.getReadOnlyProperty();
    }

    /// Reads again, after a failure.
    public void retry() {
        failure.set(Optional.empty());
        refresh.request();
    }

    /// Why projects could not be read the last time.
    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void show(Funding read) {
        failure.set(Optional.empty());
        funding.set(read);
    }

    private static Funding read(Projects source) {
        List<Project> projects = source.projects();
        Map<ProjectId, Path> posters = new HashMap<>();
        for (Project project : projects) {
            source.poster(project.id()).ifPresent(poster -> posters.put(project.id(), poster));
        }
        return new Funding(true, List.copyOf(projects), Map.copyOf(posters), List.copyOf(source.contributions()));
    }
}
