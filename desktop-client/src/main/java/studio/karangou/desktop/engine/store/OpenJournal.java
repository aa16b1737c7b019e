package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.HybridClock;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.desktop.engine.store.JournalFrame.Entry;

/// A device's journal while it is open: the file, its index in the database, and where both end.
/// Called by one thread at a time; [JournalStore] sees to that.
final class OpenJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenJournal.class);
    /// Operations that are written together, where there are many.
    static final int GROUP = 500;

    private final DeviceId device;
    private final JournalFile file;
    private final JournalIndex index;
    private final HybridClock hybrid;
    private final RandomGenerator random;
    private Uuid7 ids;
    private HybridTime latest;
    private long last;
    /// The chain's end, null if the last operation is in neither file nor database.
    private @Nullable Bytes hash;

    private long indexed;

    private OpenJournal(
            DeviceId device,
            JournalFile file,
            JournalIndex index,
            InstantSource clock,
            Optional<Entry> end,
            RandomGenerator random) {
        this.random = random;
        this.device = device;
        this.file = file;
        this.index = index;
        latest = end.map(entry -> OperationCodec.decode(device, entry.sequence(), entry.operation()))
                .map(Operation::time)
                .orElse(new HybridTime(0, 0));
        hybrid = new HybridClock(clock, latest);
        ids = idsByTime(hybrid, random);
        last = file.last();
        hash = last == 0 ? JournalChain.genesis(device) : end.map(Entry::hash).orElse(null);
        indexed = index.last(device);
    }

    /// Mends file and index by each other, and goes on where they end.
    static OpenJournal begin(
            DeviceId device, JournalFile file, JournalIndex index, InstantSource clock, RandomGenerator random) {
        mendFile(device, file, index);
        Optional<Entry> end = file.read(file.last()).or(() -> index.read(device, file.last()));
        OpenJournal journal = new OpenJournal(device, file, index, clock, end, random);
        journal.catchUp();
        return journal;
    }

    /// What the database has and the file lost, damaged or cut off, goes back into the file.
    private static void mendFile(DeviceId device, JournalFile file, JournalIndex index) {
        List<Long> missing = new ArrayList<>(file.holes());
        for (long sequence = file.last() + 1; sequence <= index.last(device); sequence++) {
            missing.add(sequence);
        }
        for (long sequence : missing) {
            index.read(device, sequence).ifPresent(entry -> {
                LOG.warn("operation {} of the journal file is mended from the database", sequence);
                file.append(entry);
            });
        }
    }

    DeviceId device() {
        return device;
    }

    /// The last sequence, 0 if there is none.
    long last() {
        return last;
    }

    /// Ids follow the hybrid time, so they keep their order when the clock is set back.
    OperationId newId() {
        return new OperationId(ids.next());
    }

    private static Uuid7 idsByTime(HybridClock hybrid, RandomGenerator random) {
        return new Uuid7(() -> hybrid.now().instant(), random);
    }

    /// Takes note of a time that came from elsewhere.
    void saw(HybridTime time) {
        hybrid.saw(time);
    }

    /// The time of an operation that happens now.
    HybridTime now(boolean sure) {
        HybridTime now = hybrid.now(sure);
        if (now.compareTo(latest) < 0) {
            LOG.warn("the journal's time was ahead by mistake and is right again");
            ids = idsByTime(hybrid, random);
        }
        latest = now;
        return now;
    }

    /// @throws FailureException with [StoreFailure.JournalDamaged] if the chain's end is lost
    Bytes check() {
        if (hash == null) {
            throw new StoreFailure.JournalDamaged(last).asException();
        }
        return hash;
    }

    /// An operation before it has its place.
    record Draft(
            OperationId id,
            HybridTime time,
            boolean unsure,
            @Nullable PersonId doer,
            OperationBody body) {}

    /// Writes operations to the file, all or none, then to the index as far as the database lets it.
    ///
    /// @param drafts [#GROUP] at the most
    List<Operation> append(List<Draft> drafts) {
        Bytes previous = check();
        List<Operation> operations = new ArrayList<>(drafts.size());
        List<Entry> entries = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            Operation operation = new Operation(
                    device, last + 1 + entries.size(), draft.id, draft.time, draft.doer, draft.body, draft.unsure);
            byte[] encoded = OperationCodec.encode(operation);
            if (encoded.length > Limits.OPERATION_BYTES) {
                throw new ProtocolFailure.TooLarge("operation", encoded.length, Limits.OPERATION_BYTES).asException();
            }
            Entry entry = new Entry(operation.sequence(), previous, encoded);
            previous = entry.hash();
            entries.add(entry);
            operations.add(operation);
        }
        file.append(entries);
        drafts.forEach(draft -> hybrid.saw(draft.time)); // one that was taken over has a time of its own
        last += entries.size();
        hash = previous;
        catchUp();
        return operations;
    }

    /// Whether an operation is there behind a sequence. The file is asked, as it has what the database could not take.
    boolean has(OperationId id, long after) {
        for (long sequence = last; sequence > after; sequence--) {
            boolean isIt = entry(sequence)
                    .map(entry -> OperationCodec.decode(device, entry.sequence(), entry.operation()))
                    .filter(operation -> operation.id().equals(id))
                    .isPresent();
            if (isIt) {
                return true;
            }
        }
        return false;
    }

    /// Whether an operation is there that the database could not take yet. Of the others the database tells, and
    /// nothing has to be read for it that was recorded in a month.
    boolean hasUnindexed(OperationId id) {
        return has(id, indexed);
    }

    /// As [JournalStore#from].
    Optional<JournalRun> from(long first, int most, int mostBytes) {
        List<Bytes> operations = new ArrayList<>();
        Bytes before = null;
        int bytes = 0;
        while (first + operations.size() <= last && operations.size() < most) {
            List<Entry> entries = entries(first + operations.size(), most - operations.size());
            if (entries.isEmpty() && before == null) {
                throw new StoreFailure.JournalDamaged(first).asException();
            }
            for (Entry entry : entries) {
                bytes += entry.operation().length;
                if (before != null && bytes > mostBytes) {
                    return Optional.of(new JournalRun(first, before, operations));
                }
                before = before == null ? entry.previousHash() : before;
                operations.add(Bytes.of(entry.operation()));
            }
            if (entries.isEmpty()) {
                break;
            }
        }
        return before == null ? Optional.empty() : Optional.of(new JournalRun(first, before, operations));
    }

    /// The chain after an operation, empty if that cannot be read or is not there.
    Optional<Bytes> hash(long sequence) {
        return sequence == 0
                ? Optional.of(JournalChain.genesis(device))
                : entry(sequence).map(Entry::hash);
    }

    /// What stands in the file from a sequence on; the one of the sequence alone from the index, if only that has it.
    private List<Entry> entries(long first, int most) {
        List<Entry> run = file.run(first, most);
        return run.isEmpty() ? index.read(device, first).stream().toList() : run;
    }

    private Optional<Entry> entry(long sequence) {
        return file.read(sequence).or(() -> index.read(device, sequence));
    }

    /// Brings the index up to the file. If the database fails now, the next operation or start does it.
    void catchUp() {
        try {
            while (indexed < last) {
                List<Entry> run = file.run(indexed + 1, GROUP);
                index.put(device, run);
                indexed += Math.max(1, run.size()); // one that the file lacks is in the index alone
            }
        } catch (FailureException e) {
            LOG.error("operation {} is in the journal file but not in the database yet", indexed + 1, e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("closing the journal failed", e);
        }
    }
}
