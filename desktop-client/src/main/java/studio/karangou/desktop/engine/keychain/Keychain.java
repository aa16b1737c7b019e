package studio.karangou.desktop.engine.keychain;

import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.protocol.KeyPlace;

/// Where the device's secrets are kept.
public interface Keychain {
    /// The secrets in use; drawn and kept when there are none yet.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [KeychainFailure]
    DeviceSecrets secrets();

    /// Fresh key pairs for enrolling anew, kept until they are adopted: the same at every attempt. The secret of the
    /// device's own files stays.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [KeychainFailure]
    DeviceSecrets next();

    /// Puts the fresh pairs in use if this is their key; what was in use before is forgotten.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [KeychainFailure]
    void adopt(VerifyingKey enrolled);

    /// What kind of place this is.
    KeyPlace place();
}
