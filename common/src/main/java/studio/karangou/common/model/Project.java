package studio.karangou.common.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A film to be made, and the money that it asks for.
///
/// @param pitch a few sentences
/// @param collected what is confirmed, in the goal's currency
/// @param contributors how many confirmed contributions
/// @param deadline last day to contribute, that day included (UTC, the time of Togo); null before the project is open,
///     or if it has none
public record Project(
        ProjectId id,
        String title,
        String pitch,
        String director,
        CountryCode country,
        ProjectState state,
        FundingMode mode,
        Money goal,
        Money collected,
        int contributors,
        @Nullable LocalDate deadline,
        @Nullable ContentAddress poster) {
    public Project {
        if (!goal.isPositive() || goal.currency() != collected.currency()) {
            throw new IllegalArgumentException("a goal is positive and has the currency of what is collected");
        }
    }

    /// Whether a contribution of this day counts; the last day does.
    ///
    /// @param day in UTC, when the contribution is made
    public boolean accepts(LocalDate day) {
        return state.acceptsContributions() && !isOverOn(day);
    }

    /// Whether a contribution at this moment counts.
    public boolean accepts(Instant at) {
        return accepts(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /// Whether the last day to contribute has passed.
    ///
    /// @param day in UTC
    public boolean isOverOn(LocalDate day) {
        return deadline != null && day.isAfter(deadline);
    }

    /// Collected against goal, in whole percent; more than 100 when the goal is passed.
    public int percent() {
        return (int) Math.min(9_999, Math.floor(100.0 * collected.units() / goal.units()));
    }
}
