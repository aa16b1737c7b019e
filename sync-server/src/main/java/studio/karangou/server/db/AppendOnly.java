package studio.karangou.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/// H2 asks it before a row of the audit log is changed or taken out (migration 18): an entry never is, and the
/// head only ever names the next one. PostgreSQL has functions of its own for it.
public final class AppendOnly implements Trigger {
    private static final String REFUSED = "42501"; // insufficient_privilege, as PostgreSQL answers
    private static final int HEAD_POSITION = 1;

    private boolean head;

    @Override
    public void init(Connection connection, String schema, String name, String table, boolean before, int type) {
        head = table.equalsIgnoreCase("audit_head");
    }

    @Override
    public void fire(Connection connection, Object @Nullable [] old, Object @Nullable [] fresh) throws SQLException {
        boolean goesOn = head
                && old != null
                && fresh != null
                && ((Number) fresh[HEAD_POSITION]).longValue() == ((Number) old[HEAD_POSITION]).longValue() + 1;
        if (!goesOn) {
            throw new SQLException("the audit log is append only", REFUSED);
        }
    }
}
