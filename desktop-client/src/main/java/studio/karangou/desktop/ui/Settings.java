package studio.karangou.desktop.ui;

import java.util.Optional;

/// Small choices that survive a restart: the language, the name one writes under.
public interface Settings {
    /// The key of the language, a BCP 47 tag.
    String LANGUAGE = "language";
    /// The key of the name under which messages are written.
    String AUTHOR = "author";
    /// The key of the server that was typed last.
    String SERVER = "server";

    /// Remembers nothing.
    Settings NONE = new Settings() {
        @Override
        public Optional<String> get(String key) {
            return Optional.empty();
        }

        @Override
        public void put(String key, String value) {
            // on purpose
        }
    };

    /// Empty as well when it cannot be read, which is logged. May block.
    Optional<String> get(String key);

    /// Remembers a value; may block. A choice that cannot be kept is logged and holds until the program ends.
    void put(String key, String value);
}
