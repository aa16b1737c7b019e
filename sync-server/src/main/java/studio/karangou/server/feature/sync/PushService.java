package studio.karangou.server.feature.sync;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;

/// Takes in the journals of devices. A batch is applied in one transaction, each operation once, however often
/// and by whatever road it comes. It is acknowledged once it is committed: with PostgreSQL that survives a
/// power cut; with H2, the death of the process, and after a power cut the device sends again from the server's
/// position.
public final class PushService {
    private static final Logger LOG = LoggerFactory.getLogger(PushService.class);

    private final Database database;
    private final Clock clock;
    private final Consumer<DeviceId> forked;
    private final JournalStore journals = new JournalStore();
    private final BatchApplication application;
    private final Intake intake;

    /// @param forked is told of a device whose journal came in two versions
    public PushService(
            Database database,
            ProjectBooks books,
            FaultBook faults,
            AuditLog audit,
            ChangeFeedStore feed,
            Clock clock,
            Consumer<DeviceId> forked) {
        this(database, books, faults, audit, feed, clock, forked, Intake.EXACT);
    }

    /// @param intake other than [Intake#EXACT] to see whether anybody notices
    public PushService(
            Database database,
            ProjectBooks books,
            FaultBook faults,
            AuditLog audit,
            ChangeFeedStore feed,
            Clock clock,
            Consumer<DeviceId> forked,
            Intake intake) {
        this.intake = intake;
        this.forked = forked;
        this.database = database;
        this.clock = clock;
        application = new BatchApplication(journals, books, feed, faults, audit, intake);
    }

    /// Applies a batch.
    ///
    /// @param caller whose session it came in
    /// @throws studio.karangou.common.model.FailureException with a [SyncFailure] or a
    ///     [studio.karangou.common.protocol.ProtocolFailure]; then nothing was applied
    public PushReceipt push(DeviceId caller, byte[] encoded) {
        Batch batch = BatchCodec.decode(encoded);
        if (!batch.device().equals(caller)) {
            throw new SyncFailure.OtherDevice().asException();
        }
        batch.verify(database.inTransaction(transaction -> journals.find(transaction, caller))
                .orElseThrow(() -> new SyncFailure.DeviceRevoked().asException())
                .signingKey());
        try {
            return database.inTransaction(transaction -> apply(transaction, batch, false));
        } catch (FailureException e) {
            if (e.failure() instanceof SyncFailure.Fork) {
                forked.accept(caller);
            }
            throw e;
        } catch (RuntimeException e) {
            if (Database.isTrouble(e)) {
                throw e;
            }
            // what it was is logged with the operation that it comes from
            LOG.warn(
                    "a batch is applied again, one operation at a time, after {}",
                    e.getClass().getSimpleName());
            return database.inTransaction(transaction -> apply(transaction, batch, true));
        }
    }

    /// The last sequence of a device that is committed here, and what is in quarantine behind a sequence: the
    /// receipt that said so may have been lost on its way.
    public JournalPosition position(DeviceId device, long after) {
        return database.inTransaction(transaction -> {
            JournalState state =
                    journals.find(transaction, device).orElseThrow(() -> new SyncFailure.DeviceRevoked().asException());
            long last = state.acknowledged();
            if (after >= last) {
                return new JournalPosition(last, state.chainHash(), last, List.of());
            }
            List<PushReceipt.Quarantined> page =
                    journals.quarantined(transaction, device, after + 1, last, intake.pageQuarantined());
            long through = page.size() < intake.pageQuarantined()
                    ? last
                    : page.getLast().sequence();
            return new JournalPosition(last, state.chainHash(), through, page);
        });
    }

    /// The hash chain after the operation up to which a position says what is in quarantine.
    public Optional<Bytes> chainHash(DeviceId device, JournalPosition position) {
        return position.through() == position.acknowledged()
                ? Optional.of(position.chainHash())
                : database.inTransaction(transaction -> journals.chainHash(transaction, device, position.through()));
    }

    private PushReceipt apply(Transaction transaction, Batch batch, boolean carefully) {
        JournalState state = journals.lock(transaction, batch.device())
                .filter(journal -> !journal.revoked())
                .orElseThrow(() -> new SyncFailure.DeviceRevoked().asException());
        if (batch.firstSequence() > state.acknowledged() + 1) {
            throw new SyncFailure.Gap(state.acknowledged()).asException();
        }
        List<ArrivedOperation> fresh = intake.isFresh(batch.lastSequence(), state.acknowledged())
                ? newOperations(batch, state)
                : nothingNew(transaction, batch, state);
        if (!fresh.isEmpty()) {
            Arrival arrival = new Arrival(
                    batch.device(), state.name(), state.venue(), state.profile(), state.vouched(), clock.instant());
            application.apply(transaction, arrival, fresh, carefully);
        }
        return new PushReceipt(
                ProtocolVersion.CURRENT,
                Math.max(state.acknowledged(), batch.lastSequence()),
                journals.quarantined(
                        transaction,
                        batch.device(),
                        batch.firstSequence(),
                        batch.lastSequence(),
                        batch.operations().size()));
    }

    /// All of the batch is there: it must be the same.
    private List<ArrivedOperation> nothingNew(Transaction transaction, Batch batch, JournalState state) {
        boolean same = journals.chainHash(transaction, batch.device(), batch.lastSequence())
                .filter(batch.lastHash()::equals)
                .isPresent();
        if (!same) {
            throw new SyncFailure.Fork(state.acknowledged()).asException();
        }
        return List.of();
    }

    /// The operations behind those that are there. As every hash covers all before it, comparing one is enough.
    private List<ArrivedOperation> newOperations(Batch batch, JournalState state) {
        List<ArrivedOperation> fresh = new ArrayList<>();
        Bytes hash = batch.previousHash();
        long sequence = batch.firstSequence();
        for (Bytes encoded : batch.operations()) {
            if (sequence == state.acknowledged() + 1 && !hash.equals(state.chainHash())) {
                throw new SyncFailure.Fork(state.acknowledged()).asException();
            }
            hash = JournalChain.next(hash, sequence, encoded.toArray());
            if (intake.isFresh(sequence, state.acknowledged())) {
                fresh.add(ArrivedOperation.read(batch.device(), sequence, encoded, hash));
            }
            sequence++;
        }
        return fresh;
    }
}
