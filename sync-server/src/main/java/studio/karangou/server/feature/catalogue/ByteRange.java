package studio.karangou.server.feature.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A single range of bytes (RFC 9110, section 14.1.2).
///
/// @param first and last: both inside the content
record ByteRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// The range that a header asks for; empty if it is none, or several, which may be answered with everything.
    ///
    /// @throws studio.karangou.common.model.FailureException with [CatalogueFailure.BadRange] if it lies outside
    static Optional<ByteRange> parse(String header, long size) {
        Matcher match = FORM.matcher(header.strip());
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return Optional.empty();
        }
        boolean suffix = match.group(1).isEmpty();
        long first = suffix ? Math.max(0, size - Long.parseLong(match.group(2))) : Long.parseLong(match.group(1));
        long last = suffix || match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
        if (!suffix && !match.group(2).isEmpty() && last < first) {
            return Optional.empty(); // not a range at all
        }
        if (first >= size || (suffix && Long.parseLong(match.group(2)) == 0)) {
            throw new CatalogueFailure.BadRange(size).asException();
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    long length() {
        return last - first + 1;
    }

    String header(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
