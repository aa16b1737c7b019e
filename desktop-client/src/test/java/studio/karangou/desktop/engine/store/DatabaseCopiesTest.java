package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFullException;
import studio.karangou.desktop.engine.store.LocalDatabase.Opened;

/// Copies of the database, and how one of them takes its place.
class DatabaseCopiesTest {
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    @Test
    void of_the_device_that_this_one_was_before_nothing_comes_back() throws IOException {
        DatabaseCopies copies = copies(Disk.REAL);
        try (LocalDatabase database = open().database()) {
            new SettingsStore(database).put("day", "avant");
            copies.copyIfDue(database, Instant.parse("2026-11-01T08:00:00Z"));
        }

        copies.forget();

        assertThat(kept()).isEmpty();
        Files.write(file(), new byte[0]);
        try (LocalDatabase database = open().database()) {
            assertThat(new SettingsStore(database).get("day")).isEmpty();
        }
    }

    @Test
    void a_copy_that_is_broken_too_is_passed_over_for_the_one_before() throws IOException {
        Instant day = Instant.parse("2026-11-01T08:00:00Z");
        DatabaseCopies copies = copies(Disk.REAL);
        try (LocalDatabase database = open().database()) {
            for (int i = 0; i < 3; i++) {
                new SettingsStore(database).put("day", "jour " + i);
                copies.copyIfDue(database, day.plus(Duration.ofDays(i)));
            }
        }
        assertThat(kept()).hasSize(2);
        Path newest = kept().getLast();
        byte[] whole = Files.readAllBytes(newest);
        Files.write(newest, LocalDatabaseTest.noise(whole, whole.length / 3, whole.length));
        Files.write(file(), new byte[0]);

        Opened again = open();

        try (LocalDatabase database = again.database()) {
            assertThat(new SettingsStore(database).get("day")).contains("jour 1");
        }
    }

    @Test
    void a_copy_that_cannot_be_opened_is_passed_over_once_and_for_all() throws Exception {
        Instant day = Instant.parse("2026-11-01T08:00:00Z");
        DatabaseCopies copies = copies(Disk.REAL);
        try (LocalDatabase database = open().database()) {
            for (int i = 0; i < 2; i++) {
                new SettingsStore(database).put("day", "jour " + i);
                copies.copyIfDue(database, day.plus(Duration.ofDays(i)));
            }
        }
        withoutItsMigrations(kept().getLast());
        Files.write(file(), new byte[0]);

        Opened again = open();

        try (LocalDatabase database = again.database()) {
            assertThat(again.notice()).contains(new StoreFailure.Restored(day, "karangou.mv.db.broken-1"));
            assertThat(new SettingsStore(database).get("day")).contains("jour 0");
        }
        assertThat(kept())
                .filteredOn(file -> file.toString().endsWith(".mv.db"))
                .hasSize(1);
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("restored"));
    }

    @Test
    void where_no_copy_can_be_opened_the_database_is_begun_anew() throws Exception {
        try (LocalDatabase database = open().database()) {
            copies(Disk.REAL).copyIfDue(database, Instant.parse("2026-11-01T08:00:00Z"));
        }
        withoutItsMigrations(kept().getLast());
        Files.write(file(), new byte[0]);

        try (LocalDatabase database = open().database()) {
            assertThat(new SettingsStore(database).get("day")).isEmpty();
        }
        Opened again = open();
        again.database().close();
        assertThat(again.notice()).isEmpty();
    }

    /// Reads well, and cannot be migrated.
    private void withoutItsMigrations(Path copy) throws Exception {
        String name = copy.toString();
        Path path = Path.of(name.substring(0, name.length() - LocalDatabase.FILE_ENDING.length()));
        try (Connection connection = DriverManager.getConnection(
                        LocalDatabase.url(path), LocalDatabase.USER, LocalDatabase.password(KEY));
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" > 1");
        }
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(copy)), 0, 8);
        Files.move(copy, Path.of(name.substring(0, name.lastIndexOf('-') + 1) + digest + LocalDatabase.FILE_ENDING));
    }

    @Test
    void who_might_come_in_without_the_network_does_not_come_back_with_a_copy() throws IOException {
        Bytes lookup = Bytes.of(new byte[32]);
        try (LocalDatabase database = open().database()) {
            OfflinePersonStore people = new OfflinePersonStore(database);
            Instant now = Instant.parse("2026-11-01T08:00:00Z");
            people.put(new OfflinePersonStore.Row(
                    new PersonId(new UUID(1, 1)),
                    lookup,
                    Bytes.of(new byte[16]),
                    Bytes.of(new byte[32]),
                    Bytes.of(new byte[64]),
                    now,
                    0,
                    now,
                    0,
                    1));
            copies(Disk.REAL).copyIfDue(database, now);
            people.remove(new PersonId(new UUID(1, 1)));
        }
        Files.write(file(), new byte[0]);

        Opened again = open();

        try (LocalDatabase database = again.database()) {
            assertThat(again.notice()).get().isInstanceOf(StoreFailure.Restored.class);
            assertThat(new OfflinePersonStore(database).find(lookup)).isEmpty();
        }
    }

    @Test
    void where_there_is_no_room_for_the_copy_the_next_start_still_has_it() throws IOException {
        DatabaseCopies copies = copies(Disk.REAL);
        try (LocalDatabase database = open().database()) {
            new SettingsStore(database).put("language", "fr");
            copies.copyIfDue(database, Instant.parse("2026-11-01T08:00:00Z"));
        }
        Files.write(file(), new byte[0]);
        assertThatThrownBy(() -> LocalDatabase.open(folder.resolve("karangou"), KEY, copies(new NoRoom())))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new StoreFailure.DiskFull()));

        try (LocalDatabase database = open().database()) {
            assertThat(new SettingsStore(database).get("language")).contains("fr");
        }
    }

    @Test
    void a_copy_that_the_disk_does_not_give_is_passed_over_and_stays() throws IOException {
        Instant day = Instant.parse("2026-11-01T08:00:00Z");
        try (LocalDatabase database = open().database()) {
            for (int i = 0; i < 2; i++) {
                new SettingsStore(database).put("day", "jour " + i);
                copies(Disk.REAL).copyIfDue(database, day.plus(Duration.ofDays(i)));
            }
        }
        Path newest = kept().getLast();
        Files.write(file(), new byte[0]);

        Opened again = LocalDatabase.open(folder.resolve("karangou"), KEY, copies(new BadSector(newest::equals)));

        try (LocalDatabase database = again.database()) {
            assertThat(again.notice()).contains(new StoreFailure.Restored(day, "karangou.mv.db.broken-1"));
            assertThat(new SettingsStore(database).get("day")).contains("jour 0");
        }
        assertThat(kept()).hasSize(2).contains(newest);
    }

    @Test
    void where_the_disk_gives_no_copy_at_all_the_program_still_starts() throws IOException {
        try (LocalDatabase database = open().database()) {
            copies(Disk.REAL).copyIfDue(database, Instant.parse("2026-11-01T08:00:00Z"));
        }
        Files.write(file(), new byte[0]);

        Opened again = LocalDatabase.open(folder.resolve("karangou"), KEY, copies(new BadSector(file -> true)));

        again.database().close();
        assertThat(again.notice()).contains(new StoreFailure.Broken("karangou.mv.db.broken-1"));
        assertThat(kept()).hasSize(1);
    }

    /// Gives all but some files, and these only to where the sector is.
    private record BadSector(Predicate<Path> bad) implements Disk {
        @Override
        public InputStream read(Path file) throws IOException {
            InputStream whole = Disk.REAL.read(file);
            if (!bad.test(file)) {
                return whole;
            }
            return new FilterInputStream(whole) {
                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    throw new IOException("Input/output error");
                }
            };
        }

        @Override
        public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
            Disk.REAL.write(file, bytes, length);
        }

        @Override
        public void force(RandomAccessFile file) throws IOException {
            Disk.REAL.force(file);
        }

        @Override
        public long room(Path folder) throws IOException {
            return Disk.REAL.room(folder);
        }
    }

    @Test
    void a_start_that_was_cut_off_after_the_copy_took_the_place_still_says_so() throws IOException {
        open().database().close();
        Files.writeString(
                folder.resolve("karangou.suspect"),
                "a copy took its place\n2026-11-01T08:00:00Z\nkarangou.mv.db.broken-1");

        Opened again = open();
        again.database().close();

        assertThat(again.notice())
                .contains(new StoreFailure.Restored(Instant.parse("2026-11-01T08:00:00Z"), "karangou.mv.db.broken-1"));
        Opened then = open();
        then.database().close();
        assertThat(then.notice()).isEmpty();
    }

    @Test
    void a_start_that_was_cut_off_between_the_broken_file_and_its_copy_is_gone_on_with() throws IOException {
        Instant day = Instant.parse("2026-11-01T08:00:00Z");
        try (LocalDatabase database = open().database()) {
            new SettingsStore(database).put("language", "fr");
            copies(Disk.REAL).copyIfDue(database, day);
        }
        Files.move(file(), folder.resolve("karangou.mv.db.broken-1"));
        Files.writeString(folder.resolve("karangou.suspect"), "a copy takes its place");

        Opened again = open();

        try (LocalDatabase database = again.database()) {
            assertThat(again.notice()).contains(new StoreFailure.Restored(day, "karangou.mv.db.broken-1"));
            assertThat(new SettingsStore(database).get("language")).contains("fr");
        }
        assertThat(folder.resolve("karangou.suspect")).doesNotExist();
    }

    /// Takes not one byte.
    private static final class NoRoom implements Disk {
        @Override
        public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
            throw new DiskFullException(new IOException("no room"));
        }

        @Override
        public void force(RandomAccessFile file) throws IOException {
            Disk.REAL.force(file);
        }

        @Override
        public long room(Path folder) {
            return 0;
        }
    }

    @Test
    void whatever_goes_wrong_with_a_copy_the_next_hour_is_another_try() {
        AtomicInteger tries = new AtomicInteger();
        try (LocalDatabase database = open().database();
                DailyCopies daily = new DailyCopies(copies(Disk.REAL), database, () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException("nobody thought of this");
                    }
                    return Instant.parse("2026-11-01T08:00:00Z");
                })) {
            daily.once();
            daily.once();
            daily.once();
            assertThat(folder.resolve("copies")).isNotEmptyDirectory();
        }
    }

    @Test
    void no_copy_is_made_where_there_is_no_room_and_the_ones_there_stay() throws IOException {
        Instant day = Instant.parse("2026-11-01T08:00:00Z");
        try (LocalDatabase database = open().database()) {
            assertThat(copies(Disk.REAL).copyIfDue(database, day)).isTrue();
            DatabaseCopies crowded = copies(new FullDisk());
            assertThatThrownBy(() -> crowded.copyIfDue(database, day.plus(Duration.ofDays(2))))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).isEqualTo(new StoreFailure.DiskFull()));
        }
        assertThat(kept()).hasSize(1);
    }

    @Test
    void after_the_clock_was_set_back_the_copies_are_those_made_last() throws IOException {
        Instant wrong = Instant.parse("2031-01-01T08:00:00Z");
        Instant right = Instant.parse("2026-11-01T08:00:00Z");
        DatabaseCopies copies = copies(Disk.REAL);
        try (LocalDatabase database = open().database()) {
            copies.copyIfDue(database, wrong);
            assertThat(copies.copyIfDue(database, right)).isTrue();
            assertThat(copies.copyIfDue(database, right.plus(Duration.ofHours(1))))
                    .isTrue();
            assertThat(copies.copyIfDue(database, right.plus(Duration.ofHours(2))))
                    .isFalse();
        }
        assertThat(kept()).hasSize(2);
    }

    /// The oldest first, as their names say.
    private List<Path> kept() throws IOException {
        try (var kept = Files.list(folder.resolve("copies"))) {
            return kept.sorted().toList();
        }
    }

    /// With 100 MB left, which are for contributions.
    private static final class FullDisk implements Disk {
        @Override
        public void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
            Disk.REAL.write(file, bytes, length);
        }

        @Override
        public void force(RandomAccessFile file) throws IOException {
            Disk.REAL.force(file);
        }

        @Override
        public long room(Path folder) {
            return 100_000_000;
        }
    }

    private DatabaseCopies copies(Disk disk) {
        return new DatabaseCopies(disk, folder.resolve("karangou"), KEY);
    }

    private Opened open() {
        return LocalDatabase.open(folder.resolve("karangou"), KEY);
    }

    private Path file() {
        return folder.resolve("karangou.mv.db");
    }
}
