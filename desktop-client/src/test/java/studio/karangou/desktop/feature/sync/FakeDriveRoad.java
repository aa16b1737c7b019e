package studio.karangou.desktop.feature.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// A road that goes well, or fails as it is told.
public final class FakeDriveRoad implements DriveRoad {
    private final List<String> asked = new ArrayList<>();
    private @Nullable Failure failure;
    private Taken taken = new Taken(3, 0, 12, false, null);
    private @Nullable CountDownLatch halfWay;

    /// What was asked for, in order, and then is forgotten.
    public List<String> asked() {
        List<String> until = List.copyOf(asked);
        asked.clear();
        return until;
    }

    /// Everything fails so from now on, null for nothing.
    public void failing(@Nullable Failure why) {
        failure = why;
    }

    /// What an answer brings from now on.
    public void answering(Taken answer) {
        taken = answer;
    }

    /// Stops half way until it is interrupted or told to go on.
    public void waitingFor(CountDownLatch go) {
        halfWay = go;
    }

    @Override
    public Exported export(Path root, Progress progress) {
        asked.add("export");
        go(progress);
        return new Exported(3, "aller.colis");
    }

    @Override
    public Taken take(Path root, Progress progress) {
        asked.add("take");
        go(progress);
        return taken;
    }

    @Override
    public Carried carry(Path root, Progress progress) {
        asked.add("carry");
        go(progress);
        return new Carried(2, 1);
    }

    private void go(Progress progress) {
        if (failure != null) {
            throw new FailureException(failure);
        }
        progress.moved(50, 100);
        CountDownLatch wait = halfWay;
        if (wait != null) {
            try {
                wait.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        progress.moved(100, 100);
    }
}
