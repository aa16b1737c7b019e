package studio.karangou.desktop.feature.discussion;

import java.time.Instant;
import studio.karangou.common.model.OperationId;

/// A message in a film's discussion.
///
/// @param own whether it was written on this device
public record Message(OperationId id, String author, String text, Instant at, boolean own, Delivery delivery) {
    /// Where the message has got to.
    public enum Delivery {
        /// On this device's disk, not yet on the server.
        PENDING,
        /// On the server.
        SHARED,
        /// The server set it aside.
        REFUSED
    }
}
