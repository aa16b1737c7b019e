package studio.karangou.server.feed;

/// How far a device has read.
///
/// A device that joins a scope has yet to learn what happened there before. So a cursor may have a second place: of the
/// scopes that were joined behind `position` and no later than `joined`, it has everything up to `backfilled`, and what
/// lies between there and `position` is still to come. Scopes that are joined after `joined` wait until it has passed.
///
/// What is over leaves the feed after a while, and whoever has not read so far begins anew. Who is doing so
/// stands before that place, too, and still misses nothing: the cursor says where the feed ended when it began.
///
/// @param position up to which it has all else
/// @param backfilled never behind `position`
/// @param joined 0 while nothing is made up for
/// @param began where the feed ended when it was begun, until that is reached; then 0
public record FeedCursor(long position, long backfilled, long joined, long began) {
    /// Those that no reader ever had are refused.
    public FeedCursor {
        boolean inOrder = position >= 0 && backfilled >= 0 && backfilled <= position;
        boolean making = joined == 0 ? backfilled == 0 : joined > position;
        if (!inOrder || !making || (began != 0 && began <= position)) {
            throw new IllegalArgumentException("no place in a feed");
        }
    }

    /// Everything up to a position.
    public static FeedCursor at(long position) {
        return new FeedCursor(position, 0, 0, 0);
    }

    /// The beginning of a feed that ends there.
    public static FeedCursor beginning(long end) {
        return new FeedCursor(0, 0, 0, end);
    }

    /// Whether something of before is still to come.
    boolean isMakingUp() {
        return joined != 0;
    }

    /// The scopes that were joined up to a position are to be made up for.
    FeedCursor makingUpTo(long last) {
        return new FeedCursor(position, 0, last, began);
    }

    /// What was made up for reaches to here.
    FeedCursor backfilledTo(long place) {
        return new FeedCursor(position, place, joined, began);
    }

    /// All has been read up to here.
    FeedCursor readTo(long place) {
        boolean making = isMakingUp() && place < joined;
        return new FeedCursor(place, making ? place : 0, making ? joined : 0, place < began ? began : 0);
    }

    /// The furthest place that it speaks of.
    public long reaches() {
        return Math.max(Math.max(position, joined), began);
    }

    /// Up to where it has missed nothing that has left the feed since.
    public long missedNothingTo() {
        return Math.max(position, began);
    }

    /// As text, behind an epoch.
    public String written() {
        return position + (isMakingUp() ? "." + backfilled + "." + joined : "") + (began == 0 ? "" : "~" + began);
    }
}
