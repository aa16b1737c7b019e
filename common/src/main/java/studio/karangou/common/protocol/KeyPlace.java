package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/// Where a device keeps its keys.
public enum KeyPlace {
    /// In a file that only its user can read.
    FILE,
    /// Linux: the Secret Service (GNOME Keyring, KWallet, KeePassXC), over D-Bus.
    SECRET_SERVICE,
    /// Windows: the data protection of the user's account.
    WINDOWS,
    /// macOS: the user's keychain.
    MACOS,
    /// Somewhere that this version does not know.
    OTHER;

    /// Reads the name; a later version may know more places.
    @JsonCreator
    static KeyPlace parse(String name) {
        return Arrays.stream(values())
                .filter(place -> place.name().equals(name))
                .findFirst()
                .orElse(OTHER);
    }
}
