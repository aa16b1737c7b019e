package studio.karangou.server.feature.sync;

import studio.karangou.common.protocol.Limits;

/// The decisions on which it rests that each operation counts once and that none is lost. There is one right way,
/// [#EXACT]; the simulation plants wrong ones to see that it finds them.
public interface Intake {
    /// The right way.
    Intake EXACT = new Intake() {};

    /// Whether an operation of a journal is still to be taken in.
    ///
    /// @param acknowledged the last sequence that is there
    default boolean isFresh(long sequence, long acknowledged) {
        return sequence > acknowledged;
    }

    /// Whether an operation is refused whose id is there already.
    default boolean remembersIds() {
        return true;
    }

    /// How many of a batch's new operations are kept, from the first.
    default int kept(int operations) {
        return operations;
    }

    /// How many of what is set aside one answer to where a journal stands names at most.
    default int pageQuarantined() {
        return Limits.PAGE_QUARANTINED;
    }
}
