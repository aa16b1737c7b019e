package studio.karangou.desktop.engine.sync;

import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.desktop.engine.http.SyncServer;
import studio.karangou.desktop.engine.store.ChangeStore;

/// The two ends between which a sync round carries things, and the keys it signs with.
///
/// @param faults is told of what nobody thought of
public record SyncRoundParts(
        ChangeStore feed, SyncServer server, Supplier<SigningKeyPair> keys, Consumer<Throwable> faults) {}
