package studio.karangou.desktop.app;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.desktop.ui.Settings;

/// Settings in a small file beside the journal, so that the first screen speaks the right language before the
/// encrypted store is open. Replaced as a whole: a power cut leaves the old file or the new one.
final class SettingsFile implements Settings {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

    private final Path file;
    private final Properties values = new Properties();

    SettingsFile(Path data) {
        file = data.resolve("settings.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (NoSuchFileException e) {
            LOG.debug("no settings yet");
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the settings cannot be read; the usual ones hold", e);
        }
    }

    @Override
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.getProperty(key)).filter(value -> !value.isBlank());
    }

    @Override
    public synchronized void put(String key, String value) {
        values.setProperty(key, value);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling("settings.properties.new");
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                values.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("a setting could not be kept: {}", key, e);
        }
    }
}
