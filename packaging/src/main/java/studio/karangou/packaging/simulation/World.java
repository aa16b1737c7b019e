package studio.karangou.packaging.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.packaging.simulation.SimMachine.Identity;

/// The simulated world: what there is in it, and what is to come.
final class World {
    private final Ground ground;
    private final Plan plan;
    private final VirtualTime time = new VirtualTime();
    private final Trace trace = new Trace(time);
    private final Truth truth = new Truth();
    private final SimServer server;
    private final List<SimMachine> machines = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private final List<Violation> violations = new ArrayList<>();
    private final Draw draw;
    private int identities;
    private int order;

    /// Something to come.
    private record Event(Duration at, int order, Runnable what) {}

    World(Ground ground, Plan plan) {
        this.ground = ground;
        this.plan = plan;
        draw = Draw.of(plan.seed() ^ 0x9E37_79B9_7F4A_7C15L);
        server = new SimServer(ground.nodes(), time, trace, Draw.of(draw.seed()));
        server.furnish();
        for (int number = 0; number < plan.devices(); number++) {
            VenueId venue = server.venues().get(number % 2);
            DeviceProfile profile = number % 4 < 2 ? DeviceProfile.LIEU : DeviceProfile.BORNE;
            machines.add(machine(number, newIdentity(venue, profile, number)));
        }
        Steps steps = new Steps(this);
        plan.steps().forEach(step -> at(step.at(), () -> steps.run(step)));
    }

    private SimMachine machine(int number, Identity identity) {
        return new SimMachine(
                this, number, ground.local(number), identity, new SplittableRandom(plan.seed() * 31 + number));
    }

    /// All that is planned, and what follows from it.
    void run() {
        for (Event next = events.poll(); next != null; next = events.poll()) {
            time.reach(next.at());
            next.what().run();
        }
    }

    private void at(Duration moment, Runnable what) {
        events.add(new Event(moment, order++, what));
    }

    /// Something that happens after a while.
    void later(Duration wait, Runnable what) {
        at(time.since().plus(wait), what);
    }

    /// Who a machine is from now on.
    Identity newIdentity(VenueId venue, DeviceProfile profile, int number) {
        int own = identities++;
        Identity identity =
                new Identity(new DeviceId(draw.uuid()), venue, profile, ground.keys(own), ground.sealing(own));
        server.enrol(identity, "Appareil " + number);
        return identity;
    }

    /// The machine of a number, null if there is none yet.
    @Nullable
    SimMachine machine(int number) {
        return number < machines.size() ? machines.get(number) : null;
    }

    /// A machine that gets a copy of another one's disk; there is one such machine.
    @Nullable
    SimMachine twinOf(SimMachine original) {
        if (machines.size() > plan.twin()) {
            return null;
        }
        SimMachine twin = machine(plan.twin(), original.identity());
        twin.become(original);
        machines.add(twin);
        return twin;
    }

    List<SimMachine> machines() {
        return machines;
    }

    SimServer server() {
        return server;
    }

    VirtualTime time() {
        return time;
    }

    Trace trace() {
        return trace;
    }

    Truth truth() {
        return truth;
    }

    @Nullable
    Mutant mutant() {
        return ground.mutant();
    }

    void violated(String what, String told) {
        trace.say("!", told);
        violations.add(new Violation(what, told));
    }

    List<Violation> violations() {
        return violations;
    }
}
