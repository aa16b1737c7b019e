package studio.karangou.server.http;

/// The rule for text that people typed into a request.
public final class Names {
    private Names() {}

    /// Whether text is there, not longer than the limit, and free of control characters but line feed and tab, of
    /// halves of characters, which no database takes, and of what turns the text around it to say another thing
    /// (Unicode Technical Report 36, section 2.7).
    public static boolean isGood(String text, int limit) {
        return !text.isBlank() && text.length() <= limit && text.codePoints().noneMatch(Names::isBad);
    }

    /// The same for a name, which is one line: another one would look like another entry of a list.
    public static boolean isGoodLine(String text, int limit) {
        return isGood(text, limit)
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    private static boolean isBad(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return control || turns || Character.getType(c) == Character.SURROGATE;
    }
}
