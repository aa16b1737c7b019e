package studio.karangou.common.model;

import java.util.UUID;

/// The id of an operation, and of what the operation created (a contribution, a message, a view).
public record OperationId(UUID value) implements Id {
    /// Reads the usual text form of a UUID.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID
    public static OperationId parse(String text) {
        return new OperationId(Id.parseUuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
