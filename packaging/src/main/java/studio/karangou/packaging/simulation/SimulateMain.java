package studio.karangou.packaging.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.simulation.Simulation.Outcome;

/// `simulate.sh --seeds A-B [--days N] [--devices N] [--minutes N] [--mutant NAME]`: the last line of standard output
/// is one JSON object; failing schedules go to standard error, as small as they get.
public final class SimulateMain {
    private static final int SHRUNK = 3;

    private final SimulateOptions options;
    private final List<Long> failed = new ArrayList<>();
    private long done;

    private SimulateMain(SimulateOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        SimulateOptions options;
        try {
            options = SimulateOptions.read(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("simulate.sh --seeds A-B [--days N] [--devices N] [--minutes N] [--mutant NAME]: "
                    + e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new SimulateMain(options).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        long began = System.nanoTime();
        long until = options.minutes() == 0 ? Long.MAX_VALUE : TimeUnit.MINUTES.toNanos(options.minutes());
        @Nullable Mutant mutant = options.mutant();
        try (Ground ground = new Ground("simulation", mutant)) {
            Simulation simulation = new Simulation(ground);
            for (long seed = options.first(); seed <= options.last() && System.nanoTime() - began < until; seed++) {
                Outcome outcome = simulation.run(Plan.of(seed, options.devices(), options.days()));
                done++;
                if (outcome.failed()) {
                    failed.add(seed);
                    tell(simulation, outcome);
                }
            }
        }
        System.err.printf("%d device-days in %.1f s%n", deviceDays(), (System.nanoTime() - began) / 1e9);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("seeds", done);
        result.put("deviceDays", deviceDays());
        result.put("failed", failed);
        System.out.println(Wire.json().writeValueAsString(result));
        return failed.isEmpty();
    }

    private long deviceDays() {
        return done * options.devices() * options.days();
    }

    private void tell(Simulation simulation, Outcome outcome) {
        String kind = outcome.violations().getFirst().what();
        Outcome shown = outcome;
        if (failed.size() <= SHRUNK) {
            Plan small = new Shrinking(plan -> simulation.run(plan).violations().stream()
                            .anyMatch(violation -> violation.what().equals(kind)))
                    .shrink(outcome.plan());
            shown = simulation.run(small);
        }
        System.err.println("seed " + outcome.plan().seed() + " fails (" + kind + "); again: simulate.sh --seeds "
                + outcome.plan().seed() + "-" + outcome.plan().seed() + " --days " + options.days() + " --devices "
                + options.devices());
        if (failed.size() <= SHRUNK) {
            shown.trace().forEach(line -> System.err.println("  " + line));
        } else {
            System.err.println("  " + outcome.violations().getFirst().told());
        }
    }
}
