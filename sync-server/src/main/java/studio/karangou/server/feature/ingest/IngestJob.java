package studio.karangou.server.feature.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;

/// One preparation of a film, as it is recorded.
///
/// @param revision of the manifest that it makes
/// @param node the server that has the source file
/// @param percent of the whole, from 0 to 100
/// @param attempts how often it was begun
/// @param startedAt of the latest attempt, null before the first
/// @param failure why it failed, null if it did not
public record IngestJob(
        IngestJobId id,
        FilmId film,
        int revision,
        UUID node,
        IngestState state,
        IngestStage stage,
        int percent,
        int attempts,
        @Nullable Instant startedAt,
        @Nullable RecordedFailure failure) {
    private static final int TOO_EARLY = 3;

    /// A failure as it was written down: its sentence is made again for each reader.
    public record RecordedFailure(String code, List<String> arguments) {
        public RecordedFailure {
            arguments = List.copyOf(arguments);
        }
    }

    /// How much longer it will take, as well as one can say; empty too early, or when it does not run.
    public Optional<Duration> remaining(Instant now) {
        if (state != IngestState.RUNNING || startedAt == null || percent < TOO_EARLY) {
            return Optional.empty();
        }
        long elapsed = Math.max(0, Duration.between(startedAt, now).toMillis());
        return Optional.of(Duration.ofMillis(elapsed * (100 - percent) / percent));
    }
}
