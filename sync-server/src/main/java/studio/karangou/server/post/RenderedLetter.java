package studio.karangou.server.post;

import java.time.Instant;
import java.util.Locale;

/// A letter in words.
///
/// @param html null-free: for a text message the same as the text
/// @param expires after which it is of no use any more
record RenderedLetter(String to, Locale language, String subject, String text, String html, Instant expires) {
    @Override
    public String toString() {
        return "RenderedLetter[…]";
    }
}
