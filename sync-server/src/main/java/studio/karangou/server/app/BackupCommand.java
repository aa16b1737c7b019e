package studio.karangou.server.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.backup.Backup;
import studio.karangou.server.backup.BackupFailure;
import studio.karangou.server.backup.BackupFile;
import studio.karangou.server.backup.BackupProof;
import studio.karangou.server.backup.Restoration;
import studio.karangou.server.backup.RestoredStore;
import studio.karangou.server.db.Database;
import studio.karangou.server.keys.KeyedHash;
import studio.karangou.server.keys.SecretFile;
import studio.karangou.server.keys.ServerKeys;

/// `server.sh --backup FILE` and `--restore FILE`, beside the arguments of a server. A server that runs on the data
/// folder makes the backup itself and goes on.
final class BackupCommand {
    private static final List<String> NAMES = List.of("--backup", "--restore");
    /// With `--restore`: the operator knows that nobody can have changed the file.
    private static final String UNVERIFIED = "--unverified";

    private final ServerConfig config;
    private final Path file;
    private final Clock clock;
    private final Sentences sentences;
    private final PrintStream out;

    private BackupCommand(ServerConfig config, Path file, Clock clock, Sentences sentences, PrintStream out) {
        this.config = config;
        this.file = file;
        this.clock = clock;
        this.sentences = sentences;
        this.out = out;
    }

    /// Carries it out if it is asked for.
    ///
    /// @return whether it was
    /// @throws FailureException with a [BackupFailure], a [ConfigFailure] or whatever stops a server
    static boolean run(
            List<String> arguments,
            Map<String, String> environment,
            Clock clock,
            Sentences sentences,
            PrintStream out) {
        @Nullable
        String name = arguments.stream().filter(NAMES::contains).findFirst().orElse(null);
        if (name == null) {
            return false;
        }
        List<String> rest = new ArrayList<>(arguments);
        int at = rest.indexOf(name);
        if (at + 1 == rest.size()) {
            throw new ConfigFailure.BadArgument(name).asException();
        }
        rest.remove(at);
        Path file = Path.of(rest.remove(at)).toAbsolutePath();
        boolean restore = name.equals("--restore");
        boolean unverified = restore && rest.remove(UNVERIFIED);
        BackupCommand command =
                new BackupCommand(ServerConfig.readWithoutPort(rest, environment), file, clock, sentences, out);
        if (restore) {
            command.restore(unverified);
        } else {
            command.backUp();
        }
        return true;
    }

    private void backUp() {
        if (Files.exists(file)) {
            throw new BackupFailure.NotEmpty(file.toString()).asException();
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            SecretFile.make(part); // all of people's data will be in it
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.WRITE))) {
                write(to);
            }
            try (BackupFile made = BackupFile.open(part)) {
                BackupProof.check(made, config.data());
                out.println(sentences.text("backup.made", file.toString(), made.summary()));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            out.println(sentences.text(
                    "backup.beside", config.secrets().toString(), config.films().toString()));
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.Unusable(file.toString()), e);
        } finally {
            remove(part);
        }
    }

    private void write(OutputStream to) throws IOException {
        DataLock lock;
        try {
            lock = DataLock.hold(config.data());
        } catch (FailureException e) {
            if (e.failure() instanceof ConfigFailure.DataInUse) {
                askTheServer(to);
                return;
            }
            throw e;
        }
        try (lock;
                Database database = new Opening(config, clock, new SimpleMeterRegistry()).database()) {
            ServerKeys keys = ServerKeys.load(config.secrets());
            new AuditLog(database, keys.hash("audit"), clock)
                    .append(Actor.OPERATOR, AuditAction.BACKUP_MADE, null, null);
            backup(config, database, keys, clock).writeTo(to);
        }
    }

    /// What makes the backups of a server.
    static Backup backup(ServerConfig config, Database database, ServerKeys keys, Clock clock) {
        return new Backup(
                database,
                config.database(),
                keys.signing().verifyingKey(),
                seals(keys),
                config.films(),
                config.data(),
                clock);
    }

    private static KeyedHash seals(ServerKeys keys) {
        return keys.hash("backup");
    }

    private void askTheServer(OutputStream to) throws IOException {
        String token = Files.readString(config.operatorToken(), StandardCharsets.US_ASCII)
                .strip();
        try (AdminClient client = AdminClient.ofThisMachine(config.data(), token, sentences.locale())) {
            client.get("/api/v1/operator/backup", to);
        }
    }

    /// @param unverified whether to believe what nothing vouches for
    private void restore(boolean unverified) {
        try (BackupFile backup = BackupFile.open(file);
                DataLock _ = new Opening(config, clock, new SimpleMeterRegistry()).dataFolder()) {
            boolean keys = ServerKeys.exist(config.secrets());
            boolean verified = isVerified(backup, keys, unverified);
            BackupProof.check(backup, config.data());
            Restoration.restore(backup, config.data(), config.database());
            endSessions(keys, verified);
            out.println(sentences.text(
                    "backup.restored", file.toString(), config.data().toString()));
            if (!verified) {
                out.println(sentences.text("backup.not-verified"));
            }
            int missing = backup.missingObjects(config.films()).size();
            if (missing > 0) {
                out.println(sentences.text(
                        "backup.objects-missing", missing, config.films().toString()));
            }
            if (!keys) {
                out.println(sentences.text(
                        "backup.secrets-missing", config.secrets().toString()));
            }
        }
    }

    /// Holds a file against the keys, before anything in it is opened.
    ///
    /// @return whether the keys vouch for it
    private boolean isVerified(BackupFile backup, boolean keys, boolean unverified) {
        if (keys) {
            ServerKeys own = ServerKeys.load(config.secrets());
            if (!backup.isOf(own.signing().verifyingKey())) {
                throw new BackupFailure.OtherServer(config.secrets().toString()).asException();
            }
            if (backup.isSealed()) {
                backup.checkSeal(seals(own));
                return true;
            }
        }
        if (!unverified) {
            throw new BackupFailure.Unverifiable(
                            file.toString(), config.secrets().toString())
                    .asException();
        }
        return false;
    }

    private void endSessions(boolean keys, boolean verified) {
        try (Database database = Database.open(config.database(), new SimpleMeterRegistry())) {
            int ended = new RestoredStore(database).endSessions(clock.instant());
            if (keys) {
                new AuditLog(database, ServerKeys.load(config.secrets()).hash("audit"), clock)
                        .append(Actor.OPERATOR, AuditAction.BACKUP_RESTORED, null, verified ? null : "unverified");
            }
            out.println(sentences.text("backup.sessions-ended", ended));
        }
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.Unusable(part.toString()), e);
        }
    }
}
