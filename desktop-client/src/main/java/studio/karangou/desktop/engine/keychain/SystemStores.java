package studio.karangou.desktop.engine.keychain;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.karangou.common.protocol.KeyPlace;

/// The store of the operating system that this is.
public final class SystemStores {
    private static final SecretService SECRET_SERVICE = new SecretService(SecretService.sessionBus());

    private SystemStores() {}

    /// Where keys should be kept here. A kiosk on Linux logs in by itself, so its keyring is either locked for ever or
    /// open to whoever has the disk: there the file stays.
    ///
    /// @param kiosk whether the machine starts with nobody in front of it
    public static Optional<SystemStore> here(boolean kiosk) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return of(KeyPlace.WINDOWS);
        }
        if (system.contains("mac")) {
            return of(KeyPlace.MACOS);
        }
        return kiosk ? Optional.empty() : of(KeyPlace.SECRET_SERVICE);
    }

    /// The store of a kind.
    static Optional<SystemStore> of(KeyPlace place) {
        return switch (place) {
            case SECRET_SERVICE -> Optional.of(SECRET_SERVICE);
            case WINDOWS -> Optional.of(new WindowsProtection());
            case MACOS -> Optional.of(new MacKeychain(Path.of("/usr/bin/security")));
            case FILE, OTHER -> Optional.empty();
        };
    }
}
