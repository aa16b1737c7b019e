package studio.karangou.desktop.engine.sync;

import java.util.Optional;
import java.util.function.Supplier;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.desktop.engine.http.SyncServer;
import studio.karangou.desktop.engine.store.ChangeStore;

/// Between what a sync round carries things, beside the journal.
///
/// @param feed takes what the server tells
/// @param keys that batches are signed with
/// @param pinned the server's key as the device knows it, empty if it knows none
public record SyncRoundParts(
        ChangeStore feed, SyncServer server, Supplier<SigningKeyPair> keys, Supplier<Optional<VerifyingKey>> pinned) {}
