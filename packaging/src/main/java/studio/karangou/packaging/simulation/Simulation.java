package studio.karangou.packaging.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.Failure;
import studio.karangou.server.feature.sync.FilmFigures;

/// Runs one schedule to its end, heals everything, and looks whether all is as it must be.
final class Simulation {
    private static final int ROUNDS = 12;
    private static final int ROUNDS_FOR_NEWS = 2;

    private final Ground ground;

    Simulation(Ground ground) {
        this.ground = ground;
    }

    /// What came of a schedule.
    record Outcome(Plan plan, List<Violation> violations, List<String> trace) {
        boolean failed() {
            return !violations.isEmpty();
        }
    }

    Outcome run(Plan plan) {
        World world = new World(ground, plan);
        try {
            world.run();
            heal(world);
            if (quiet(world, ROUNDS_FOR_NEWS) && toldFigures(world)) {
                new Checks(world).run();
                Convergence convergence = new Convergence(world);
                world.machines().forEach(convergence::check);
            }
        } catch (RuntimeException | Error e) { // whatever it is, the seed that shows it is what is wanted
            world.violated("broke", "the engine broke: " + e + " at " + place(e));
        }
        return new Outcome(
                plan, List.copyOf(world.violations()), List.copyOf(world.trace().lines()));
    }

    private static String place(Throwable e) {
        StringBuilder places = new StringBuilder();
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("studio.karangou")) {
                places.append(frame).append(' ');
            }
        }
        return places.toString();
    }

    private static void heal(World world) {
        world.server().heal();
        world.machines().forEach(SimMachine::heal);
        world.run(); // what is still on its way
        world.trace().say("world", "everything works again");
    }

    /// What all devices are told of films comes last, as it is told of what came before.
    private static boolean toldFigures(World world) {
        world.time().advance(FilmFigures.LEAST);
        world.server().tellFigures();
        return quiet(world, 1);
    }

    /// Rounds until nobody has anything to say.
    ///
    /// @param rounds that must go well, one after the other
    private static boolean quiet(World world, int rounds) {
        int well = 0;
        String last = "";
        for (int round = 0; round < ROUNDS && well < rounds; round++) {
            boolean all = true;
            for (SimMachine machine : world.machines()) {
                world.time().advance(Duration.ofMinutes(1));
                Optional<Failure> failed = machine.sync(Weather.CLEAR, Draw.of(round));
                last = failed.map(failure -> machine.name() + ": " + failure.code())
                        .orElse(last);
                all &= failed.isEmpty();
            }
            well = all ? well + 1 : 0;
        }
        if (well < rounds) {
            world.violated("waits", "somebody waits for ever: " + last);
        }
        return well == rounds;
    }
}
