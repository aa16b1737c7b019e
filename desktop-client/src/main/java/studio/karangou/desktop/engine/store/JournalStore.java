package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFullException;

/// The journal of this device. The file is the truth; the database has a second copy for reading, and each mends the
/// other. Recording needs the file only.
public final class JournalStore implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);

    private final Disk disk;
    private final Path folder;
    private final byte[] key;
    private final JournalIndex index;
    private final EarlierJournals earlier;
    private final RefusalStore refusals;
    private final HandedStore handed;
    private final Changes changes;
    private final InstantSource clock;
    private final BooleanSupplier sure;
    private final Supplier<Optional<PersonId>> actor;
    private final RandomGenerator random;
    private @Nullable OpenJournal open;

    /// With a clock that is always right.
    public JournalStore(
            Disk disk, Path folder, byte[] key, LocalDatabase database, Changes changes, InstantSource clock) {
        this(disk, folder, key, database, changes, clock, () -> true, Optional::empty);
    }

    /// @param folder where the journal files are, one a device
    /// @param key of the files, 32 bytes
    /// @param clock the device's best time
    /// @param sure whether that can be relied on right now
    /// @param actor who does what is recorded, empty for a visitor without account
    public JournalStore(
            Disk disk,
            Path folder,
            byte[] key,
            LocalDatabase database,
            Changes changes,
            InstantSource clock,
            BooleanSupplier sure,
            Supplier<Optional<PersonId>> actor) {
        this(disk, folder, key, database, changes, clock, sure, actor, new SecureRandom());
    }

    /// @param random draws ids and nonces; in the simulation the seed decides them
    public JournalStore(
            Disk disk,
            Path folder,
            byte[] key,
            LocalDatabase database,
            Changes changes,
            InstantSource clock,
            BooleanSupplier sure,
            Supplier<Optional<PersonId>> actor,
            RandomGenerator random) {
        this.disk = disk;
        this.folder = folder;
        this.key = key.clone();
        this.changes = changes;
        this.clock = clock;
        this.sure = sure;
        this.actor = actor;
        this.random = random;
        index = new JournalIndex(database);
        earlier = new EarlierJournals(disk, folder, index);
        refusals = new RefusalStore(database);
        handed = new HandedStore(database);
    }

    /// Opens the journal of a device; before that nothing can be recorded.
    ///
    /// @throws FailureException with a [StoreFailure]
    public synchronized void openFor(DeviceId device) {
        if (open != null && open.device().equals(device)) {
            return;
        }
        close();
        try {
            disk.makeFolder(folder);
            JournalFile file = JournalFile.open(disk, EarlierJournals.file(folder, device), frames(device));
            open = OpenJournal.begin(device, file, index, clock, random);
        } catch (IOException e) {
            throw new FailureException(
                    DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.NotWritten(), e);
        }
    }

    @Override
    public Operation record(OperationBody body) {
        Operation recorded = append(null, body);
        changes.recorded(recorded.body());
        return recorded;
    }

    /// Takes note of a time that came from elsewhere: what is recorded next is said after it.
    public synchronized void saw(HybridTime time) {
        opened().saw(time);
    }

    /// An id of this journal for an operation to come. Writes nothing.
    ///
    /// @throws FailureException with [StoreFailure.NotEnrolled]
    public synchronized Reserved reserve() {
        OpenJournal journal = opened();
        return new Reserved(journal.newId(), journal.device(), journal.last());
    }

    /// Appends the operation that an id was reserved for, unless the journal has it already; then nothing is written,
    /// whatever the body says now.
    ///
    /// @return whether it was appended now
    /// @throws FailureException as [#record(OperationBody)]
    public boolean record(Reserved reserved, OperationBody body) {
        Operation recorded;
        synchronized (this) {
            if (has(reserved)) {
                return false;
            }
            recorded = append(reserved.id(), body);
        }
        changes.recorded(recorded.body());
        return true;
    }

    /// The file is asked, as it has what the database could not take. Only of another journal, of what this
    /// device was before, nothing but the index tells.
    private boolean has(Reserved reserved) {
        OpenJournal journal = opened();
        boolean ofThis = reserved.device().equals(journal.device());
        return journal.has(reserved.id(), ofThis ? reserved.after() : 0) || (!ofThis && index.has(reserved.id()));
    }

    /// @param id of the operation, null for a new one
    private synchronized Operation append(@Nullable OperationId id, OperationBody body) {
        OpenJournal journal = opened();
        journal.check();
        return journal.append(List.of(draft(journal, id, body))).getFirst();
    }

    private OpenJournal.Draft draft(OpenJournal journal, @Nullable OperationId id, OperationBody body) {
        boolean isSure = sure.getAsBoolean();
        HybridTime now = journal.now(isSure);
        return new OpenJournal.Draft(
                id == null ? journal.newId() : id,
                now,
                !isSure,
                body.hasActor() ? actor.get().orElse(null) : null,
                body);
    }

    private synchronized List<Operation> append(List<Operation> left) {
        return opened().append(left.stream()
                .map(one -> new OpenJournal.Draft(one.id(), one.time(), one.timeUnsure(), one.actor(), one.body()))
                .toList());
    }

    /// Records anew what journals of devices that this one was before did not bring to their server: under the same
    /// ids, so that a server which has one of them after all sets the second aside. Run again it does the rest.
    ///
    /// @throws FailureException as [#record(OperationBody)]
    public void takeOver() {
        List<Path> read = indexEarlier();
        List<Operation> left = index.leftBehind(device());
        for (int from = 0; from < left.size(); from += OpenJournal.GROUP) {
            append(left.subList(from, Math.min(left.size(), from + OpenJournal.GROUP)))
                    .forEach(operation -> changes.recorded(operation.body()));
        }
        if (!left.isEmpty()) {
            LOG.warn("{} operations of an earlier journal are in this one now", left.size());
        }
        earlier.done(read);
    }

    private synchronized List<Path> indexEarlier() {
        return earlier.index(device(), this::frames);
    }

    private JournalFrame frames(DeviceId device) {
        return new JournalFrame(device, key, random);
    }

    /// Brings the database up to the file, where it was left behind by a failure.
    public synchronized void catchUp() {
        if (open != null) {
            open.catchUp();
        }
    }

    /// The last sequence recorded, 0 if none.
    public synchronized long last() {
        return open == null ? 0 : open.last();
    }

    /// Operations from a sequence on, empty if there are none yet.
    ///
    /// @param most operations
    /// @param mostBytes of all of them
    /// @throws FailureException with [StoreFailure.JournalDamaged] if the first cannot be read
    public synchronized Optional<JournalRun> from(long first, int most, int mostBytes) {
        return opened().from(first, most, mostBytes);
    }

    /// The hash chain after an operation, empty if it is not there or cannot be read.
    ///
    /// @param sequence 0 for the chain before the first
    public synchronized Optional<Bytes> chainHash(long sequence) {
        return opened().hash(sequence);
    }

    /// Takes note of what the server has and of what it set aside. What it has from another place already counts
    /// there, once, as when it was taken over after a receipt was lost: that is settled here, without a person.
    ///
    /// @return how many of these it set aside for a person to look at
    public int acknowledge(long acknowledged, List<PushReceipt.Quarantined> quarantined) {
        List<PushReceipt.Quarantined> refused =
                quarantined.stream().filter(one -> !JournalIndex.isCopy(one)).toList();
        if (refused.size() < quarantined.size()) {
            LOG.info("{} operations are on the server from another place", quarantined.size() - refused.size());
        }
        boolean decided = index.acknowledge(device(), acknowledged, refused);
        refusals.settleMended(
                device(),
                refused.stream().map(PushReceipt.Quarantined::sequence).toList(),
                clock.instant());
        changes.sync().changed();
        if (decided) {
            changes.projects().changed();
            changes.told();
        }
        changes.messages().changed();
        return refused.size();
    }

    /// Takes note that the feed, as far as it was read here, says what became of everything up to a sequence.
    public void covered(long upTo) {
        if (current().filter(device -> index.cover(device, upTo)).isPresent()) {
            changes.told();
        }
    }

    /// The last sequence that the server said it has; 0 if none, or before there is a journal.
    public long acknowledged() {
        return current().map(index::acknowledged).orElse(0L);
    }

    /// How many operations of people the server does not have, those too that the database could not
    /// take yet. What the program says by itself is not counted: nobody has to bring it anywhere.
    public int waiting() {
        return current()
                .map(device -> Math.clamp(
                        last() - index.acknowledged(device) - index.waitingQuietly(device), 0, Integer.MAX_VALUE))
                .orElse(0);
    }

    /// The last fault report of this device, empty if there is none.
    public Optional<FaultReport> lastFault() {
        return current().flatMap(index::lastFault);
    }

    /// How many contributions the server does not have.
    public int waitingContributions() {
        return current().map(index::waitingContributions).orElse(0);
    }

    /// How many operations the server keeps aside.
    public int setAside() {
        return current().map(index::setAside).orElse(0);
    }

    /// What the server does not have or has set aside: what is set aside first, of each the oldest first.
    ///
    /// @param most of them; a month without a network may leave thousands
    public List<Waiting> pending(int most) {
        return current()
                .map(device -> handed.onTheirWay(device, index.pending(device, most)))
                .orElse(List.of());
    }

    /// Takes note that everything up to a sequence left this device by a road; whether it arrived is still to
    /// be heard.
    ///
    /// @throws FailureException with a [StoreFailure]
    public void handedOver(Road road, long upTo) {
        handed.put(device(), road, upTo, clock.instant());
        changes.sync().changed();
    }

    /// Records what a refused operation should have been, by the same person, in its place: it is shown no
    /// longer. Done twice it is one operation.
    ///
    /// @return whether it was done; false if nobody can mend it, as it was mended before
    /// @throws FailureException as [#record(OperationBody)]
    public boolean mend(OperationId refused, OperationBody corrected) {
        Optional<Operation> wrong = refusals.open(device(), refused);
        if (wrong.isEmpty()) {
            return false;
        }
        OperationId id = MendedId.of(refused);
        Optional<Operation> recorded = replace(wrong.get(), id, corrected);
        refusals.settle(refused, clock.instant());
        recorded.ifPresent(operation -> changes.recorded(operation.body()));
        changes.sync().changed();
        return recorded.isPresent();
    }

    /// Records in its place what was refused at another device of this one's venue. Done twice, also at two
    /// devices, it is one operation.
    public void recordInstead(OperationId refused, OperationBody corrected) {
        OperationId id = MendedId.of(refused);
        synchronized (this) {
            if (!index.has(id) && !opened().hasUnindexed(id)) {
                append(id, corrected);
            }
        }
        dismiss(refused);
        changes.recorded(corrected);
    }

    /// Shows no longer what was refused at another device.
    public void dismiss(OperationId refused) {
        refusals.settle(refused, clock.instant());
    }

    private synchronized Optional<Operation> replace(Operation wrong, OperationId id, OperationBody corrected) {
        OpenJournal journal = opened();
        if (index.has(id) || journal.hasUnindexed(id)) {
            return Optional.empty();
        }
        journal.check();
        boolean isSure = sure.getAsBoolean();
        HybridTime now = journal.now(isSure);
        // the same once more happened when it happened: cash that was in time stays so
        boolean hasTime = corrected.equals(wrong.body()) && wrong.time().compareTo(now) <= 0;
        OpenJournal.Draft draft = new OpenJournal.Draft(
                id, hasTime ? wrong.time() : now, hasTime ? wrong.timeUnsure() : !isSure, wrong.actor(), corrected);
        return Optional.of(journal.append(List.of(draft)).getFirst());
    }

    /// Shows a refused operation no longer. It stays in the journal.
    ///
    /// @return whether it was shown until now; false if nobody refused it, or it was dealt with before
    public boolean discard(OperationId refused) {
        boolean discarded = refusals.discard(device(), refused, clock.instant());
        changes.sync().changed();
        changes.projects().changed();
        changes.messages().changed();
        return discarded;
    }

    private synchronized Optional<DeviceId> current() {
        return Optional.ofNullable(open).map(OpenJournal::device);
    }

    private synchronized DeviceId device() {
        return opened().device();
    }

    private OpenJournal opened() {
        if (open == null) {
            throw new StoreFailure.NotEnrolled().asException();
        }
        return open;
    }

    @Override
    public synchronized void close() {
        OpenJournal closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}
