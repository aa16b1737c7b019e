package studio.karangou.desktop.engine.keychain;

/// Where the device's secrets are kept. A file for now; the system's own key store can take its place.
public interface Keychain {
    /// The secrets; drawn and kept when there are none yet.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [KeychainFailure]
    DeviceSecrets secrets();
}
