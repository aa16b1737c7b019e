package studio.karangou.desktop.engine.vlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this machine can be heard. Without a sound card VLC looks for one again and again; a silent output
/// keeps the film's time instead.
final class SoundCard {
    private static final Logger LOG = LoggerFactory.getLogger(SoundCard.class);
    private static final Path CARDS = Path.of("/proc/asound/cards");

    private SoundCard() {}

    static boolean here() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return !linux || alsaHasACard() || aSoundServerRuns();
    }

    private static boolean alsaHasACard() {
        try {
            return Files.isReadable(CARDS) && !Files.readString(CARDS).contains("no soundcards");
        } catch (IOException e) {
            LOG.warn("cannot tell whether there is a sound card, playing without sound", e);
            return false;
        }
    }

    private static boolean aSoundServerRuns() {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        return System.getenv("PULSE_SERVER") != null
                || (runtime != null && Files.exists(Path.of(runtime, "pulse", "native")));
    }
}
