package studio.karangou.packaging.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.server.feature.sync.Intake;

/// Mistakes that are planted to see that the simulation finds them. Only its own code can plant them: no setting of the
/// programs does.
public enum Mutant {
    /// The server takes a batch in again that it has.
    SKIP_IDEMPOTENCY("twice", "broke", "money"),
    /// A device says "enregistré" before its disk has the bytes.
    ACKNOWLEDGE_BEFORE_FLUSH("lost"),
    /// Positions of the feed are handed out without the lock that is held until commit.
    FEED_WITHOUT_GUARD("diverged"),
    /// The server acknowledges a batch and keeps all but the last of its operations.
    LOSE_TAIL("lost", "gap"),
    /// What the device's clock says is believed.
    TRUST_CLOCK("time"),
    /// A device that joins a scope is told of what comes, and not of what was.
    FORGET_THE_PAST("diverged"),
    /// A device is told what concerns another one.
    WRONG_AUDIENCE("diverged", "overheard"),
    /// The server says that it has a batch before it has.
    ACKNOWLEDGE_BEFORE_COMMIT("promised"),
    /// A device believes how far an answer says the server is, also where it is not said what was set aside before.
    ANSWER_WITH_GAP("hidden");

    private final Set<String> shown;

    /// @param shown one of the kinds of violation by which it must be found
    Mutant(String... shown) {
        this.shown = Set.of(shown);
    }

    /// Whether a violation is what the mistake leads to, and not anything that happens to be wrong.
    boolean isShownBy(Violation violation) {
        return shown.contains(violation.what());
    }

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
            public int pageQuarantined() {
                return 2;
            }

            @Override
            public int kept(int operations) {
                return planted == LOSE_TAIL && operations > 1 ? operations - 1 : operations;
            }
        };
    }
}
