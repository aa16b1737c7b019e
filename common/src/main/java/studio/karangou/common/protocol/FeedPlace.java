package studio.karangou.common.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the server's feed. A device that only follows the feed need not look into its cursor; one that compares
/// what came by two roads does.
///
/// A cursor may say more: what it is that the server has yet to tell of before the place. That is the server's own.
///
/// @param epoch 16 hexadecimal digits; positions of two epochs say nothing of each other
public record FeedPlace(String epoch, long position) {
    private static final Pattern CURSOR =
            Pattern.compile("([0-9a-f]{16})\\.([0-9]{1,18})(?:\\.[0-9]{1,18}\\.[0-9]{1,18})?(?:~[0-9]{1,18})?");

    /// The place up to which the device whose cursor this is has what is for everyone, empty for the start and for
    /// cursors of earlier versions.
    public static Optional<FeedPlace> of(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        return matcher.matches()
                ? Optional.of(new FeedPlace(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    public String cursor() {
        return epoch + "." + position;
    }
}
