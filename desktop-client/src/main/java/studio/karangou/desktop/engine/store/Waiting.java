package studio.karangou.desktop.engine.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.Operation;

/// An operation and what the server made of it.
///
/// @param refusal the stable code of why the server set it aside, null if it did not
/// @param road by which it left last, null if it did not
/// @param handed when it did, present exactly when there is a road
public record Waiting(
        Operation operation,
        @Nullable String refusal,
        @Nullable Road road,
        @Nullable Instant handed) {}
