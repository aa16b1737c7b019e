package studio.karangou.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.keys.ServerKeys;

/// A machine is often lost with an older program on it than the one that is at hand.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class EarlierSchemaTest {
    private static final String EARLIER = "0011";
    private static final String NEXT = "0012";
    private static final MeterRegistry METERS = new SimpleMeterRegistry();

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path folder;

    @Test
    void a_backup_of_an_earlier_version_is_put_back_and_brought_up_to_date() throws Exception {
        UUID venue = UUID.randomUUID();
        DatabaseSettings old = kind.fresh(Files.createDirectory(folder.resolve("old")));
        try (Database database = Database.openAt(old, METERS, EARLIER)) {
            addVenue(database, venue);
            write(database, old, folder.resolve("backup"));
        }
        Path data = Files.createDirectory(folder.resolve("new"));
        DatabaseSettings fresh = kind.fresh(data);

        try (BackupFile backup = BackupFile.open(folder.resolve("backup"))) {
            assertThat(backup.contents().schema()).isEqualTo(EARLIER);
            Restoration.restore(backup, data, fresh);
        }

        try (Database database = Database.open(fresh, METERS)) {
            assertThat(new BackupStore(database).schema()).isGreaterThan(EARLIER);
            assertThat(count(database, "venue where id = '" + venue + "'")).isEqualTo(1);
            assertThat(count(database, "viewing")).isZero();
        }
    }

    @Test
    void a_backup_of_a_later_version_is_refused_and_nothing_is_written() throws Exception {
        DatabaseSettings now = kind.fresh(Files.createDirectory(folder.resolve("old")));
        try (Database database = Database.open(now, METERS)) {
            database.inTransaction(transaction -> transaction
                    .handle()
                    .createUpdate("update \"flyway_schema_history\" set \"version\" = '9999' where \"version\" = :next")
                    .bind("next", NEXT)
                    .execute());
            write(database, now, folder.resolve("backup"));
        }
        Path data = Files.createDirectory(folder.resolve("new"));
        DatabaseSettings fresh = kind.fresh(data);

        try (BackupFile backup = BackupFile.open(folder.resolve("backup"))) {
            assertThatThrownBy(() -> Restoration.restore(backup, data, fresh))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("backup.newer-schema"));
        }
        assertThat(data).isEmptyDirectory();
        if (fresh instanceof DatabaseSettings.PostgreSql postgres) {
            assertThat(BackupStore.isEmpty(postgres)).isTrue();
        }
    }

    private void write(Database database, DatabaseSettings settings, Path file) throws IOException {
        Path objects = Files.createDirectories(folder.resolve("objects"));
        ServerKeys keys = ServerKeys.create(folder.resolve("secrets"));
        try (OutputStream out = Files.newOutputStream(file)) {
            new Backup(
                            database,
                            settings,
                            keys.signing().verifyingKey(),
                            keys.hash("backup"),
                            objects,
                            folder,
                            InstantSource.system())
                    .writeTo(out);
        }
    }

    private static void addVenue(Database database, UUID venue) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("insert into venue (id, name, created_at) values (:id, 'Ciné-club', current_timestamp)")
                .bind("id", venue)
                .execute());
    }

    private static int count(Database database, String what) {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("select count(*) from " + what)
                .mapTo(Integer.class)
                .one());
    }
}
