package studio.karangou.packaging.simulation;

import java.sql.SQLException;
import studio.karangou.desktop.engine.store.LocalDatabase;

/// The database of one machine, in memory; used for one seed after the other.
final class LocalTables implements AutoCloseable {
    private final LocalDatabase database;
    private final Tables tables;
    private Runnable before = () -> {};

    /// @param name of the database
    LocalTables(String name) throws SQLException {
        database = LocalDatabase.inMemory(name, () -> before.run());
        tables = new Tables("jdbc:h2:mem:" + name, "karangou", "in memory");
    }

    /// A world begins: nothing is there.
    ///
    /// @param told before each statement
    void begin(Runnable told) {
        before = () -> {};
        tables.clear();
        before = told;
    }

    LocalDatabase database() {
        return database;
    }

    Tables tables() {
        return tables;
    }

    @Override
    public void close() {
        database.close();
    }
}
