package studio.karangou.packaging.simulation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.CataloguePage;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.UpParcel;
import studio.karangou.desktop.engine.TimeMemory;
import studio.karangou.desktop.engine.roads.AnswerTaker;
import studio.karangou.desktop.engine.roads.Self;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.DatabaseCopies;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.MarkStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.store.Waiting;
import studio.karangou.desktop.engine.sync.Ahead;
import studio.karangou.desktop.engine.sync.SyncEngine;
import studio.karangou.desktop.engine.sync.SyncFailure;
import studio.karangou.desktop.engine.sync.SyncRound;
import studio.karangou.desktop.engine.sync.SyncRoundParts;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// A machine with a device's program on it: the disk and the database stay when the program ends, the rest does not.
final class SimMachine {
    private static final Path FOLDER = Path.of("journals");
    private static final byte[] KEY = new byte[32];
    /// Operations in a batch and batches in a parcel of those that are carried: few, so that there are several.
    private static final int CARRIED = 4;

    private static final int BATCHES = 3;
    private static final int DATABASE_LOST_PERCENT = 25;

    private final World world;
    private final int number;
    private final LocalTables local;
    private final RandomGenerator random;
    private final WallClock clock;
    private SimDisk disk;
    private Identity identity;
    private @Nullable Program program;
    private @Nullable Saved saved;
    private Tables.@Nullable Rows copied;
    private Duration fullUntil = Duration.ZERO;
    private boolean busy;

    /// Who the device is to the server.
    record Identity(DeviceId id, VenueId venue, DeviceProfile profile, SigningKeyPair keys, SealingKeyPair sealing) {}

    /// What runs.
    record Program(
            JournalStore journal,
            ChangeStore feed,
            CatalogueStore catalogue,
            MarkStore marks,
            SettingsStore settings,
            AnswerTaker answers,
            BestTime time,
            SimNetwork network,
            SyncRound round) {}

    /// A copy of the disk as it was.
    record Saved(SimDisk disk, Tables.Rows rows, Tables.@Nullable Rows copied, Identity identity, Instant at) {}

    SimMachine(World world, int number, LocalTables local, Identity identity, RandomGenerator random) {
        this.world = world;
        this.number = number;
        this.local = local;
        this.identity = identity;
        this.random = random;
        clock = new WallClock(world.time());
        disk = new SimDisk(world.mutant() == Mutant.ACKNOWLEDGE_BEFORE_FLUSH);
        local.begin(this::beforeStatement);
    }

    private void beforeStatement() {
        disk.step();
    }

    String name() {
        return "device " + number;
    }

    int number() {
        return number;
    }

    Identity identity() {
        return identity;
    }

    WallClock clock() {
        return clock;
    }

    LocalTables local() {
        return local;
    }

    /// Whether a round is under way.
    boolean isBusy() {
        return busy;
    }

    /// What runs; begun if it does not.
    Program program() {
        Program running = program;
        if (running == null) {
            running = begin();
            program = running;
            running.journal().openFor(identity.id());
            running.journal().takeOver();
        }
        return running;
    }

    private Program begin() {
        boolean trusting = world.mutant() == Mutant.TRUST_CLOCK;
        Changes changes = new Changes();
        SettingsStore settings = new SettingsStore(local.database());
        BestTime best = new BestTime(clock, clock::nanos, new TimeMemory(settings));
        InstantSource journalTime = trusting ? clock : best;
        JournalStore journal = new JournalStore(
                disk,
                FOLDER,
                KEY,
                local.database(),
                changes,
                journalTime,
                () -> trusting || best.isSure(),
                Optional::empty,
                random);
        CatalogueStore catalogue = new CatalogueStore(local.database());
        ChangeStore feed = new ChangeStore(local.database(), catalogue, changes);
        SimNetwork network = new SimNetwork(world, identity.id(), identity.venue());
        return new Program(
                journal,
                feed,
                catalogue,
                new MarkStore(
                        local.database(), journal, changes, () -> Optional.of(enrolled(identity)), Optional::empty),
                settings,
                new AnswerTaker(
                        journal,
                        feed,
                        settings,
                        best,
                        new Self(() -> Optional.of(enrolled(identity)), identity::keys, identity::sealing)),
                best,
                network,
                new SyncRound(
                        journal,
                        new SyncRoundParts(
                                feed,
                                network,
                                identity::keys,
                                () -> Optional.of(world.server().verifyingKey())),
                        best,
                        clock::nanos,
                        Ahead.NONE));
    }

    private EnrolledDevice enrolled(Identity as) {
        return new EnrolledDevice(
                as.id(),
                name(),
                as.profile(),
                as.venue(),
                "Lieu",
                URI.create("https://server.invalid"),
                world.server().verifyingKey());
    }

    /// Does something that may end with the program. What ends it is told.
    ///
    /// @return why it was not done, empty if it was
    Optional<Failure> attempt(String what, Runnable work) {
        busy = true;
        try {
            work.run();
            return Optional.empty();
        } catch (FailureException e) {
            world.trace().say(name(), what + ": " + e.failure().code());
            return Optional.of(e.failure());
        } catch (Crash e) {
            if (e.isOfServer()) {
                throw e;
            }
            end(true);
            world.trace().say(name(), what + ": the program ends in the middle");
            return Optional.of(new SyncFailure.Unexpected());
        } finally {
            busy = false;
        }
    }

    /// What a running program does each minute.
    void tick() {
        program().time().tick();
    }

    void record(OperationBody body) {
        checkRoom();
        tick();
        world.truth()
                .confirm(program().journal().record(body), number, world.time().instant());
    }

    /// A person corrects something that was set aside, or wants to see it no more.
    void deal(Draw draw, Life life) {
        checkRoom();
        tick();
        JournalStore journal = program().journal();
        List<Operation> refused = journal.pending(Integer.MAX_VALUE).stream()
                .filter(one -> one.refusal() != null)
                .map(Waiting::operation)
                .toList();
        if (refused.isEmpty()) {
            return;
        }
        Operation one = draw.one(refused);
        if (draw.chance(30)) {
            journal.discard(one.id());
            world.trace().say(name(), "is to show no more of " + one.id());
        } else if (journal.mend(one.id(), life.mended(one.body()))) {
            Bytes recorded = journal.from(journal.last(), 1, Integer.MAX_VALUE)
                    .orElseThrow()
                    .operations()
                    .getFirst();
            world.truth()
                    .mend(
                            OperationCodec.decode(identity.id(), journal.last(), recorded.toArray()),
                            one,
                            number,
                            world.time().instant());
            world.trace().say(name(), "mends " + one.id());
        }
    }

    /// One round of sync.
    Optional<Failure> sync(Weather weather, Draw draw) {
        checkRoom();
        Optional<Failure> failed = attempt("syncs", () -> {
            Program running = program();
            running.network().become(weather, draw);
            running.time().tick();
            running.round().run(identity.id(), (done, total) -> {});
            running.settings()
                    .put(SyncEngine.LAST_SYNC, running.time().instant().toString()); // as its engine does
        });
        if (failed.isEmpty()) {
            world.trace().say(name(), "is in step, up to " + program().journal().last());
        }
        checkPromise();
        failed.filter(SimMachine::isFinal).ifPresent(failure -> enrolAnew());
        return failed;
    }

    /// What the server said that it has, it has; unless it was set back since.
    private void checkPromise() {
        if (world.server().wasRestored()) {
            return;
        }
        long said = local
                .tables()
                .read(
                        "select acknowledged from journal_position where device = '" + identity.id() + "'",
                        row -> row.getLong(1))
                .stream()
                .findFirst()
                .orElse(0L);
        if (said > world.server().committed(identity.id())) {
            world.violated(
                    "promised", name() + " was told that the server has operation " + said + ", which it has not");
        }
    }

    private static boolean isFinal(Failure failure) {
        return failure instanceof SyncFailure.Forked || failure instanceof SyncFailure.ServerAhead;
    }

    /// Its host lets it in once more, as another device.
    private void enrolAnew() {
        end(false);
        identity = world.newIdentity(identity.venue(), identity.profile(), number);
        world.trace().say(name(), "is enrolled anew");
        // as the engine does: it follows nothing yet, whatever the device before it did
        copied = null;
        new ChangeStore(local.database(), new CatalogueStore(local.database()), new Changes())
                .restart(world.server().verifyingKey());
        attempt("takes its journal over", () -> program());
    }

    /// What leaves by another road than the network: the journal as far as no answer came for it, sealed to the server.
    List<byte[]> parcels() {
        Program running = program();
        List<byte[]> parcels = new ArrayList<>();
        List<Batch> batches = new ArrayList<>();
        Optional<Batch> next = batch(running.journal().acknowledged() + 1);
        while (next.isPresent()) {
            if (batches.size() == BATCHES) {
                parcels.add(parcel(running, batches, false));
                batches.clear();
            }
            batches.add(next.get());
            next = batch(next.get().lastSequence() + 1);
        }
        parcels.add(parcel(running, batches, true));
        return parcels;
    }

    private Optional<Batch> batch(long first) {
        return program()
                .journal()
                .from(first, CARRIED, Integer.MAX_VALUE)
                .map(run -> Batch.sign(
                        identity.keys(), identity.id(), run.firstSequence(), run.previousHash(), run.operations()));
    }

    private byte[] parcel(Program running, List<Batch> batches, boolean last) {
        UpParcel up = new UpParcel(
                identity.id(),
                batches.isEmpty() ? 0 : batches.getFirst().firstSequence(),
                running.feed().cursor(),
                last,
                batches.stream()
                        .map(batch -> Bytes.of(BatchCodec.encode(batch)))
                        .toList());
        return up.seal(identity.keys(), world.server().sealingKey()).encode();
    }

    /// An answer of the server comes by another road than the network.
    ///
    /// @return why nothing of it was taken, empty if it was
    Optional<Failure> take(byte[] answer) {
        checkRoom();
        return attempt("takes an answer", () -> {
            tick();
            if (world.mutant() == Mutant.ANSWER_WITH_GAP) {
                DownParcel down = DownParcel.open(
                        Parcel.decode(answer),
                        identity.sealing(),
                        world.server().verifyingKey());
                program().journal().acknowledge(down.acknowledged(), down.quarantined());
            }
            program().answers().take(answer);
        });
    }

    /// A page of the catalogue comes from a neighbour.
    ///
    /// @return why it was not taken, empty if it was
    Optional<Failure> takeCatalogue(byte[] document) {
        checkRoom();
        return attempt("takes a neighbour's catalogue", () -> {
            tick();
            Program running = program();
            CataloguePage page = SignedDocument.decode(document)
                    .open(world.server().verifyingKey(), SignedDocument.Kind.CATALOGUE, CataloguePage.class);
            boolean latest = !page.serverTime().isBefore(running.answers().heard());
            if (running.feed().applyCatalogue(page, latest)) {
                running.time().atLeast(page.serverTime());
            }
        });
    }

    void crashAfter(int steps, Draw how) {
        disk.crashAfter(steps, how);
    }

    void fillUntil(Duration moment) {
        fullUntil = moment;
        disk.fill(true);
    }

    private void checkRoom() {
        if (fullUntil.compareTo(Duration.ZERO) > 0 && world.time().since().compareTo(fullUntil) >= 0) {
            fullUntil = Duration.ZERO;
            disk.fill(false);
        }
    }

    /// The program ends.
    ///
    /// @param powerless what was not forced to the disk may be lost
    void end(boolean powerless) {
        program = null;
        disk.calm();
        if (powerless) {
            Draw how = new Draw(random);
            disk.powerCut(how);
            if (how.chance(DATABASE_LOST_PERCENT)) {
                local.tables().clear(); // H2 does not wait for the platter
            }
        }
    }

    void loseDatabase() {
        end(false);
        local.tables().clear();
    }

    /// The copy of the database that is made each day.
    void saveDatabase() {
        copied = local.tables().copy();
    }

    /// The copy takes the place of a database that cannot be read; the journal is today's.
    ///
    /// @return whether there is one
    boolean putDatabaseBack() {
        Tables.Rows older = copied;
        if (older == null) {
            return false;
        }
        end(false);
        local.tables().put(older);
        local.tables().change(DatabaseCopies::forgetWhatIsOver);
        return true;
    }

    void save() {
        saved = new Saved(
                disk.copy(),
                local.tables().copy(),
                copied,
                identity,
                world.time().instant());
    }

    boolean putBack() {
        Saved older = saved;
        if (older == null) {
            return false;
        }
        end(false);
        world.truth().setBack(number, older.at());
        disk = older.disk().copy();
        local.tables().put(older.rows());
        copied = older.copied();
        identity = older.identity();
        return true;
    }

    /// Puts a copy of another machine's disk into this one.
    void become(SimMachine original) {
        original.end(false);
        disk = original.disk.copy();
        local.tables().put(original.local.tables().copy());
        copied = original.copied;
        identity = original.identity;
        clock.set(original.clock.wrong());
    }

    /// Nothing more goes wrong here.
    void heal() {
        end(true);
        fullUntil = Duration.ZERO;
        disk.fill(false);
        clock.set(Duration.ZERO);
    }
}
