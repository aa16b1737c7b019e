package studio.karangou.common.protocol;

/// The rule for text that people typed.
final class Texts {
    private Texts() {}

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
