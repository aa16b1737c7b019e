package studio.karangou.packaging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.packaging.simulation.Simulation.Outcome;
import studio.karangou.packaging.simulation.Step.Kind;

/// The simulation holds for the engine as it is, and fails for each planted mistake.
class SimulationTest {
    private static final int DEVICES = 4;
    private static final int DAYS = 7;
    private static final int SEEDS = 40;
    private static final int SEEDS_FOR_A_MUTANT = 500;

    @Test
    void no_seed_fails() throws SQLException {
        try (Ground ground = new Ground("no-seed-fails", null)) {
            Simulation simulation = new Simulation(ground);

            assertThat(LongStream.rangeClosed(1, SEEDS)
                            .mapToObj(seed -> simulation.run(Plan.of(seed, DEVICES, DAYS)))
                            .filter(Outcome::failed)
                            .map(outcome -> outcome.plan().seed() + ": "
                                    + outcome.violations().getFirst().told()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_planted_mistake_is_found(Mutant mutant) throws SQLException {
        Plan found;
        try (Ground ground = new Ground("mutant-" + mutant, mutant)) {
            Simulation simulation = new Simulation(ground);
            found = LongStream.rangeClosed(1, SEEDS_FOR_A_MUTANT)
                    .mapToObj(seed -> Plan.of(seed, DEVICES, DAYS))
                    .filter(plan -> simulation.run(plan).violations().stream().anyMatch(mutant::isShownBy))
                    .findFirst()
                    .orElseThrow();
        }
        // and it was the mistake that was found
        try (Ground ground = new Ground("without-" + mutant, null)) {
            assertThat(new Simulation(ground).run(found).violations()).isEmpty();
        }
    }

    @Test
    void the_same_seed_gives_the_same_trace() throws SQLException {
        Plan plan = Plan.of(7, DEVICES, DAYS);
        List<String> first;
        try (Ground ground = new Ground("first", null)) {
            Simulation simulation = new Simulation(ground);
            simulation.run(Plan.of(3, DEVICES, DAYS)); // what was before leaves nothing
            first = simulation.run(plan).trace();
        }
        try (Ground ground = new Ground("second", null)) {
            assertThat(new Simulation(ground).run(plan).trace())
                    .isEqualTo(first)
                    .hasSizeGreaterThan(50);
        }
    }

    @Test
    void a_failing_schedule_is_shrunk_to_what_it_takes() {
        Plan plan = Plan.of(11, DEVICES, DAYS);
        Step first = new Step(Duration.ofHours(3), Kind.POWER_CUT, 1, 77);
        Step second = new Step(Duration.ofHours(5), Kind.SYNC, 2, 78);
        List<Step> steps = LongStream.range(0, 60)
                .mapToObj(i -> new Step(Duration.ofMinutes(i), Kind.RECORD, 0, i))
                .collect(Collectors.toCollection(ArrayList::new));
        steps.add(20, first);
        steps.add(50, second);

        Plan small = new Shrinking(
                        tried -> tried.steps().contains(first) && tried.steps().contains(second))
                .shrink(plan.with(steps));

        assertThat(small.steps()).containsExactly(first, second);
    }
}
