package studio.karangou.desktop.feature.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.FaultReport.SystemFamily;

/// A device's choice in memory, with a fault if told.
public final class FakeReports implements FaultReports {
    private final Instant now;
    private Choice choice = new Choice(false, null);
    private @Nullable FaultReport last;
    private Optional<Failure> refusal = Optional.empty();

    public FakeReports(Instant now) {
        this.now = now;
    }

    /// A fault came up.
    public void failed() {
        last = new FaultReport(
                FaultReport.UNEXPECTED,
                List.of("java.lang.IllegalStateException", "java.io.IOException"),
                List.of(
                        "studio.karangou.desktop.engine.delivery.FetchRun.piece:88",
                        "studio.karangou.desktop.engine.delivery.FetchRun.run:51",
                        "studio.karangou.desktop.engine.delivery.DownloadEngine.lambda$start$4:210"),
                "0.4.0",
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                3);
    }

    /// Every choice fails so from now on.
    public void refuseWith(Failure failure) {
        refusal = Optional.of(failure);
    }

    @Override
    public Choice choice() {
        return choice;
    }

    @Override
    public void choose(boolean on) {
        refusal.ifPresent(why -> {
            throw new FailureException(why);
        });
        choice = new Choice(on, now);
    }

    @Override
    public Optional<FaultReport> last() {
        return Optional.ofNullable(last);
    }
}
