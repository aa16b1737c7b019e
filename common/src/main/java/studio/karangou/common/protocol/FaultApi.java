package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Faults of clients as the server groups them, for who mends them. JSON.
public final class FaultApi {
    private FaultApi() {}

    /// Whether somebody has to look at a fault.
    public enum FaultState {
        OPEN,
        /// Mended, or known and let be. Seen again in a newer version it is open anew.
        SETTLED
    }

    /// One place that fails, on however many devices.
    ///
    /// @param id its fingerprint
    /// @param code as in [FaultReport#code]
    /// @param causes the outermost first
    /// @param frames our places, the innermost first, as the newest version told them
    /// @param firstSeen when the server had the first report
    /// @param devices how many told of it
    /// @param occurrences how often it happened in all
    /// @param versions of the program, the newest first
    /// @param systems names of [FaultReport.SystemFamily]
    /// @param profiles of the program
    /// @param settledIn the newest version that had it when it was settled; null while nobody settled it
    /// @param reopenedAt when it came back in a newer version; null if it never did
    public record FaultShown(
            String id,
            FaultState state,
            String code,
            List<String> causes,
            List<String> frames,
            Instant firstSeen,
            Instant lastSeen,
            int devices,
            long occurrences,
            List<String> versions,
            List<String> systems,
            List<String> profiles,
            @Nullable String settledIn,
            @Nullable Instant reopenedAt) {
        public FaultShown {
            causes = List.copyOf(causes);
            frames = List.copyOf(frames);
            versions = List.copyOf(versions);
            systems = List.copyOf(systems);
            profiles = List.copyOf(profiles);
        }
    }

    /// `GET /api/v1/faults`: the open ones first, the latest seen of them first.
    public record Faults(List<FaultShown> faults) {
        public Faults {
            faults = List.copyOf(faults);
        }
    }

    /// `PUT /api/v1/faults/{fault}`, answered by [FaultShown].
    public record FaultDecision(FaultState state) {
        /// @throws NullPointerException if it is null
        public FaultDecision {
            Objects.requireNonNull(state, "state");
        }
    }
}
