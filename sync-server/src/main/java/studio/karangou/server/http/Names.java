package studio.karangou.server.http;

/// The rule for text that people typed into a request.
public final class Names {
    private Names() {}

    /// Whether text is there, not longer than the limit, and free of control characters but line feed and tab.
    public static boolean isGood(String text, int limit) {
        return !text.isBlank()
                && text.length() <= limit
                && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
