package studio.karangou.server.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseFailure;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.db.ServerIdentityStore;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.keys.KeysFailure;
import studio.karangou.server.keys.SecretFile;
import studio.karangou.server.keys.ServerKeys;
import studio.karangou.server.storage.NodeName;

/// Brings database and secrets together: they belong to one server, or it does not start.
final class Opening {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final ServerConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    Opening(ServerConfig config, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /// The data folder, there and held by this server.
    DataLock dataFolder() {
        try {
            SecretFile.makeFolder(config.data());
        } catch (IOException e) {
            throw new FailureException(
                    new ConfigFailure.UnusableData(config.data().toString()), e);
        }
        return DataLock.hold(config.data());
    }

    /// Which node this is: the owner of the data folder. The same name stands in the table of preparations.
    UUID node() {
        try {
            Path folder = config.data().resolve("ingest");
            SecretFile.makeFolder(folder);
            return NodeName.in(folder.resolve("node"));
        } catch (IOException e) {
            throw new FailureException(
                    new ConfigFailure.UnusableData(config.data().toString()), e);
        }
    }

    /// Removes the port file of a server that was killed. Only now, with the folder held, is it sure that it is dead.
    void clearPortFile() {
        try {
            Files.deleteIfExists(config.portFile());
        } catch (IOException e) {
            throw new FailureException(
                    new ConfigFailure.UnusableData(config.data().toString()), e);
        }
    }

    /// The database. One whose file has vanished is not begun anew: that would look like losing everything.
    Database database() {
        if (config.database() instanceof DatabaseSettings.H2 h2
                && !Files.exists(h2.onDisk())
                && ServerKeys.exist(config.secrets())) {
            throw new DatabaseFailure.MissingFile(h2.onDisk().toString()).asException();
        }
        return Database.open(config.database(), meters);
    }

    /// Whether the feed is still the one that devices have read.
    FeedEpoch feedEpoch(Database database) {
        try {
            return switch (config.database()) {
                case DatabaseSettings.H2 _ ->
                    FeedEpoch.inFile(database, config.data().resolve("feed.mark"), boot());
                case DatabaseSettings.PostgreSql _ -> FeedEpoch.inPostgres();
            };
        } catch (IOException e) {
            throw new FailureException(
                    new ConfigFailure.UnusableData(config.data().toString()), e);
        }
    }

    /// Linux draws it anew whenever the machine is switched on.
    private static Optional<String> boot() throws IOException {
        return Files.isReadable(BOOT)
                ? Optional.of(Files.readString(BOOT).strip()).filter(id -> !id.isEmpty())
                : Optional.empty();
    }

    /// The secrets; drawn anew only for a database that has no server yet.
    ServerKeys keys(Database database) {
        Path folder = config.secrets();
        ServerIdentityStore identity = new ServerIdentityStore(database);
        Optional<VerifyingKey> known = identity.find();
        if (!ServerKeys.exist(folder)) {
            if (known.isPresent()) {
                throw new KeysFailure.Missing(folder.toString()).asException();
            }
            ServerKeys.create(folder);
        }
        ServerKeys keys = ServerKeys.load(folder);
        VerifyingKey own = keys.signing().verifyingKey();
        identity.claim(own, clock.instant());
        if (!own.equals(identity.find().orElseThrow())) {
            throw new KeysFailure.OtherServer(folder.toString()).asException();
        }
        keys.writeOperatorToken(config.operatorToken());
        return keys;
    }
}
