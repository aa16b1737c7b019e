package studio.karangou.desktop.engine.keychain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;

/// The device's two key pairs, and the secret from which the keys of its own files are derived.
/// Its text form says nothing of them.
public final class DeviceSecrets {
    static final int STORAGE_SECRET = 32;

    private final VerifyingKey verifying;
    private final Supplier<Pairs> pairs;
    private final byte[] storage;

    /// The two pairs, opened.
    record Pairs(SigningKeyPair signing, SealingKeyPair sealing) {}

    /// @param verifying public half of the signing pair, known without opening anything
    /// @param pairs may fail with a [KeychainFailure] each time it is asked
    DeviceSecrets(VerifyingKey verifying, Supplier<Pairs> pairs, byte[] storage) {
        if (storage.length != STORAGE_SECRET) {
            throw new IllegalArgumentException("the storage secret has 32 bytes");
        }
        this.verifying = verifying;
        this.pairs = pairs;
        this.storage = storage.clone();
    }

    private static DeviceSecrets of(Pairs fresh, byte[] storage) {
        return new DeviceSecrets(fresh.signing.verifyingKey(), () -> fresh, storage);
    }

    /// Draws new secrets.
    public static DeviceSecrets generate() {
        byte[] storage = new byte[STORAGE_SECRET];
        new SecureRandom().nextBytes(storage);
        return of(drawn(), storage);
    }

    private static Pairs drawn() {
        return new Pairs(SigningKeyPair.generate(), SealingKeyPair.generate());
    }

    /// Other key pairs for the same files.
    DeviceSecrets withFreshKeys() {
        return of(drawn(), storage);
    }

    /// By which the device is known; there even when its pairs cannot be had.
    public VerifyingKey verifyingKey() {
        return verifying;
    }

    /// The pair by which the device shows who it is.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [KeychainFailure] if the system does not
    ///     give it
    public SigningKeyPair signing() {
        return pairs.get().signing;
    }

    /// The pair that opens licences.
    ///
    /// @throws studio.karangou.common.model.FailureException as above
    public SealingKeyPair sealing() {
        return pairs.get().sealing;
    }

    Pairs pairs() {
        return pairs.get();
    }

    /// A key for one use on this device (HKDF, RFC 5869), 32 bytes; the same each time.
    ///
    /// @param use what for; another use gives another key
    public byte[] storageKey(String use) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(storage)
                            .thenExpand(("karangou-storage/" + use).getBytes(StandardCharsets.US_ASCII), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF", e);
        }
    }

    byte[] exportStorage() {
        return storage.clone();
    }

    @Override
    public String toString() {
        return "DeviceSecrets[secret]";
    }
}
