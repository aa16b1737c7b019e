package studio.karangou.desktop.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.PersonId;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.KioskStore;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.MarkStore;
import studio.karangou.desktop.engine.store.MessageStore;
import studio.karangou.desktop.engine.store.ProjectStore;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// This device's copy of what the server has.
///
/// @param feed by which it changes
record ServerCopy(
        CatalogueStore catalogue,
        ChangeStore feed,
        ProjectStore projects,
        MessageStore messages,
        KioskStore kiosks,
        MarkStore marks) {
    /// @param pictures where a picture lies on disk
    /// @param own what was recorded here
    /// @param device that this is, empty before it is enrolled
    /// @param actor who is signed in
    static ServerCopy in(
            LocalDatabase database,
            Changes changes,
            Function<ContentAddress, Optional<Path>> pictures,
            JournalStore own,
            Supplier<Optional<EnrolledDevice>> device,
            Supplier<Optional<PersonId>> actor) {
        CatalogueStore catalogue = new CatalogueStore(database);
        return new ServerCopy(
                catalogue,
                new ChangeStore(database, catalogue, changes),
                new ProjectStore(database, catalogue, changes, pictures),
                new MessageStore(database, catalogue, changes),
                new KioskStore(database, catalogue, changes, own),
                new MarkStore(database, own, changes, device, actor));
    }
}
