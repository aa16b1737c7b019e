package studio.karangou.desktop.feature.sync;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.Operation;

/// An operation on its way.
///
/// @param about the film or project that it is about, null if this device does not know it
/// @param refusal the stable code of why the server set it aside, null while it just waits
public record PendingOperation(
        Operation operation,
        @Nullable String about,
        @Nullable String refusal) {}
