package studio.karangou.server.feature.catalogue;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.server.db.Transaction;

/// What arriving journals need of the catalogue, inside their own transactions.
public final class ProjectMoney {
    private final ProjectStore projects = new ProjectStore();
    private final FilmStore films = new FilmStore();

    /// The projects that there are, locked until the end of the transaction.
    public Map<ProjectId, Project> lock(Transaction transaction, Collection<ProjectId> ids) {
        return projects.lock(transaction, ids).stream().collect(Collectors.toMap(Project::id, Function.identity()));
    }

    /// Which of these films there are.
    public Set<FilmId> known(Transaction transaction, Collection<FilmId> ids) {
        return films.known(transaction, ids);
    }

    /// Adds confirmed money to a project that was locked.
    ///
    /// @return the project as it is now
    public Project collect(Transaction transaction, Project project, Money amount, int contributions) {
        Project richer = ProjectStore.withMoney(
                project, project.collected().plus(amount), Math.addExact(project.contributors(), contributions));
        projects.update(transaction, richer);
        return richer;
    }
}
