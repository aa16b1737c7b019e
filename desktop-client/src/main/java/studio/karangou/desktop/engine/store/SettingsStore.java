package studio.karangou.desktop.engine.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Small things that this device remembers, each under a dotted name.
public final class SettingsStore {
    /// The language of the screens and of the server's sentences, a BCP 47 tag.
    public static final String LANGUAGE = "language";
    /// How many bytes films may take.
    public static final String FILM_BYTES = "films.bytes";

    /// For how many days people may come in without the network.
    public static final String OFFLINE_DAYS = "device.offline-days";

    /// What the device knows of the time.
    public static final String TIME = "time.best";

    private final LocalDatabase database;

    public SettingsStore(LocalDatabase database) {
        this.database = database;
    }

    public Optional<String> get(String name) {
        return database.read(handle -> read(handle, name));
    }

    /// @param name of at most 60 characters
    /// @param text of at most 4000 characters
    public void put(String name, String text) {
        database.write(handle -> write(handle, name, text));
    }

    static Optional<String> read(Handle handle, String name) {
        return handle.createQuery("SELECT text FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    static int write(Handle handle, String name, String text) {
        return handle.createUpdate("MERGE INTO setting (name, text) KEY (name) VALUES (:name, :text)")
                .bind("name", name)
                .bind("text", text)
                .execute();
    }
}
