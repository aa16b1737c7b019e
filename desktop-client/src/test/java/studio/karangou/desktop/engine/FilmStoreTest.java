package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.films.FilmStore;

class FilmStoreTest {
    private static final byte[] CONTENT = "un segment".getBytes(StandardCharsets.UTF_8);
    private static final ContentAddress ADDRESS = ContentAddress.of(CONTENT);

    @TempDir
    private Path folder;

    @Test
    void what_the_disk_does_not_give_for_a_moment_is_there_the_next_time() throws IOException {
        FilmStore store = new FilmStore(Disk.REAL, folder, () -> Long.MAX_VALUE);
        store.put(ADDRESS, CONTENT);
        Path file = store.file(ADDRESS).orElseThrow();
        Path away = folder.resolve("away");
        Files.move(file, away);
        Files.createDirectory(file); // opens, and cannot be read

        assertThat(store.read(ADDRESS)).isEmpty();

        assertThat(file).isDirectory();
        Files.delete(file);
        Files.move(away, file);
        assertThat(store.read(ADDRESS)).hasValue(CONTENT);
    }

    @Test
    void what_is_damaged_is_set_aside() throws IOException {
        FilmStore store = new FilmStore(Disk.REAL, folder, () -> Long.MAX_VALUE);
        store.put(ADDRESS, CONTENT);
        Path file = store.file(ADDRESS).orElseThrow();
        Files.writeString(file, "un  egment");

        assertThat(store.read(ADDRESS)).isEmpty();
        assertThat(file).doesNotExist();
    }
}
