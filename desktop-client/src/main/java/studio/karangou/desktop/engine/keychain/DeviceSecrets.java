package studio.karangou.desktop.engine.keychain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;

/// The device's two key pairs, and the secret from which the keys of its own files are derived.
/// Its text form says nothing of them.
public final class DeviceSecrets {
    static final int STORAGE_SECRET = 32;

    private final SigningKeyPair signing;
    private final SealingKeyPair sealing;
    private final byte[] storage;

    DeviceSecrets(SigningKeyPair signing, SealingKeyPair sealing, byte[] storage) {
        if (storage.length != STORAGE_SECRET) {
            throw new IllegalArgumentException("the storage secret has 32 bytes");
        }
        this.signing = signing;
        this.sealing = sealing;
        this.storage = storage.clone();
    }

    /// Draws new secrets.
    public static DeviceSecrets generate() {
        byte[] storage = new byte[STORAGE_SECRET];
        new SecureRandom().nextBytes(storage);
        return new DeviceSecrets(SigningKeyPair.generate(), SealingKeyPair.generate(), storage);
    }

    /// Other key pairs for the same files.
    DeviceSecrets withFreshKeys() {
        return new DeviceSecrets(SigningKeyPair.generate(), SealingKeyPair.generate(), storage);
    }

    /// The pair by which the device shows who it is.
    public SigningKeyPair signing() {
        return signing;
    }

    /// The pair that opens licences.
    public SealingKeyPair sealing() {
        return sealing;
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
