package studio.karangou.desktop.feature.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.FaultApi.FaultShown;
import studio.karangou.common.protocol.FaultApi.FaultState;

/// Faults of clients in memory. Refuses as told.
public final class FakeFaults implements FaultDesk {
    private final Instant now;
    private final List<FaultShown> faults = new ArrayList<>();
    private Optional<Failure> refusal = Optional.empty();

    public FakeFaults(Instant now) {
        this.now = now;
    }

    /// Devices told of three.
    public void reported() {
        faults.add(fault("a", FaultState.OPEN, "java.lang.IllegalStateException", "app.Screens.page:120", null));
        faults.add(fault(
                "b",
                FaultState.OPEN,
                "java.lang.NullPointerException",
                "feature.contribution.ContributeViewModel.lambda$record$3:211",
                now.minus(Duration.ofDays(2))));
        faults.add(fault(
                "c", FaultState.SETTLED, "java.io.UncheckedIOException", "engine.films.FilmStore.file:140", null));
    }

    /// Every call fails so from now on, empty for none.
    public void refuseWith(Optional<Failure> failure) {
        refusal = failure;
    }

    private FaultShown fault(String digit, FaultState state, String cause, String place, @Nullable Instant reopenedAt) {
        return new FaultShown(
                digit.repeat(32),
                state,
                "unexpected",
                List.of("java.util.concurrent.CompletionException", cause),
                List.of("studio.karangou.desktop." + place, "studio.karangou.desktop.ui.Tasks.perform:160"),
                now.minus(Duration.ofDays(9)),
                now.minus(Duration.ofHours(3)),
                4,
                1_250,
                List.of("0.4.0", "0.3.2"),
                List.of("LINUX", "WINDOWS"),
                List.of("LIEU", "BORNE"),
                state == FaultState.SETTLED || reopenedAt != null ? "0.3.2" : null,
                reopenedAt);
    }

    @Override
    public List<FaultShown> faults() {
        refuse();
        return List.copyOf(faults);
    }

    @Override
    public FaultShown decide(FaultShown fault, FaultState state) {
        refuse();
        FaultShown decided = new FaultShown(
                fault.id(),
                state,
                fault.code(),
                fault.causes(),
                fault.frames(),
                fault.firstSeen(),
                fault.lastSeen(),
                fault.devices(),
                fault.occurrences(),
                fault.versions(),
                fault.systems(),
                fault.profiles(),
                fault.versions().getFirst(),
                fault.reopenedAt());
        faults.replaceAll(one -> one.id().equals(fault.id()) ? decided : one);
        return decided;
    }

    private void refuse() {
        refusal.ifPresent(why -> {
            throw new FailureException(why);
        });
    }
}
