package studio.karangou.desktop.engine.roads;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ServerSealingKey;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.desktop.engine.store.SettingsStore;

/// The server's key for parcels, as this device believes it: signed by the server that it was enrolled with, the
/// latest.
public final class ServerSeal {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSeal.class);
    private static final String NAME = "roads.server-seal";
    private static final int PARTS = 3;

    private final SettingsStore settings;

    public ServerSeal(SettingsStore settings) {
        this.settings = settings;
    }

    private record Kept(VerifyingKey of, ServerSealingKey key) {}

    /// The key, empty if none of this server was ever heard.
    public Optional<ServerSealingKey> known(VerifyingKey server) {
        return kept().filter(kept -> kept.of.equals(server)).map(Kept::key);
    }

    /// Takes a key from wherever it comes.
    ///
    /// @return whether it was the server's
    public boolean offer(byte[] document, VerifyingKey server) {
        try {
            ServerSealingKey key = SignedDocument.decode(document)
                    .open(server, SignedDocument.Kind.SEALING_KEY, ServerSealingKey.class);
            learn(key, server);
            return true;
        } catch (FailureException e) {
            LOG.info("a key for parcels is not taken: {}", e.failure().code(), e);
            return false;
        }
    }

    /// Keeps a key that was checked, unless a later one is known.
    public void learn(ServerSealingKey key, VerifyingKey server) {
        boolean later = known(server)
                .filter(known -> !known.issued().isBefore(key.issued()))
                .isEmpty();
        if (later) {
            settings.put(NAME, server.raw().hex() + " " + key.key().hex() + " " + key.issued());
        }
    }

    private Optional<Kept> kept() {
        try {
            return settings.get(NAME)
                    .map(text -> List.of(text.split(" ", PARTS)))
                    .filter(parts -> parts.size() == PARTS)
                    .map(parts -> new Kept(
                            new VerifyingKey(Bytes.ofHex(parts.getFirst())),
                            new ServerSealingKey(
                                    new SealingKey(Bytes.ofHex(parts.get(1))).raw(), Instant.parse(parts.getLast()))));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.warn("the server's key for parcels cannot be read", e);
            return Optional.empty();
        }
    }
}
