package studio.karangou.server.feature.sync;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.server.db.Transaction;

/// The catalogue, as arriving operations need it; wired in `app`. Everything happens in the transaction of the batch.
public interface ProjectBooks {
    /// The projects that there are, locked until the end of the transaction.
    Map<ProjectId, Project> lock(Transaction transaction, Collection<ProjectId> ids);

    /// Which of these films there are.
    Set<FilmId> knownFilms(Transaction transaction, Collection<FilmId> ids);

    /// Adds confirmed money to a project that was locked.
    ///
    /// @param contributions how many contributions it is the sum of
    /// @return the project as it is now
    Project collect(Transaction transaction, Project project, Money amount, int contributions);
}
