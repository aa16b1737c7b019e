package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;

/// One page of the change feed.
///
/// @param cursor where to go on; opaque to the device
/// @param more whether there is more right now
/// @param serverTime the server's clock when it answered
public record ChangePage(int version, String cursor, boolean more, Instant serverTime, List<Change> changes) {
    public static final String MEDIA_TYPE = "application/vnd.karangou.changes+cbor";
    /// The cursor of a device that has nothing yet.
    public static final String START = "0";

    public ChangePage {
        changes = List.copyOf(changes);
    }
}
