package studio.karangou.common.model;

import java.util.Set;

/// The life of a project: draft → submitted → approved or rejected → open → funded or failed → closed.
public enum ProjectState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    OPEN,
    FUNDED,
    FAILED,
    CLOSED;

    /// The states that may follow this one.
    public Set<ProjectState> next() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED);
            case SUBMITTED -> Set.of(APPROVED, REJECTED);
            case APPROVED -> Set.of(OPEN);
            case OPEN -> Set.of(FUNDED, FAILED);
            case FUNDED, FAILED -> Set.of(CLOSED);
            case REJECTED, CLOSED -> Set.of();
        };
    }

    /// The state after a step that is allowed from here.
    ///
    /// @throws IllegalStateException if the step is not allowed
    public ProjectState transitionTo(ProjectState target) {
        if (!next().contains(target)) {
            throw new IllegalStateException(this + " cannot become " + target);
        }
        return target;
    }

    /// Whether people may contribute in this state, up to the project's last day: see [Project#accepts].
    public boolean acceptsContributions() {
        return this == OPEN;
    }

    /// Whether a contribution that was made in time still counts when it arrives in this state: one that reached its
    /// goal meanwhile takes it, one that failed or is closed has settled its accounts.
    public boolean takesWhatWasMadeInTime() {
        return switch (this) {
            case OPEN, FUNDED -> true;
            case DRAFT, SUBMITTED, APPROVED, REJECTED, FAILED, CLOSED -> false;
        };
    }
}
