package studio.karangou.server.feed;

/// How far a device has read.
///
/// A device that joins a scope has yet to learn what happened there before. So a cursor may have a second place: of the
/// scopes that were joined behind `position` and no later than `joined`, it has everything up to `backfilled`, and what
/// lies between there and `position` is still to come. Scopes that are joined after `joined` wait until it has passed.
///
/// @param position up to which it has all else
/// @param backfilled never behind `position`
/// @param joined 0 while nothing is made up for
public record FeedCursor(long position, long backfilled, long joined) {
    /// The beginning.
    public static final FeedCursor START = at(0);

    /// Those that no reader ever had are refused.
    public FeedCursor {
        boolean making = joined != 0;
        if (position < 0 || backfilled < 0 || backfilled > position || (making && joined <= position)) {
            throw new IllegalArgumentException("no place in a feed");
        }
        if (!making && backfilled != 0) {
            throw new IllegalArgumentException("nothing is made up for without a reason");
        }
    }

    /// Everything up to a position.
    public static FeedCursor at(long position) {
        return new FeedCursor(position, 0, 0);
    }

    /// Whether something of before is still to come.
    boolean isMakingUp() {
        return joined != 0;
    }

    /// The scopes that were joined up to a position are to be made up for.
    FeedCursor makingUpTo(long last) {
        return new FeedCursor(position, 0, last);
    }

    /// What was made up for reaches to here.
    FeedCursor backfilledTo(long place) {
        return new FeedCursor(position, place, joined);
    }

    /// All has been read up to here.
    FeedCursor readTo(long place) {
        return isMakingUp() && place < joined ? new FeedCursor(place, place, joined) : at(place);
    }

    /// The furthest place that it speaks of.
    public long reaches() {
        return Math.max(position, joined);
    }

    /// As text, behind an epoch.
    public String written() {
        return isMakingUp() ? position + "." + backfilled + "." + joined : Long.toString(position);
    }
}
