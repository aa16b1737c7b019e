package studio.karangou.desktop.engine.roads;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.PushReceipt.Quarantined;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.sync.SyncEngine;
import studio.karangou.desktop.engine.sync.SyncFailure;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.DriveRoad.Taken;

/// Applies the server's answers, which come late, twice, out of order or never.
public final class AnswerTaker {
    private static final String HEARD = "roads.heard";
    private static final String GAP = "sync.gap";

    private final JournalStore journal;
    private final ChangeStore feed;
    private final SettingsStore settings;
    private final BestTime time;
    private final Self self;

    public AnswerTaker(JournalStore journal, ChangeStore feed, SettingsStore settings, BestTime time, Self self) {
        this.journal = journal;
        this.feed = feed;
        this.settings = settings;
        this.time = time;
        this.self = self;
    }

    /// Applies one answer.
    ///
    /// @throws FailureException with [RoadFailure.NotTrusted], [SyncFailure.ServerAhead], [SyncFailure.Forked], a
    ///     [ProtocolFailure] of another version or a failure of the store; then nothing of it was applied
    public synchronized Taken take(byte[] encoded) {
        DownParcel down = open(encoded);
        long before = journal.acknowledged();
        List<Quarantined> fresh = down.quarantined().stream()
                .filter(one -> one.sequence() > before)
                .toList();
        int refused = acknowledge(down, before, fresh);
        int changes = apply(down);
        time.atLeast(down.issued());
        if (down.issued().isAfter(heard())) {
            settings.put(HEARD, down.issued().toString());
        }
        return new Taken(Math.max(0, journal.acknowledged() - before), refused, changes, down.more(), down.refusal());
    }

    /// Two answers, one after the other, in words.
    static Taken both(@Nullable Taken one, Taken next) {
        return one == null
                ? next
                : new Taken(
                        one.acknowledged() + next.acknowledged(),
                        one.setAside() + next.setAside(),
                        one.changes() + next.changes(),
                        next.more(),
                        next.refusal() == null ? one.refusal() : next.refusal());
    }

    private DownParcel open(byte[] encoded) {
        EnrolledDevice device = self.device();
        try {
            Parcel parcel = Parcel.decode(encoded);
            if (!parcel.device().equals(device.id())) {
                throw new RoadFailure.NotTrusted().asException();
            }
            return DownParcel.open(parcel, self.sealing().get(), device.serverKey());
        } catch (FailureException e) {
            if (e.failure() instanceof ProtocolFailure.BadSignature
                    || e.failure() instanceof ProtocolFailure.Malformed
                    || e.failure() instanceof ProtocolFailure.TooLarge) {
                throw new FailureException(new RoadFailure.NotTrusted(), e);
            }
            throw e;
        }
    }

    /// @return how many it set aside for a person to look at
    private int acknowledge(DownParcel down, long before, List<Quarantined> fresh) {
        if (down.acknowledged() > journal.last()) {
            throw new SyncFailure.ServerAhead(down.acknowledged(), journal.last()).asException();
        }
        if (isOfAnother(down)) {
            throw new SyncFailure.Forked().asException();
        }
        // a server that was restored lacks the very operations before those that were sent
        boolean restored = GAP.equals(down.refusal())
                && down.first() == before + 1
                && !down.issued().isBefore(heard());
        // else it is not said what was set aside in between, and nobody would ever look at it
        boolean goesOn = down.first() > 0 && down.first() <= before + 1;
        return (goesOn && down.acknowledged() > before) || restored
                ? journal.acknowledge(down.acknowledged(), fresh)
                : 0;
    }

    /// A number alone says nothing: after an older disk was put back, the server may have as many operations of the
    /// journal that was there before, and what was recorded since would count as brought.
    private boolean isOfAnother(DownParcel down) {
        @Nullable Bytes said = down.chainHash();
        return said != null
                && journal.chainHash(down.acknowledged())
                        .filter(ours -> !ours.equals(said))
                        .isPresent();
    }

    private int apply(DownParcel down) {
        boolean news = !down.issued().isBefore(heard());
        int changes = 0;
        for (DownParcel.Page page : down.pages()) {
            if (feed.applyIfNext(page, news)) {
                changes += page.page().changes().size();
                if (!page.page().more()) {
                    journal.covered(down.acknowledged());
                }
            }
        }
        return changes;
    }

    /// The latest word of the server that came by any road.
    public Instant heard() {
        Instant byParcel = settings.get(HEARD).map(Instant::parse).orElse(Instant.EPOCH);
        Optional<Instant> byNetwork = settings.get(SyncEngine.LAST_SYNC).map(Instant::parse);
        return byNetwork.filter(byParcel::isBefore).orElse(byParcel);
    }
}
