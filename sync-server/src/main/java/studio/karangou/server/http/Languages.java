package studio.karangou.server.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Sentences;

/// The languages that the server's sentences exist in; French is the first.
public final class Languages {
    private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);

    private final Sentences french = new Sentences(Locale.FRENCH, "studio.karangou.server.messages");
    private final Sentences english = new Sentences(Locale.ENGLISH, "studio.karangou.server.messages");

    /// The sentences in the language that the reader likes best (RFC 4647, section 3.4).
    ///
    /// @param accepted the header `Accept-Language`, null if there was none
    public Sentences of(@Nullable String accepted) {
        if (accepted == null) {
            return french;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(accepted), SPOKEN);
            return Locale.ENGLISH.equals(best) ? english : french;
        } catch (IllegalArgumentException e) {
            return french; // a header that cannot be read says nothing
        }
    }
}
