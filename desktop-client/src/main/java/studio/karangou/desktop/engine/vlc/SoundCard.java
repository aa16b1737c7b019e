package studio.karangou.desktop.engine.vlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this machine can be heard. Without a sound card VLC looks for one again and again; a silent output
/// keeps the film's time instead.
final class SoundCard {
    private static final Logger LOG = LoggerFactory.getLogger(SoundCard.class);
    private static final Path CARDS = Path.of("/proc/asound/cards");

    private SoundCard() {}

    /// Looks anew each time: a loudspeaker may be plugged in between two films.
    static boolean here() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return !linux || here(CARDS, System.getenv());
    }

    /// @param cards the kernel's list of sound cards
    static boolean here(Path cards, Map<String, String> environment) {
        return alsaHasACard(cards) || aSoundServerRuns(environment);
    }

    private static boolean alsaHasACard(Path cards) {
        try {
            return Files.isReadable(cards) && !Files.readString(cards).contains("no soundcards");
        } catch (IOException e) {
            LOG.warn("cannot tell whether there is a sound card, playing without sound", e);
            return false;
        }
    }

    private static boolean aSoundServerRuns(Map<String, String> environment) {
        String runtime = environment.get("XDG_RUNTIME_DIR");
        return environment.containsKey("PULSE_SERVER")
                || (runtime != null && Files.exists(Path.of(runtime, "pulse", "native")));
    }
}
