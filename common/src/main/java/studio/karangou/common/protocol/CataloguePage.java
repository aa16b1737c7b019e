package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;

/// A page of films and projects, as they are for everyone, inside a [SignedDocument]: a neighbour can pass it on and
/// change nothing of it.
///
/// @param after the place behind which the page begins; position 0 is the start
/// @param upTo the place up to which nothing public is missing
/// @param more whether there was more when the page was made
/// @param serverTime the server's clock then
public record CataloguePage(
        int version, FeedPlace after, FeedPlace upTo, boolean more, Instant serverTime, List<Placed> changes) {
    public CataloguePage {
        changes = List.copyOf(changes);
        if (!after.epoch().equals(upTo.epoch()) || after.position() > upTo.position()) {
            throw new IllegalArgumentException("a page goes forward in one epoch");
        }
        if (changes.size() > Limits.PAGE_CHANGES) {
            throw new IllegalArgumentException("a page has at most " + Limits.PAGE_CHANGES + " changes");
        }
    }

    /// A change and its position in the feed.
    public record Placed(long position, Change change) {}
}
