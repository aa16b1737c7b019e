package studio.karangou.desktop.engine.roads;

import java.util.Optional;
import java.util.function.Supplier;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// Who this device is, and its keys.
public record Self(
        Supplier<Optional<EnrolledDevice>> enrolled,
        Supplier<SigningKeyPair> signing,
        Supplier<SealingKeyPair> sealing) {
    /// @throws studio.karangou.common.model.FailureException with [StoreFailure.NotEnrolled]
    EnrolledDevice device() {
        return enrolled.get().orElseThrow(() -> new StoreFailure.NotEnrolled().asException());
    }
}
