package studio.karangou.desktop.engine.keychain;

import studio.karangou.common.protocol.KeyPlace;

/// The operating system's own place for secrets. It keeps one key for us, with which the device's key pairs are sealed
/// in their file. Every method blocks.
public interface SystemStore {
    /// What kind of place this is.
    KeyPlace place();

    /// Keeps a key, in the place of what had this name.
    ///
    /// @param entry its name
    /// @return what we must keep ourselves to find it again; empty for most
    /// @throws studio.karangou.common.model.FailureException with [KeychainFailure.StoreLocked] if it takes nothing
    byte[] keep(String entry, byte[] key);

    /// Gives the key back.
    ///
    /// @param token as [#keep] gave it
    /// @throws studio.karangou.common.model.FailureException with [KeychainFailure.StoreLocked] if it gives nothing
    ///     now, [KeychainFailure.StoreLost] if it has no such key any more
    byte[] find(String entry, byte[] token);
}
