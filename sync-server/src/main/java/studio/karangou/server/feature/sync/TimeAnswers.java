package studio.karangou.server.feature.sync;

import java.time.InstantSource;
import java.util.Optional;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.SignedTime;

/// Tells a device the time, with the key that it pinned when it was enrolled.
///
/// @param signing signs manifests and licences too
public record TimeAnswers(SigningKeyPair signing, InstantSource clock) {
    /// What [SignedTime#HEADER] says to a device that asked with a nonce; empty where it is none.
    public Optional<String> to(DeviceId device, String nonce) {
        return SignedTime.answer(signing, device, nonce, clock.instant());
    }
}
