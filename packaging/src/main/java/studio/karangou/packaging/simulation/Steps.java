package studio.karangou.packaging.simulation;

import java.time.Duration;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.OperationBody;

/// Carries out the steps of a schedule.
final class Steps {
    private static final int BURST = 12;
    private static final Duration DAY = Duration.ofDays(1);
    /// By so much a clock that was set ahead while the machine was off looks as if that had been long.
    private static final Duration LONGEST_UNSEEN = Duration.ofDays(100);

    private final World world;

    Steps(World world) {
        this.world = world;
    }

    void run(Step step) {
        Draw draw = Draw.of(step.draw());
        SimServer server = world.server();
        switch (step.kind()) {
            case SERVER_CRASH_SOON -> server.crashAfter(draw.upTo(30));
            case SERVER_FULL -> {
                server.fillUntil(world.time().since().plusHours(1 + draw.upTo(12)));
                world.trace().say("server", "its disk is full for some hours");
            }
            case BACK_UP -> server.backUp();
            case RESTORE_SERVER -> server.restore();
            case EDIT_CATALOGUE -> change(() -> server.edit(draw));
            case COMPACT -> change(server::compact);
            case RECORD,
                    SYNC,
                    CRASH_SOON,
                    POWER_CUT,
                    DISK_FULL,
                    LOSE_DATABASE,
                    SET_CLOCK,
                    CLONE,
                    SAVE_DISK,
                    RESTORE_DISK,
                    SAVE_DATABASE,
                    RESTORE_DATABASE,
                    CARRY,
                    NEIGHBOUR,
                    MEND,
                    INTERLEAVE -> {
                SimMachine machine = world.machine(step.machine());
                if (machine != null) {
                    run(step.kind(), machine, draw);
                }
            }
        }
    }

    private void run(Step.Kind kind, SimMachine machine, Draw draw) {
        switch (kind) {
            case RECORD -> record(machine, draw);
            case SYNC -> machine.sync(Weather.of(draw), draw);
            case CRASH_SOON -> machine.crashAfter(draw.upTo(12), draw);
            case POWER_CUT -> {
                machine.end(true);
                world.trace().say(machine.name(), "has no power for a moment");
            }
            case DISK_FULL -> {
                machine.fillUntil(world.time().since().plusHours(1 + draw.upTo(20)));
                world.trace().say(machine.name(), "its disk is full for some hours");
            }
            case LOSE_DATABASE -> {
                machine.loseDatabase();
                world.trace().say(machine.name(), "its database cannot be read and is begun anew");
            }
            case SET_CLOCK -> setClock(machine, draw);
            case CLONE -> {
                SimMachine twin = world.twinOf(machine);
                if (twin != null) {
                    world.trace().say(machine.name(), "its disk is copied into " + twin.name());
                }
            }
            case SAVE_DISK -> machine.save();
            case RESTORE_DISK -> {
                if (machine.putBack()) {
                    world.trace().say(machine.name(), "its disk is set back to an older copy");
                }
            }
            case SAVE_DATABASE -> machine.saveDatabase();
            case RESTORE_DATABASE -> {
                if (machine.putDatabaseBack()) {
                    world.trace().say(machine.name(), "an older copy takes the place of its database");
                }
            }
            case CARRY -> new Carriers(world).stick(machine, draw);
            case NEIGHBOUR -> new Carriers(world).neighbour(machine, draw);
            case MEND ->
                machine.attempt(
                        "deals with what was refused", () -> machine.deal(draw, new Life(world.server(), draw)));
            case INTERLEAVE -> interleave(machine, draw);
            case SERVER_CRASH_SOON, SERVER_FULL, BACK_UP, RESTORE_SERVER, EDIT_CATALOGUE, COMPACT ->
                throw new IllegalArgumentException("not a step of a machine");
        }
    }

    private void record(SimMachine machine, Draw draw) {
        int count = draw.chance(15) ? 1 + draw.upTo(BURST) : 1;
        Life life = new Life(world.server(), draw);
        for (int i = 0; i < count; i++) {
            OperationBody body = life.next(machine);
            machine.attempt("records " + body.getClass().getSimpleName(), () -> machine.record(body));
        }
        world.trace().say(machine.name(), "records " + count);
    }

    private void setClock(SimMachine machine, Draw draw) {
        Duration wrong = switch (draw.upTo(6)) {
            case 0 -> DAY.multipliedBy(-20_800); // 1970
            case 1 -> DAY.multipliedBy(26_400); // 2099
            case 2 -> DAY.multipliedBy(-3);
            case 3 -> DAY.multipliedBy(400);
            case 4 -> Duration.ofHours(-2);
            default -> Duration.ZERO;
        };
        Duration change = wrong.minus(machine.clock().wrong());
        boolean off = draw.chance(40);
        machine.attempt("tells the time", machine::tick);
        if (off && (change.isNegative() || change.compareTo(LONGEST_UNSEEN) > 0)) {
            machine.end(false); // set while it was off; less than that nobody could see
        }
        machine.clock().set(wrong);
        world.later(Duration.ofMinutes(1), () -> machine.attempt("tells the time", machine::tick));
        world.trace().say(machine.name(), "its clock is wrong by " + wrong.toHours() + " h now");
    }

    private void interleave(SimMachine machine, Draw draw) {
        world.server().meet(draw.upTo(40), () -> {
            if (!machine.isBusy()) {
                world.trace().say(machine.name(), "comes by another node, in the middle of a transaction");
                machine.sync(Weather.CLEAR, draw);
            }
        });
    }

    private void change(Runnable what) {
        try {
            what.run();
        } catch (FailureException e) {
            world.trace()
                    .say(
                            "server",
                            "the catalogue does not change: " + e.failure().code());
        } catch (Crash e) {
            world.trace().say("server", "its process ends while the catalogue changes");
        }
    }
}
