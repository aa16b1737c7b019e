package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.Operation;

/// An operation on its way.
///
/// @param about the film or project that it is about, null if this device does not know it
/// @param refusal the stable code of why the server set it aside, null while it just waits
/// @param handed by which road it left this device last, null if it is only here
public record PendingOperation(
        Operation operation,
        @Nullable String about,
        @Nullable String refusal,
        @Nullable Handed handed) {
    /// That an operation left by a road.
    public record Handed(Road road, Instant at) {}

    /// One that is only here.
    public PendingOperation(Operation operation, @Nullable String about, @Nullable String refusal) {
        this(operation, about, refusal, null);
    }
}
