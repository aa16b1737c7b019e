package studio.karangou.desktop.engine;

import java.util.Locale;
import java.util.Optional;
import studio.karangou.desktop.engine.store.SettingsStore;

/// What was chosen for the engine and is kept among the settings.
///
/// @param filmBytes what films may take while nobody chose
record KeptChoices(SettingsStore settings, long filmBytes) {
    /// Of the letters and refusals of the server.
    Locale language() {
        return settings.get(SettingsStore.LANGUAGE).map(Locale::forLanguageTag).orElse(Locale.FRENCH);
    }

    /// What films may take, in bytes.
    long allowedForFilms() {
        return settings.get(SettingsStore.FILM_BYTES)
                .flatMap(KeptChoices::number)
                .orElse(filmBytes);
    }

    void allowFilms(long bytes) {
        settings.put(SettingsStore.FILM_BYTES, Long.toString(bytes));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
