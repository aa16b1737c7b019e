package studio.karangou.packaging.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.feature.sync.ParcelService;

/// The roads of a device without a network: a stick or a neighbour takes parcels to the server and brings its answers
/// back, late, twice, out of order or never, and now and then damaged.
record Carriers(World world) {
    private static final int STICK_SECONDS = 200_000;
    private static final int NEIGHBOUR_SECONDS = 5_000;
    private static final int DAMAGED_PERCENT = 10;
    private static final int LOST_PERCENT = 20;
    private static final int TWICE_PERCENT = 25;

    void stick(SimMachine machine, Draw draw) {
        machine.attempt("exports", () -> {
            List<byte[]> parcels = machine.parcels();
            int times = 1 + draw.upTo(2);
            world.trace().say(machine.name(), "a stick takes " + parcels.size() + " parcels along");
            for (int i = 0; i < times; i++) {
                later(STICK_SECONDS, draw, () -> bring(machine, parcels, STICK_SECONDS, draw));
            }
        });
    }

    /// A neighbour asks the server for whatever it passes on, and keeps it until it is asked.
    void neighbour(SimMachine machine, Draw draw) {
        machine.attempt("asks a neighbour", () -> {
            List<byte[]> parcels = machine.parcels();
            String known = machine.program().feed().catalogueCursor();
            world.trace().say(machine.name(), "a neighbour takes " + parcels.size() + " parcels along");
            later(NEIGHBOUR_SECONDS, draw, () -> bring(machine, parcels, NEIGHBOUR_SECONDS, draw));
            later(NEIGHBOUR_SECONDS, draw, () -> catalogue(machine, known, draw));
        });
    }

    private void later(int seconds, Draw draw, Runnable what) {
        world.later(Duration.ofSeconds(draw.upTo(seconds)), what);
    }

    private void bring(SimMachine machine, List<byte[]> parcels, int seconds, Draw draw) {
        for (byte[] parcel : parcels) {
            boolean damaged = draw.chance(DAMAGED_PERCENT);
            List<byte[]> answers = answers(damaged ? Damage.any(parcel, draw) : parcel);
            if (damaged && !answers.isEmpty()) {
                world.violated("forged", "the server takes a parcel that was changed on its way");
            }
            for (byte[] answer : answers) {
                int times = draw.chance(LOST_PERCENT) ? 0 : draw.chance(TWICE_PERCENT) ? 2 : 1;
                for (int i = 0; i < times; i++) {
                    later(seconds, draw, () -> take(machine, answer, draw));
                }
            }
        }
    }

    /// All that the server answers to a parcel; nothing if it turns it down.
    private List<byte[]> answers(byte[] parcel) {
        List<byte[]> answers = new ArrayList<>();
        @Nullable String after = null;
        do {
            ParcelService.Answer answer = asked(parcel, after);
            if (answer == null) {
                return answers;
            }
            answers.add(answer.parcel());
            after = answer.next();
        } while (after != null);
        world.trace().say("carrier", "a parcel is taken in");
        return answers;
    }

    private ParcelService.@Nullable Answer asked(byte[] parcel, @Nullable String after) {
        try {
            return world.server().answer(parcel, after);
        } catch (FailureException e) {
            world.trace()
                    .say("carrier", "a parcel is turned down: " + e.failure().code());
        } catch (Crash e) {
            world.trace().say("carrier", "the server ends over a parcel");
        }
        return null;
    }

    private void take(SimMachine machine, byte[] answer, Draw draw) {
        boolean damaged = draw.chance(DAMAGED_PERCENT);
        boolean taken =
                machine.take(damaged ? Damage.any(answer, draw) : answer).isEmpty();
        if (taken && damaged) {
            world.violated("forged", machine.name() + " takes an answer that was changed on its way");
        }
        world.trace().say(machine.name(), taken ? "takes an answer" : "takes nothing of an answer");
    }

    private void catalogue(SimMachine machine, String known, Draw draw) {
        byte[] document;
        try {
            document = world.server().catalogue(known);
        } catch (FailureException e) {
            world.trace().say("carrier", "no catalogue: " + e.failure().code());
            return;
        } catch (Crash e) {
            world.trace().say("carrier", "the server ends over its catalogue");
            return;
        }
        boolean damaged = draw.chance(DAMAGED_PERCENT);
        later(NEIGHBOUR_SECONDS, draw, () -> {
            boolean taken = machine.takeCatalogue(damaged ? Damage.any(document, draw) : document)
                    .isEmpty();
            if (taken && damaged) {
                world.violated("forged", machine.name() + " takes a catalogue that was changed on its way");
            }
        });
    }
}
