package studio.karangou.desktop.engine.keychain;

import java.util.HashMap;
import java.util.Map;
import studio.karangou.common.protocol.KeyPlace;

/// A system's store that is locked and reset as a test says.
public final class FakeStore implements SystemStore {
    private final Map<String, byte[]> kept = new HashMap<>();
    private boolean locked;

    public void locked(boolean now) {
        locked = now;
    }

    /// Forgets everything, as a keyring does whose password was forgotten.
    public void reset() {
        kept.clear();
    }

    @Override
    public KeyPlace place() {
        return KeyPlace.SECRET_SERVICE;
    }

    @Override
    public byte[] keep(String entry, byte[] key) {
        check();
        kept.put(entry, key.clone());
        return new byte[] {7};
    }

    @Override
    public byte[] find(String entry, byte[] token) {
        check();
        byte[] key = kept.get(entry);
        if (key == null || token.length != 1) {
            throw new KeychainFailure.StoreLost().asException();
        }
        return key.clone();
    }

    private void check() {
        if (locked) {
            throw new KeychainFailure.StoreLocked().asException();
        }
    }
}
