package studio.karangou.common.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The one thing that a server says on a device's line: where the change feed ends now, as far as it concerns the
/// device. Whoever stands there has nothing to fetch.
///
/// @param cursor as [ChangePage#cursor]
public record LiveWord(String cursor) {
    /// Longer words are none of ours.
    public static final int MOST_CHARS = 400;

    private static final String CURSOR = "cursor";

    /// As JSON, on one line.
    public String written() {
        return Wire.json().createObjectNode().put(CURSOR, cursor).toString();
    }

    /// Reads one, whoever wrote it; fields that are not known are skipped.
    ///
    /// @return empty if it is not one
    public static Optional<LiveWord> read(String text) {
        if (text.length() > MOST_CHARS) {
            return Optional.empty();
        }
        try {
            JsonNode cursor = Wire.json().readTree(text).path(CURSOR);
            return cursor.isTextual() && !cursor.textValue().isEmpty()
                    ? Optional.of(new LiveWord(cursor.textValue()))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
