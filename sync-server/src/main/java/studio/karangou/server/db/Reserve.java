package studio.karangou.server.db;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.Locale;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import studio.karangou.server.storage.DiskSpace;

/// Room on the disk that H2 is never let use up. When H2 itself runs out of room it closes its file, and with many
/// writers at once it was seen to lose transactions that it had committed just before. So no statement that writes is
/// begun in the last megabytes; those that read go on.
///
/// @param folder of the database's file
/// @param bytes more than the largest transaction writes
record Reserve(Path folder, long bytes) implements StatementCustomizer {
    static final long BYTES = 32L << 20;

    /// @throws FailureException with [DatabaseFailure.DiskFull] if there is no room for what the statement writes
    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) {
        if (writes(context) && isTouched()) {
            throw new DatabaseFailure.DiskFull().asException();
        }
    }

    static boolean writes(StatementContext context) {
        return !String.valueOf(context.getRenderedSql())
                .stripLeading()
                .toLowerCase(Locale.ROOT)
                .startsWith("select");
    }

    private boolean isTouched() {
        boolean known = folder.toFile().getTotalSpace() > 0;
        return known && DiskSpace.usable(folder) < bytes;
    }
}
