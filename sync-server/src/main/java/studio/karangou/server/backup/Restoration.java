package studio.karangou.server.backup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseSettings;

/// Makes a server of a backup, where there is none.
public final class Restoration {
    /// What may be there already: it is copied by hand.
    private static final Set<String> BESIDE = Set.of("secrets", "objects", "server.lock");

    private Restoration() {}

    /// Puts the database back. Everything is verified before anything is written.
    ///
    /// @param data the folder of the new server
    /// @throws FailureException with a [BackupFailure]
    public static void restore(BackupFile backup, Path data, DatabaseSettings settings) {
        requireEmpty(data);
        Contents contents = backup.contents();
        if (Database.isNewer(settings, contents.schema())) {
            throw new BackupFailure.NewerSchema(contents.schema()).asException();
        }
        try {
            switch (settings) {
                case DatabaseSettings.H2 h2 -> {
                    requireKind(contents, "h2");
                    putH2(backup, h2.onDisk());
                }
                case DatabaseSettings.PostgreSql postgres -> {
                    requireKind(contents, "postgresql");
                    if (!BackupStore.isEmpty(postgres)) {
                        throw new BackupFailure.NotEmpty(postgres.shownUrl()).asException();
                    }
                    fill(backup, postgres);
                }
            }
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.Unusable(data.toString()), e);
        }
    }

    private static void requireEmpty(Path data) {
        try (Stream<Path> there = Files.list(data)) {
            if (there.anyMatch(file -> !BESIDE.contains(String.valueOf(file.getFileName())))) {
                throw new BackupFailure.NotEmpty(data.toString()).asException();
            }
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.Unusable(data.toString()), e);
        }
    }

    private static void requireKind(Contents contents, String kind) {
        if (!contents.database().equals(kind)) {
            throw new BackupFailure.OtherDatabase(contents.database()).asException();
        }
    }

    private static void putH2(BackupFile backup, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        BackupProof.takeH2(backup, part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void fill(BackupFile backup, DatabaseSettings.PostgreSql settings) {
        List<String> tables = backup.contents().parts().stream()
                .map(Contents.Part::name)
                .filter(name -> name.startsWith(Contents.TABLES))
                .map(name -> name.substring(Contents.TABLES.length()))
                .toList();
        String schema = backup.contents().schema();
        try (Database asItWas = Database.openAt(settings, new SimpleMeterRegistry(), schema)) {
            new BackupStore(asItWas).fill(tables, table -> backup.part(Contents.TABLES + table));
        }
        // what has changed since is done to these rows as it would have been on the machine that was lost
        Database.open(settings, new SimpleMeterRegistry()).close();
    }
}
