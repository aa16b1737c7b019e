package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;

/// What may be logged of an error of the database: Jdbi writes bound values into its messages, and H2 whole rows, and
/// with them names and what people wrote. So the original is not even the cause; its stack trace is taken over.
final class DatabaseError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int DEPTH = 16;

    private DatabaseError(String message, Throwable original) {
        super(message);
        setStackTrace(original.getStackTrace());
    }

    static DatabaseError of(JdbiException original) {
        String code = first(original, SQLException.class)
                .map(sql -> "SQLSTATE " + sql.getSQLState() + ", H2 " + sql.getErrorCode())
                .orElse(original.getClass().getSimpleName());
        // the operating system knows nothing of rows
        String told = first(original, IOException.class).map(io -> ", " + io).orElse("");
        return new DatabaseError(code + told, original);
    }

    private static <T> Optional<T> first(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEPTH)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
