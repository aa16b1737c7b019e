package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.ui.Settings;

class StoredSettingsTest {
    @TempDir
    Path folder;

    @Test
    void a_choice_that_the_database_does_not_take_holds_until_the_program_ends() {
        LocalDatabase database =
                LocalDatabase.open(folder.resolve("karangou"), new byte[32]).database();
        StoredSettings settings = new StoredSettings(new SettingsStore(database));
        settings.put(Settings.AUTHOR, "Ama");
        database.close();
        settings.put(Settings.AUTHOR, "Kodjo");
        assertThat(settings.get(Settings.AUTHOR)).contains("Kodjo");
        assertThat(settings.get(Settings.SERVER)).isEmpty();
    }

    @Test
    void a_choice_is_there_again_at_the_next_start() {
        try (LocalDatabase database =
                LocalDatabase.open(folder.resolve("karangou"), new byte[32]).database()) {
            new StoredSettings(new SettingsStore(database)).put(Settings.AUTHOR, "Ama");
            assertThat(new StoredSettings(new SettingsStore(database)).get(Settings.AUTHOR))
                    .contains("Ama");
        }
    }
}
