package studio.karangou.server.db;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.postgresql.util.PSQLException;
import studio.karangou.server.storage.DiskSpace;

/// What an error of a driver says about the database as a whole.
enum Trouble {
    /// Nothing: the statement or its data was wrong.
    STATEMENT,
    /// There is no room for what was to be written.
    DISK_FULL,
    /// The connection is of no use any more: its other end, or H2's file, went away.
    LOST;

    /// PostgreSQL, appendix A: class 53, insufficient resources.
    private static final String POSTGRES_DISK_FULL = "53100";
    /// Class 57, operator intervention: the server stops, has crashed, or is not up yet.
    private static final Set<String> POSTGRES_STOPS = Set.of("57P01", "57P02", "57P03");
    /// Class 08, connection exception (SQL:2023, table 38).
    private static final String CONNECTION = "08";

    static Trouble of(Throwable error) {
        boolean lost = false;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (saysFull(cause)) {
                return DISK_FULL;
            }
            lost |= saysLost(cause);
        }
        return lost ? LOST : STATEMENT;
    }

    private static boolean saysFull(Throwable cause) {
        return switch (cause) {
            case PSQLException postgres -> POSTGRES_DISK_FULL.equals(postgres.getSQLState());
            case IOException io -> DiskSpace.saysFull(io);
            default -> false;
        };
    }

    private static boolean saysLost(Throwable cause) {
        return switch (cause) {
            case PSQLException postgres -> {
                String state = String.valueOf(postgres.getSQLState());
                yield state.startsWith(CONNECTION) || POSTGRES_STOPS.contains(state);
            }
            case SQLException h2 -> h2.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED;
            case MVStoreException store -> store.getErrorCode() == DataUtils.ERROR_CLOSED;
            case IOException _ -> true;
            default -> false;
        };
    }
}
