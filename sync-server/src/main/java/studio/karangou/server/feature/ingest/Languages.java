package studio.karangou.server.feature.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;

/// Which language a track of a file is in.
final class Languages {
    /// What nobody knows (ISO 639-2).
    static final LanguageTag UNKNOWN = new LanguageTag("und");

    /// ISO 639-2 has two codes for some languages; the JDK knows the terminological one only.
    private static final Map<String, String> BIBLIOGRAPHIC = Map.of(
            "fre", "fr", "ger", "de", "dut", "nl", "chi", "zh", "per", "fa", "gre", "el", "ara", "ar", "baq", "eu",
            "rum", "ro");

    private static final Map<String, String> TWO_LETTERS = twoLetters();

    private Languages() {}

    /// The shortest tag (BCP 47) for what stands in a file, as in `fra` or `fr-TG`; null if that is nothing.
    static @Nullable LanguageTag ofFile(@Nullable String code) {
        if (code == null) {
            return null;
        }
        String lower = code.toLowerCase(Locale.ROOT);
        if (!lower.matches("[a-z]{2,3}(-.*)?") || lower.equals("und")) {
            return null;
        }
        String language = lower.replaceFirst("-.*", "");
        return new LanguageTag(TWO_LETTERS.getOrDefault(language, language));
    }

    /// The languages of a film's tracks, in the order of the tracks.
    ///
    /// What the catalogue says goes before what the file says, unless both name the same languages in another
    /// order: then the file knows better which track is which. Two tracks never get the same language.
    ///
    /// @param inFile one entry a track, null where the file does not say
    static List<LanguageTag> assign(List<@Nullable LanguageTag> inFile, List<LanguageTag> announced) {
        boolean fileIsComplete = inFile.stream().allMatch(tag -> tag != null && announced.contains(tag));
        List<LanguageTag> assigned = new ArrayList<>();
        for (int i = 0; i < inFile.size(); i++) {
            LanguageTag wanted = fileIsComplete || i >= announced.size() ? inFile.get(i) : announced.get(i);
            assigned.add(wanted == null || assigned.contains(wanted) ? unusedName(assigned) : wanted);
        }
        return assigned;
    }

    /// A language's name for a list of tracks, in French, as in « Éwé ».
    static String name(LanguageTag language) {
        String name = language.displayName(Locale.FRENCH);
        return name.substring(0, 1).toUpperCase(Locale.FRENCH) + name.substring(1);
    }

    private static LanguageTag unusedName(List<LanguageTag> used) {
        LanguageTag candidate = UNKNOWN;
        for (int i = 2; used.contains(candidate); i++) {
            candidate = new LanguageTag("und-track" + i);
        }
        return candidate;
    }

    private static Map<String, String> twoLetters() {
        Map<String, String> map = new TreeMap<>(BIBLIOGRAPHIC);
        for (String two : Locale.getISOLanguages()) {
            map.put(Locale.of(two).getISO3Language(), two);
        }
        return map;
    }
}
