package studio.karangou.packaging.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `packaging/demo.sh` was asked for.
///
/// @param tour where the tour leaves its pictures, null to open the client for a person
/// @param film a file of the user's to show first, null if none
/// @param generated whether to do without what has to be fetched
/// @param profile of the client: `lieu`, `borne` or `studio`
/// @param data null for the usual folder
/// @param language of the window: `fr` or `en`; null for the one chosen last, and for French in the tour
public record DemoOptions(
        @Nullable Path tour,
        @Nullable Path film,
        boolean generated,
        String profile,
        @Nullable Path data,
        @Nullable String language) {
    private static final Set<String> LANGUAGES = Set.of("fr", "en");
    private static final Set<String> PROFILES = Set.of("lieu", "borne", "studio");

    /// @throws IllegalArgumentException with a sentence for the person who typed
    public static DemoOptions parse(List<String> arguments) {
        Path tour = null;
        Path film = null;
        Path data = null;
        boolean generated = false;
        String profile = "lieu";
        String language = null;
        Iterator<String> words = arguments.iterator();
        try {
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "--tour" -> tour = Path.of(words.next());
                    case "--film" -> film = Path.of(words.next());
                    case "--data" -> data = Path.of(words.next());
                    case "--profile" -> profile = words.next().toLowerCase(Locale.ROOT);
                    case "--language" -> language = words.next().toLowerCase(Locale.ROOT);
                    case "--generated" -> generated = true;
                    default -> throw new IllegalArgumentException("Option inconnue : " + word + ". Unknown option.");
                }
            }
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException("Il manque une valeur. A value is missing.", e);
        }
        if (!PROFILES.contains(profile)) {
            throw new IllegalArgumentException("Profil : lieu, borne ou studio. Profile: lieu, borne or studio.");
        }
        if (language != null && !LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("Langue : fr ou en. Language: fr or en.");
        }
        if (film != null && !Files.isReadable(film)) {
            throw new IllegalArgumentException(
                    "Ce fichier ne peut pas être lu : " + film + ". This file cannot be read.");
        }
        return new DemoOptions(tour, film, generated, profile, data, language);
    }
}
