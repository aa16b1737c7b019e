package studio.karangou.desktop.feature.health;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.FaultReport;

/// Whether this device tells of its faults. Methods block on the disk, and throw a
/// [studio.karangou.common.model.FailureException] if it does not answer.
public interface FaultReports {
    /// What the host chose.
    ///
    /// @param on false until somebody agreed
    /// @param since when it was chosen; null if nobody ever did
    record Choice(boolean on, @Nullable Instant since) {}

    Choice choice();

    /// Records the host's choice; holds at once.
    void choose(boolean on);

    /// The last fault of this program exactly as it was told or, if nobody agreed, as it would have been; empty
    /// if there was none.
    Optional<FaultReport> last();
}
