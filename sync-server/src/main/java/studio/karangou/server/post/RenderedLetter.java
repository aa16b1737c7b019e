package studio.karangou.server.post;

import java.util.Locale;

/// A letter in words.
///
/// @param html null-free: for a text message the same as the text
record RenderedLetter(String to, Locale language, String subject, String text, String html) {
    @Override
    public String toString() {
        return "RenderedLetter[…]";
    }
}
