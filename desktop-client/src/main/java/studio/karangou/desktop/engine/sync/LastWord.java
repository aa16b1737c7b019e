package studio.karangou.desktop.engine.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.keychain.KeychainFailure;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;

/// That a server will never again take anything from this device, and why. It is kept: the network may be gone when
/// the device is to be enrolled anew, and the program started again in between.
final class LastWord {
    private static final Logger LOG = LoggerFactory.getLogger(LastWord.class);
    private static final Set<String> FINAL =
            Set.of("device.revoked", "device.copied", "device.restored", "device.unknown", "device.bad-signature");
    private static final String NAME = "sync.stopped";
    private static final String NONE = "";
    private static final int TITLE_CHARS = 500;

    private final SettingsStore settings;
    private volatile @Nullable Failure said;

    LastWord(SettingsStore settings) {
        this.settings = settings;
    }

    /// As it is kept.
    ///
    /// @param device that was refused: another one begins with a clean sheet
    /// @param code of the failure, or of the server's problem
    /// @param title the server's sentence, empty where this device found out by itself
    /// @param server the server's last sequence, where that is the reason
    /// @param here the last one on this device, likewise
    record Kept(DeviceId device, String code, int status, String title, long server, long here) {}

    /// Whether a failure is the last word, and not one that passes.
    static boolean isOne(Failure failure) {
        return failure instanceof SyncFailure.Forked
                || failure instanceof SyncFailure.ServerAhead
                // without its keys it is nobody
                || failure instanceof KeychainFailure.StoreLost
                || (failure instanceof ServerFailure.Refused refused && FINAL.contains(refused.problem()));
    }

    /// How the device stands with a server that said it.
    static Connection connection(Failure said) {
        return said instanceof KeychainFailure ? new Connection.Broken(said) : new Connection.Refused(said);
    }

    Optional<Failure> said() {
        return Optional.ofNullable(said);
    }

    /// Takes up what was said to this device before.
    void recall(DeviceId device) {
        said = settings.get(NAME)
                .filter(text -> !text.equals(NONE))
                .flatMap(LastWord::read)
                .filter(kept -> kept.device().equals(device))
                .map(LastWord::failure)
                .orElse(null);
    }

    /// Keeps a failure if it is the last word. A disk that does not take it costs the memory, not the truth of now.
    void hear(DeviceId device, Failure failure) {
        if (!isOne(failure) || failure.equals(said)) {
            return;
        }
        said = failure;
        write(new String(Wire.toJson(kept(device, failure)), StandardCharsets.UTF_8));
    }

    /// The server takes operations of this device after all.
    void takeBack() {
        if (said != null) {
            said = null;
            write(NONE);
        }
    }

    private void write(String text) {
        try {
            settings.put(NAME, text);
        } catch (FailureException e) {
            LOG.warn("whether this device is stopped is not kept", e);
        }
    }

    private static Optional<Kept> read(String text) {
        try {
            return Optional.of(Wire.json().readValue(text, Kept.class));
        } catch (JsonProcessingException e) {
            LOG.warn("why this device was stopped cannot be read; the server will say it again", e);
            return Optional.empty();
        }
    }

    private static Kept kept(DeviceId device, Failure failure) {
        return switch (failure) {
            case ServerFailure.Refused refused ->
                new Kept(device, refused.problem(), refused.status(), shortened(refused.title()), 0, 0);
            case SyncFailure.ServerAhead ahead -> new Kept(device, ahead.code(), 0, NONE, ahead.server(), ahead.here());
            default -> new Kept(device, failure.code(), 0, NONE, 0, 0);
        };
    }

    private static String shortened(String title) {
        return title.length() > TITLE_CHARS ? title.substring(0, TITLE_CHARS) : title;
    }

    private static Failure failure(Kept kept) {
        return switch (kept.code()) {
            case "sync.server-ahead" -> new SyncFailure.ServerAhead(kept.server(), kept.here());
            case "sync.forked" -> new SyncFailure.Forked();
            case "keychain.store-lost" -> new KeychainFailure.StoreLost();
            default -> new ServerFailure.Refused(kept.status(), kept.code(), kept.title(), List.of());
        };
    }
}
