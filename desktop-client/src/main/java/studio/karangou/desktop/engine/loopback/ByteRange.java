package studio.karangou.desktop.engine.loopback;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a content that a `Range` header asks for (RFC 9110, section 14). Several ranges at once are not given:
/// such a header is ignored, as the RFC allows.
///
/// @param from the first byte
/// @param to the last byte; smaller than `from` if there is no such part
record ByteRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// @return empty if the whole is asked for, or the header cannot be understood
    static Optional<ByteRange> of(@Nullable String header, long size) {
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(matcher.group(2)));
            return Optional.of(new ByteRange(size - last, last == 0 ? -1 : size - 1));
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        return matcher.group(2).isEmpty() || Long.parseLong(matcher.group(2)) >= from
                ? Optional.of(new ByteRange(from, to))
                : Optional.empty();
    }

    boolean isSatisfiable() {
        return from <= to;
    }

    int length() {
        return (int) (to - from + 1);
    }
}
