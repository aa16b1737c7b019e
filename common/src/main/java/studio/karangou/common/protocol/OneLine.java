package studio.karangou.common.protocol;

import java.util.regex.Pattern;

/// Names are one line in a list, wherever they were pasted from.
public final class OneLine {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private OneLine() {}

    /// What somebody has typed, with a space for each break or other control character, and none around it; may be
    /// empty.
    public static String of(String typed) {
        return BREAKS.matcher(typed).replaceAll(" ").strip();
    }
}
