package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundCardTest {
    @TempDir
    Path folder;

    @Test
    void a_card_that_is_plugged_in_later_is_found() throws IOException {
        Path cards = folder.resolve("cards");
        assertThat(SoundCard.here(cards, Map.of())).isFalse();
        Files.writeString(cards, "--- no soundcards ---\n");
        assertThat(SoundCard.here(cards, Map.of())).isFalse();
        Files.writeString(cards, " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n");
        assertThat(SoundCard.here(cards, Map.of())).isTrue();
    }

    @Test
    void a_sound_server_is_as_good_as_a_card() throws IOException {
        Path cards = folder.resolve("cards");
        assertThat(SoundCard.here(cards, Map.of("PULSE_SERVER", "tcp:localhost")))
                .isTrue();
        Map<String, String> session = Map.of("XDG_RUNTIME_DIR", folder.toString());
        assertThat(SoundCard.here(cards, session)).isFalse();
        Files.createDirectories(folder.resolve("pulse"));
        Files.createFile(folder.resolve("pulse").resolve("native"));
        assertThat(SoundCard.here(cards, session)).isTrue();
    }
}
