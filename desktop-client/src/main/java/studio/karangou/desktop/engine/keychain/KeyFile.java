package studio.karangou.desktop.engine.keychain;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.keychain.DeviceSecrets.Pairs;

/// How the device's secrets are written: in the clear, for a file that only its user reads, or with the private halves
/// of the pairs sealed by a key that the operating system keeps. The secret of the device's own files is in the file
/// either way: a store that is locked or was reset must neither keep the program from starting nor lose a record.
final class KeyFile {
    private static final int CLEAR = 1;
    private static final int SEALED = 2;

    private KeyFile() {}

    /// As it is on disk: private keys in PKCS #8, public keys and the storage secret as they are.
    record Stored(int version, byte[] signing, byte[] verifying, byte[] opening, byte[] sealing, byte[] storage) {}

    /// As it is on disk when the system keeps the key.
    ///
    /// @param entry name of the key in the system's store
    /// @param token that the store needs to find it
    /// @param box the private halves, [Private] sealed
    record Wrapped(
            int version,
            KeyPlace place,
            String entry,
            byte[] token,
            byte[] verifying,
            byte[] sealing,
            byte[] box,
            byte[] storage) {}

    /// The private halves, in PKCS #8.
    record Private(byte[] signing, byte[] opening) {}

    /// A key that the system keeps.
    record Wrapping(KeyPlace place, String entry, byte[] token, byte[] key) {
        private SealedBox box() {
            return new SealedBox(key, "device-keys/" + entry);
        }
    }

    /// What a file says.
    ///
    /// @param wrapped null for one in the clear
    record Read(DeviceSecrets secrets, @Nullable Wrapped wrapped) {}

    static byte[] clear(DeviceSecrets secrets) {
        Pairs pairs = secrets.pairs();
        return Wire.toCbor(new Stored(
                CLEAR,
                pairs.signing().exportPrivate(),
                pairs.signing().verifyingKey().raw().toArray(),
                pairs.sealing().exportPrivate(),
                pairs.sealing().sealingKey().raw().toArray(),
                secrets.exportStorage()));
    }

    static byte[] sealed(DeviceSecrets secrets, Wrapping wrapping) {
        Pairs pairs = secrets.pairs();
        byte[] clear = Wire.toCbor(
                new Private(pairs.signing().exportPrivate(), pairs.sealing().exportPrivate()));
        try {
            return Wire.toCbor(new Wrapped(
                    SEALED,
                    wrapping.place,
                    wrapping.entry,
                    wrapping.token,
                    pairs.signing().verifyingKey().raw().toArray(),
                    pairs.sealing().sealingKey().raw().toArray(),
                    wrapping.box().seal(clear),
                    secrets.exportStorage()));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /// Reads either form.
    ///
    /// @param key asks the system for a key; called when the pairs are needed, and again until it succeeds
    /// @throws FailureException if it is neither
    /// @throws IllegalArgumentException if its keys are none
    static Read read(byte[] encoded, Function<Wrapped, byte[]> key) {
        int version = Wire.fromCbor("keychain", encoded, Version.class).version;
        if (version != SEALED) {
            Stored stored = Wire.fromCbor("keychain", encoded, Stored.class);
            VerifyingKey verifying = new VerifyingKey(Bytes.of(stored.verifying));
            Pairs pairs = new Pairs(
                    SigningKeyPair.restore(stored.signing, verifying),
                    SealingKeyPair.restore(stored.opening, new SealingKey(Bytes.of(stored.sealing))));
            return new Read(new DeviceSecrets(verifying, () -> pairs, stored.storage), null);
        }
        Wrapped wrapped = Wire.fromCbor("keychain", encoded, Wrapped.class);
        VerifyingKey verifying = new VerifyingKey(Bytes.of(wrapped.verifying));
        SealingKey sealing = new SealingKey(Bytes.of(wrapped.sealing));
        Opened opened = new Opened();
        return new Read(
                new DeviceSecrets(
                        verifying,
                        () -> opened.get(() -> open(wrapped, key.apply(wrapped), verifying, sealing)),
                        wrapped.storage),
                wrapped);
    }

    private static Pairs open(Wrapped wrapped, byte[] key, VerifyingKey verifying, SealingKey sealing) {
        Wrapping wrapping = new Wrapping(wrapped.place, wrapped.entry, wrapped.token, key);
        Optional<byte[]> clear = wrapping.box().open(wrapped.box);
        byte[] encoded = clear.orElseThrow(() -> new KeychainFailure.StoreLost().asException());
        try {
            Private halves = Wire.fromCbor("keychain", encoded, Private.class);
            return new Pairs(
                    SigningKeyPair.restore(halves.signing, verifying), SealingKeyPair.restore(halves.opening, sealing));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /// What both forms have.
    record Version(int version) {}

    /// A store's entry for this folder.
    static String drawEntry() {
        byte[] drawn = new byte[8];
        new SecureRandom().nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /// Opened once, and then known.
    private static final class Opened {
        private @Nullable Pairs pairs;

        synchronized Pairs get(Supplier<Pairs> opening) {
            Pairs known = pairs;
            if (known == null) {
                known = opening.get();
                pairs = known;
            }
            return known;
        }
    }
}
