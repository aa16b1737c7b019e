package studio.karangou.server.feature.ingest;

import java.util.Set;

/// queued → running → done, failed or cancelled; running → queued when the server stopped meanwhile;
/// failed → queued when a person mended the cause, failed → cancelled when nobody will.
public enum IngestState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /// The states that may follow this one.
    public Set<IngestState> next() {
        return switch (this) {
            case QUEUED -> Set.of(RUNNING, CANCELLED);
            case RUNNING -> Set.of(DONE, FAILED, CANCELLED, QUEUED);
            case FAILED -> Set.of(QUEUED, CANCELLED);
            case DONE, CANCELLED -> Set.of();
        };
    }
}
