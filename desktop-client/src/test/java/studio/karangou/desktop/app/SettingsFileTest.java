package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path folder;

    @Test
    void what_was_chosen_is_there_at_the_next_start() {
        new SettingsFile(folder.resolve("new")).put("language", "en");
        assertThat(new SettingsFile(folder.resolve("new")).get("language")).contains("en");
    }

    @Test
    void a_file_that_is_not_ours_does_not_keep_the_program_from_starting() throws IOException {
        Files.write(folder.resolve("settings.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        SettingsFile settings = new SettingsFile(folder);
        assertThat(settings.get("language")).isEmpty();
        settings.put("language", "fr");
        assertThat(new SettingsFile(folder).get("language")).contains("fr");
    }
}
