package studio.karangou.desktop.engine.store;

import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// Parameters of batches that are bound by their place, as they are. To find out of each what it is, by name and
/// type, takes Jdbi longer than writing a row takes the database.
final class Rows {
    private Rows() {}

    static Argument id(@Nullable UUID value) {
        return (position, statement, _) -> statement.setObject(position, value);
    }

    static Argument number(long value) {
        return (position, statement, _) -> statement.setLong(position, value);
    }

    static Argument text(String value) {
        return (position, statement, _) -> statement.setString(position, value);
    }

    static Argument bytes(byte[] value) {
        return (position, statement, _) -> statement.setBytes(position, value);
    }
}
