package studio.karangou.desktop.engine.store;

import java.util.List;
import studio.karangou.common.crypto.Bytes;

/// Operations to send, one after the other.
///
/// @param previousHash the chain before the first
public record JournalRun(long firstSequence, Bytes previousHash, List<Bytes> operations) {}
