package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.store.LocalDatabase.Opened;

class LocalDatabaseTest {
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    /// The ways in which the file was found broken.
    enum Damage {
        EMPTIED,
        ALMOST_NOTHING,
        NOISE,
        HEADER_OVERWRITTEN,
        ANOTHER_KEY
    }

    @Test
    void what_was_written_is_there_after_opening_again_and_unreadable_without_the_key() throws IOException {
        try (LocalDatabase database = open().database()) {
            new SettingsStore(database).put("language", "la langue de Molière");
        }
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("Moli");
        Opened again = open();
        try (LocalDatabase database = again.database()) {
            assertThat(new SettingsStore(database).get("language")).contains("la langue de Molière");
            assertThat(again.notice()).isEmpty();
        }
    }

    @Test
    void the_schema_that_needs_no_migration_is_the_one_of_the_newest_migration() throws Exception {
        Path migrations = Path.of(LocalDatabase.class
                .getResource("/studio/karangou/desktop/migrations")
                .toURI());
        try (var files = Files.list(migrations)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> name.substring(1, name.indexOf("__")))
                            .max(Comparator.comparing(Integer::valueOf)))
                    .contains(LocalDatabase.SCHEMA);
        }
    }

    @Test
    void a_second_one_is_told_that_it_is_in_use() {
        try (LocalDatabase database = open().database()) {
            assertThat(new SettingsStore(database).get("x")).isEmpty();
            try (DataFolder taken = DataFolder.take(folder)) {
                assertThat(taken.database()).isNotNull();
                assertThatThrownBy(() -> DataFolder.take(folder))
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure()).isEqualTo(new StoreFailure.InUse()));
            }
        }
    }

    @Test
    void an_interrupted_thread_breaks_nothing_for_the_others() throws InterruptedException {
        try (LocalDatabase database = open().database()) {
            SettingsStore settings = new SettingsStore(database);
            for (int round = 0; round < 20; round++) {
                String name = "round" + round;
                Thread writer = Thread.ofPlatform().start(() -> {
                    Thread.currentThread().interrupt();
                    try {
                        settings.put(name, "written or not");
                    } catch (FailureException e) {
                        assertThat(e.failure()).isInstanceOf(StoreFailure.class);
                    }
                });
                writer.interrupt();
                writer.join();
                settings.put("after", name);
            }
            assertThat(settings.get("after")).contains("round19");
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void a_broken_file_is_set_aside_and_a_new_database_begun(Damage damage) throws IOException {
        try (LocalDatabase database = open().database()) {
            SettingsStore settings = new SettingsStore(database);
            for (int i = 0; i < 200; i++) {
                settings.put("name" + i, "text".repeat(50));
            }
        }
        byte[] broken = broken(damage);
        Files.write(file(), broken);
        byte[] key = KEY.clone();
        key[0] = (byte) (damage == Damage.ANOTHER_KEY ? 1 : 0);
        Opened opened = LocalDatabase.open(folder.resolve("karangou"), key);
        try (LocalDatabase database = opened.database()) {
            new SettingsStore(database).put("language", "fr");
            assertThat(opened.notice()).isPresent().get().isInstanceOfSatisfying(StoreFailure.Broken.class, notice -> {
                assertThat(folder.resolve(notice.setAside())).hasBinaryContent(broken);
            });
        }
    }

    /// What is whole in it is found, and kept, if there is such a thing; the journal and the server have the rest.
    @Test
    void a_file_that_lost_its_end_goes_back_to_an_earlier_commit_or_is_begun_anew() throws IOException {
        try (LocalDatabase database = open().database()) {
            SettingsStore settings = new SettingsStore(database);
            for (int i = 0; i < 200; i++) {
                settings.put("name" + i, "text".repeat(50));
            }
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
        Opened opened = open();
        try (LocalDatabase database = opened.database()) {
            SettingsStore settings = new SettingsStore(database);
            settings.put("language", "fr");
            assertThat(settings.get("language")).contains("fr");
        }
        Opened again = open();
        try (LocalDatabase database = again.database()) {
            assertThat(again.notice()).isEmpty();
            assertThat(new SettingsStore(database).get("language")).contains("fr");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"EMPTIED", "NOISE", "HEADER_OVERWRITTEN"})
    void the_newest_good_copy_takes_the_place_of_a_broken_database(Damage damage) throws IOException {
        Instant day = Instant.parse("2026-11-01T08:00:00Z");
        DatabaseCopies copies = copies(Disk.REAL);
        try (LocalDatabase database = open().database()) {
            SettingsStore settings = new SettingsStore(database);
            settings.put("language", "de la veille");
            assertThat(copies.copyIfDue(database, day)).isTrue();
            settings.put("language", "du jour même");
            assertThat(copies.copyIfDue(database, day.plus(Duration.ofHours(23))))
                    .isFalse();
            assertThat(copies.copyIfDue(database, day.plus(Duration.ofHours(25))))
                    .isTrue();
        }
        Files.write(file(), broken(damage));

        Opened again = open();

        try (LocalDatabase database = again.database()) {
            assertThat(again.notice())
                    .contains(new StoreFailure.Restored(day.plus(Duration.ofHours(25)), "karangou.mv.db.broken-1"));
            assertThat(new SettingsStore(database).get("language")).contains("du jour même");
        }
    }

    private DatabaseCopies copies(Disk disk) {
        return new DatabaseCopies(disk, folder.resolve("karangou"), KEY);
    }

    private byte[] broken(Damage damage) throws IOException {
        byte[] whole = Files.readAllBytes(file());
        return switch (damage) {
            case EMPTIED -> new byte[0];
            case ALMOST_NOTHING -> "not a database at all".getBytes(StandardCharsets.US_ASCII);
            case NOISE -> noise(whole, 0, whole.length);
            case HEADER_OVERWRITTEN -> noise(whole, 0, 3 * 4096);
            case ANOTHER_KEY -> whole;
        };
    }

    static byte[] noise(byte[] whole, int from, int to) {
        byte[] noise = new byte[to - from];
        new Random(7).nextBytes(noise);
        byte[] broken = whole.clone();
        System.arraycopy(noise, 0, broken, from, noise.length);
        return broken;
    }

    private Opened open() {
        return LocalDatabase.open(folder.resolve("karangou"), KEY);
    }

    private Path file() {
        return folder.resolve("karangou.mv.db");
    }
}
