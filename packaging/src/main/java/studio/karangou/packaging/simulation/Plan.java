package studio.karangou.packaging.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import studio.karangou.packaging.simulation.Step.Kind;

/// The schedule of one seed. Each seed has some kinds of faults and not others: a world in which everything fails at
/// once hides what one fault alone would show.
///
/// @param devices that are enrolled at the beginning
record Plan(long seed, int devices, int days, List<Step> steps) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int PERCENT_OF_KINDS = 35;

    Plan {
        steps = List.copyOf(steps);
    }

    /// The machine that a copied disk is put into.
    int twin() {
        return devices;
    }

    Plan with(List<Step> fewer) {
        return new Plan(seed, devices, days, fewer);
    }

    static Plan of(long seed, int devices, int days) {
        Draw draw = Draw.of(seed);
        Set<Kind> faults = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            if (isFault(kind) && draw.chance(PERCENT_OF_KINDS)) {
                faults.add(kind);
            }
        }
        if (faults.contains(Kind.CLONE)) {
            faults.remove(Kind.RESTORE_SERVER); // docs/decisions/0040: what a backup lost of a copy nobody can know
        }
        List<Step> steps = new ArrayList<>();
        for (int machine = 0; machine <= devices; machine++) {
            days(draw, machine, days, steps);
        }
        for (Kind kind : faults) {
            int times = rare(kind) ? 1 : 1 + draw.upTo(Math.max(1, days * devices / 4));
            for (int i = 0; i < times; i++) {
                steps.add(new Step(moment(draw, days), kind, draw.upTo(devices + 1), draw.seed()));
            }
        }
        needed(faults, draw, days, devices, steps);
        steps.sort(Comparator.comparing(Step::at).thenComparing(Step::draw));
        return new Plan(seed, devices, days, steps);
    }

    /// What people do, and when there is a network.
    private static void days(Draw draw, int machine, int days, List<Step> steps) {
        for (int day = 0; day < days; day++) {
            int records = draw.upTo(3) + (draw.chance(10) ? 3 : 0);
            for (int i = 0; i < records; i++) {
                steps.add(new Step(inDay(draw, day), Kind.RECORD, machine, draw.seed()));
            }
            int rounds = draw.chance(25) ? 0 : 1 + draw.upTo(2);
            for (int i = 0; i < rounds; i++) {
                steps.add(new Step(inDay(draw, day), Kind.SYNC, machine, draw.seed()));
            }
        }
    }

    /// A restored disk was kept before.
    private static void needed(Set<Kind> faults, Draw draw, int days, int devices, List<Step> steps) {
        if (faults.contains(Kind.RESTORE_SERVER)) {
            steps.add(new Step(moment(draw, days), Kind.BACK_UP, 0, draw.seed()));
        }
        for (int machine = 0; machine < devices; machine++) {
            if (faults.contains(Kind.RESTORE_DISK)) {
                steps.add(new Step(moment(draw, days), Kind.SAVE_DISK, machine, draw.seed()));
            }
            if (faults.contains(Kind.RESTORE_DATABASE)) {
                steps.add(new Step(moment(draw, days), Kind.SAVE_DATABASE, machine, draw.seed()));
            }
        }
    }

    private static boolean isFault(Kind kind) {
        return switch (kind) {
            case RECORD, SYNC, SAVE_DISK, SAVE_DATABASE -> false;
            case CRASH_SOON,
                    POWER_CUT,
                    DISK_FULL,
                    LOSE_DATABASE,
                    SET_CLOCK,
                    CLONE,
                    RESTORE_DISK,
                    RESTORE_DATABASE,
                    CARRY,
                    NEIGHBOUR,
                    INTERLEAVE,
                    SERVER_CRASH_SOON,
                    SERVER_FULL,
                    BACK_UP,
                    RESTORE_SERVER,
                    EDIT_CATALOGUE,
                    COMPACT,
                    MEND -> true;
        };
    }

    private static boolean rare(Kind kind) {
        return kind == Kind.CLONE || kind == Kind.RESTORE_DISK || kind == Kind.RESTORE_SERVER;
    }

    private static Duration moment(Draw draw, int days) {
        return Duration.ofSeconds(draw.upTo((int) (days * DAY.toSeconds())));
    }

    private static Duration inDay(Draw draw, int day) {
        return DAY.multipliedBy(day).plusHours(7).plusSeconds(draw.upTo(16 * 3600));
    }
}
