package studio.karangou.desktop.feature.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.desktop.ui.TaskFailure;

/// A sync that stands still until a test moves it.
public final class FakeSync implements SyncState {
    private boolean broken;
    private final Listeners listeners = new Listeners();
    private final List<PendingOperation> pending = new ArrayList<>();
    private SyncStatus.Connection connection = new SyncStatus.Connection.Online();
    private long filmBytes;
    private long allowed;
    private int asked;
    private Set<Remark> remarks = Set.of();
    private final Map<OperationId, OperationBody> mended = new LinkedHashMap<>();

    public FakeSync connection(SyncStatus.Connection now) {
        connection = now;
        listeners.changed();
        return this;
    }

    public FakeSync disk(long used, long of) {
        filmBytes = used;
        allowed = of;
        listeners.changed();
        return this;
    }

    public FakeSync pending(PendingOperation operation) {
        pending.add(operation);
        listeners.changed();
        return this;
    }

    /// How often a sync was asked for.
    public int asked() {
        return asked;
    }

    /// Whether every reading fails from now on.
    public void breaks(boolean now) {
        broken = now;
    }

    private void throwIfBroken() {
        if (broken) {
            throw new FailureException(new TaskFailure.Unexpected());
        }
    }

    @Override
    public SyncStatus status() {
        throwIfBroken();
        int contributions = (int) pending.stream()
                .filter(one ->
                        one.refusal() == null && one.operation().body() instanceof OperationBody.ContributionMade)
                .count();
        int setAside =
                (int) pending.stream().filter(one -> one.refusal() != null).count();
        return new SyncStatus(
                connection, pending.size() - setAside, contributions, setAside, null, filmBytes, allowed, remarks);
    }

    @Override
    public List<PendingOperation> pending(int most) {
        return pending.stream().limit(most).toList();
    }

    @Override
    public boolean isTold() {
        return false;
    }

    @Override
    public void mend(OperationId refused, OperationBody corrected) {
        throwIfBroken();
        mended.put(refused, corrected);
        pending.removeIf(one -> one.operation().id().equals(refused));
        listeners.changed();
    }

    @Override
    public void discard(OperationId refused) {
        throwIfBroken();
        pending.removeIf(one -> one.operation().id().equals(refused));
        listeners.changed();
    }

    /// What refused operations were mended with.
    public Map<OperationId, OperationBody> mended() {
        return mended;
    }

    /// What else is to be said.
    public FakeSync remarks(Remark... now) {
        remarks = Set.of(now);
        listeners.changed();
        return this;
    }

    @Override
    public void syncNow() {
        asked++;
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
