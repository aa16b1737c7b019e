package studio.karangou.common.protocol;

/// The rule for text that people typed.
final class Texts {
    private Texts() {}

    /// The same for what is one line in a list: a second one would look like another entry of it.
    ///
    /// @throws IllegalArgumentException as [#check], and for a line feed, a tab or a separator of lines
    static void checkLine(String text, int limit) {
        check(text, limit);
        if (text.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)) {
            throw new IllegalArgumentException("text of several lines");
        }
    }

    /// @throws IllegalArgumentException if blank, longer than the limit, or holding control characters
    ///     other than line feed and tab, or half a surrogate pair, which no encoder writes
    static void check(String text, int limit) {
        if (text.isBlank() || text.length() > limit) {
            throw new IllegalArgumentException("text blank or too long");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw new IllegalArgumentException("text with control characters");
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("text cut within a character");
        }
    }
}
