package studio.karangou.desktop.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.KioskStore;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.MessageStore;
import studio.karangou.desktop.engine.store.ProjectStore;

/// This device's copy of what the server has.
///
/// @param feed by which it changes
record ServerCopy(
        CatalogueStore catalogue, ChangeStore feed, ProjectStore projects, MessageStore messages, KioskStore kiosks) {
    /// @param pictures where a picture lies on disk
    static ServerCopy in(LocalDatabase database, Changes changes, Function<ContentAddress, Optional<Path>> pictures) {
        CatalogueStore catalogue = new CatalogueStore(database);
        return new ServerCopy(
                catalogue,
                new ChangeStore(database, catalogue, changes),
                new ProjectStore(database, catalogue, changes, pictures),
                new MessageStore(database, catalogue, changes),
                new KioskStore(database, catalogue, changes));
    }
}
