package studio.karangou.packaging.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Leaves steps out of a failing schedule as long as it fails in the same way (Zeller and Hildebrandt, "Simplifying and
/// Isolating Failure-Inducing Input", 2002).
final class Shrinking {
    private static final int MOST_RUNS = 150;

    private final Predicate<Plan> fails;
    private int runs;

    /// @param fails whether a schedule still shows the failure
    Shrinking(Predicate<Plan> fails) {
        this.fails = fails;
    }

    Plan shrink(Plan failing) {
        Plan smallest = failing;
        int parts = 2;
        while (smallest.steps().size() > 1 && runs < MOST_RUNS) {
            Plan smaller = without(smallest, parts);
            if (smaller != null) {
                smallest = smaller;
                parts = Math.max(2, parts - 1);
            } else if (parts >= smallest.steps().size()) {
                break;
            } else {
                parts = Math.min(smallest.steps().size(), parts * 2);
            }
        }
        return smallest;
    }

    private @Nullable Plan without(Plan plan, int parts) {
        List<Step> steps = plan.steps();
        for (int part = 0; part < parts && runs < MOST_RUNS; part++) {
            int from = steps.size() * part / parts;
            int to = steps.size() * (part + 1) / parts;
            List<Step> rest = new ArrayList<>(steps.subList(0, from));
            rest.addAll(steps.subList(to, steps.size()));
            Plan smaller = plan.with(rest);
            runs++;
            if (fails.test(smaller)) {
                return smaller;
            }
        }
        return null;
    }
}
