package studio.karangou.packaging.simulation;

import org.jspecify.annotations.Nullable;
import studio.karangou.server.feature.sync.Intake;

/// Mistakes that are planted to see that the simulation finds them. Only its own code can plant them: no setting of the
/// programs does.
public enum Mutant {
    /// The server takes a batch in again that it has.
    SKIP_IDEMPOTENCY,
    /// A device says "enregistré" before its disk has the bytes.
    ACKNOWLEDGE_BEFORE_FLUSH,
    /// Positions of the feed are handed out without the lock that is held until commit.
    FEED_WITHOUT_GUARD,
    /// The server acknowledges a batch and keeps all but the last of its operations.
    LOSE_TAIL,
    /// What the device's clock says is believed.
    TRUST_CLOCK,
    /// A device that joins a scope is told of what comes, and not of what was.
    FORGET_THE_PAST,
    /// A device is told what concerns another one.
    WRONG_AUDIENCE;

    /// How a server with the mistake takes batches in.
    ///
    /// @param planted null for none
    static Intake intake(@Nullable Mutant planted) {
        return new Intake() {
            @Override
            public boolean isFresh(long sequence, long acknowledged) {
                return planted == SKIP_IDEMPOTENCY || Intake.EXACT.isFresh(sequence, acknowledged);
            }

            @Override
            public boolean remembersIds() {
                return planted != SKIP_IDEMPOTENCY;
            }

            @Override
            public int kept(int operations) {
                return planted == LOSE_TAIL && operations > 1 ? operations - 1 : operations;
            }
        };
    }
}
