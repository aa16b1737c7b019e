package studio.karangou.server.db;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// A statement that the database did not carry out, without anything of a row: what drivers and Jdbi write into their
/// messages (bound values, "Failing row contains …") would reach the log, and with it people's names and what they
/// wrote. So the original is not even the cause; its stack trace is taken over.
final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String REFUSED = "23";

    /// In H2's messages on constraints (class 23) what stands first between quotes is a name.
    private static final Pattern H2_NAME = Pattern.compile("\"([A-Za-z0-9_.]+)");

    private final String state;
    private final Trouble trouble;

    private DatabaseException(String state, String message, Throwable original) {
        super(message + told(original));
        this.state = state;
        trouble = Trouble.of(original);
        setStackTrace(original.getStackTrace());
    }

    static DatabaseException of(JdbiException original) {
        for (Throwable cause = original; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return new DatabaseException(state, "SQLSTATE " + state + place(sql, state), original);
            }
        }
        return new DatabaseException("", original.getClass().getSimpleName(), original);
    }

    /// The SQLSTATE (SQL:2023, table 38), empty if there is none.
    String state() {
        return state;
    }

    /// What it says about the database as a whole.
    Trouble trouble() {
        return trouble;
    }

    /// What the operating system said; it knows nothing of rows.
    private static String told(Throwable original) {
        for (Throwable cause = original; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return ", " + cause;
            }
        }
        return "";
    }

    private static String place(SQLException sql, String state) {
        for (Throwable cause = sql; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
                ServerErrorMessage told = postgres.getServerErrorMessage();
                return named("table", told.getTable())
                        + named("column", told.getColumn())
                        + named("constraint", told.getConstraint());
            }
        }
        Matcher name = H2_NAME.matcher(String.valueOf(sql.getMessage()));
        boolean known = state.startsWith(REFUSED) && !(sql instanceof PSQLException) && name.find();
        return known ? named("constraint", name.group(1)) : "";
    }

    private static String named(String what, @Nullable String name) {
        return name == null ? "" : ", " + what + " " + name;
    }
}
