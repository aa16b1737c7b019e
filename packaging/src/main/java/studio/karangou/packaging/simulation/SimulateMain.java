package studio.karangou.packaging.simulation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.simulation.Simulation.Outcome;

/// `simulate.sh --seeds A-B [--days N] [--devices N] [--minutes N] [--cores N] [--at-least N] [--mutant NAME]`:
/// the last line of standard output is one JSON object; failing schedules go to standard error, as small as they get.
/// Ends with 1 when a seed failed, or when fewer device-days a second than `--at-least` were simulated on a core.
public final class SimulateMain {
    private static final int SHRUNK = 3;

    private final SimulateOptions options;
    private final List<Long> failed = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();

    private SimulateMain(SimulateOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        if (System.getProperty("logback.configurationFile") == null) {
            // what engines warn of in a world full of faults would bury what is told here
            System.setProperty("logback.configurationFile", "studio/karangou/packaging/simulation/logback.xml");
        }
        SimulateOptions options;
        try {
            options = SimulateOptions.read(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(
                    "simulate.sh --seeds A-B [--days N] [--devices N] [--minutes N] [--cores N] [--at-least N]"
                            + " [--mutant NAME]: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new SimulateMain(options).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(options.first());
        try (ExecutorService cores = Executors.newFixedThreadPool(options.cores())) {
            List<Future<?>> all = new ArrayList<>();
            for (int core = 0; core < options.cores(); core++) {
                String ground = "simulation-" + core;
                all.add(cores.submit(() -> {
                    simulate(ground, next, began);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.err.printf("%d device-days in %.1f s%n", deviceDays(), seconds);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("seeds", done.get());
        result.put("deviceDays", deviceDays());
        result.put("failed", failed.stream().sorted().toList());
        System.out.println(Wire.json().writeValueAsString(result));
        return failed.isEmpty() && isFast(deviceDays() / seconds / options.cores());
    }

    private boolean isFast(double pace) {
        if (pace < options.atLeast()) {
            System.err.printf(
                    "%.0f device-days a second on each core are fewer than the %d asked for%n",
                    pace, options.atLeast());
        }
        return pace >= options.atLeast();
    }

    /// One seed after the other, while there are seeds and time.
    private void simulate(String name, AtomicLong next, long began) throws SQLException {
        long until = options.minutes() == 0 ? Long.MAX_VALUE : TimeUnit.MINUTES.toNanos(options.minutes());
        try (Ground ground = new Ground(name, options.mutant())) {
            Simulation simulation = new Simulation(ground);
            while (System.nanoTime() - began < until) {
                long seed = next.getAndIncrement();
                if (seed > options.last()) {
                    return;
                }
                Outcome outcome = simulation.run(Plan.of(seed, options.devices(), options.days()));
                done.incrementAndGet();
                if (outcome.failed()) {
                    tell(simulation, outcome);
                }
            }
        }
    }

    private long deviceDays() {
        return done.get() * options.devices() * options.days();
    }

    private String planted() {
        return options.mutant() == null
                ? ""
                : " --mutant "
                        + options.mutant().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private synchronized void tell(Simulation simulation, Outcome outcome) {
        failed.add(outcome.plan().seed());
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
                + options.devices() + planted());
        if (failed.size() <= SHRUNK) {
            shown.trace().forEach(line -> System.err.println("  " + line));
        } else {
            System.err.println("  " + outcome.violations().getFirst().told());
        }
    }
}
