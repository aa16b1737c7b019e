package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.desktop.engine.SettableClock;
import studio.karangou.desktop.engine.disk.SmallDisk;
import studio.karangou.desktop.feature.player.Views.OpenView;

class ViewStoreTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(3, 1));
    private static final DeviceId ANOTHER = new DeviceId(new UUID(3, 2));
    private static final FilmId FILM = new FilmId(new UUID(9, 1));
    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final SmallDisk disk = new SmallDisk(Long.MAX_VALUE);
    private LocalDatabase database;
    private JournalStore journal;
    private ViewStore views;

    @BeforeEach
    void begin() throws IOException {
        start(DEVICE);
    }

    @AfterEach
    void end() {
        journal.close();
        database.close();
    }

    @Test
    void a_view_that_was_cut_off_is_recorded_at_the_next_start() throws IOException {
        OpenView view = views.begin(FILM);
        view.keep(watched(5, false, 1));
        view.keep(watched(2_460, false, 1));
        assertThat(recorded()).isEmpty();
        crash();
        assertThat(recorded()).containsExactly(watched(2_460, false, 1));
        assertThat(journal.waiting()).isEqualTo(1);
        assertThat(files()).isEmpty();
        crash();
        assertThat(recorded()).hasSize(1);
    }

    @Test
    void a_view_that_was_recorded_leaves_nothing_behind_and_what_is_kept_late_is_not_heeded() throws IOException {
        OpenView view = views.begin(FILM);
        view.keep(watched(5, false, 1));
        view.record(watched(8, true, 143));
        view.keep(watched(7, false, 1));
        view.record(watched(9, true, 1));
        assertThat(files()).isEmpty();
        crash();
        assertThat(recorded()).containsExactly(watched(8, true, 143));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-01-01T00:00:00Z", "2026-11-22T20:00:00Z", "2041-01-01T00:00:00Z"})
    void dying_between_recorded_and_cleared_makes_one_operation_whatever_the_clock_says_then(String clockAtRestart)
            throws IOException {
        clock.set(Instant.parse("2033-06-01T00:00:00Z"));
        OpenView view = views.begin(FILM);
        journal.record(new MessagePosted(FILM, "Ama", "Bonsoir"));
        view.keep(watched(60, false, 1));
        Path file = files().getFirst();
        byte[] kept = Files.readAllBytes(file);
        view.record(watched(62, false, 1));
        Files.write(file, kept);
        clock.set(Instant.parse(clockAtRestart));
        crash();
        assertThat(recorded()).containsExactly(watched(62, false, 1));
        assertThat(files()).isEmpty();
    }

    @Test
    void dying_again_and_again_while_what_was_left_is_recorded_makes_one_operation() throws IOException {
        clock.set(Instant.parse("2033-06-01T00:00:00Z"));
        views.begin(FILM).keep(watched(60, false, 1));
        Path file = files().getFirst();
        byte[] kept = Files.readAllBytes(file);
        clock.set(Instant.parse("2019-01-01T00:00:00Z"));
        for (int start = 0; start < 4; start++) {
            crash();
            Files.write(file, kept);
        }
        crash();
        assertThat(recorded()).containsExactly(watched(60, false, 1));
    }

    @Test
    void a_database_that_is_lost_takes_no_view_with_it_and_makes_none_twice() throws IOException {
        OpenView first = views.begin(FILM);
        first.keep(watched(60, false, 1));
        Path file = files().getFirst();
        byte[] kept = Files.readAllBytes(file);
        first.record(watched(62, false, 1));
        Files.write(file, kept);
        views.begin(FILM).keep(watched(30, false, 1));
        stop();
        Files.writeString(folder.resolve("karangou.mv.db"), "broken");
        start(DEVICE);
        assertThat(recorded()).containsExactly(watched(62, false, 1), watched(30, false, 1));
        assertThat(journal.waiting()).isEqualTo(2);
    }

    @Test
    void a_view_of_what_the_device_was_before_is_recorded_once() throws IOException {
        OpenView recorded = views.begin(FILM);
        recorded.keep(watched(60, false, 1));
        Path file = files().getFirst();
        byte[] kept = Files.readAllBytes(file);
        recorded.record(watched(62, false, 1));
        Files.write(file, kept);
        views.begin(FILM).keep(watched(30, false, 1));
        stop();
        start(ANOTHER);
        assertThat(recorded()).containsExactly(watched(30, false, 1));
        assertThat(files()).isEmpty();
    }

    @Test
    void a_full_disk_keeps_what_was_kept_before_and_the_next_start_tries_again() throws IOException {
        OpenView view = views.begin(FILM);
        view.keep(watched(60, false, 1));
        disk.makeRoom(10);
        assertThatThrownBy(() -> view.keep(watched(65, false, 1)))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new StoreFailure.DiskFull()));
        disk.makeRoom(10);
        crash();
        assertThat(recorded()).isEmpty();
        assertThat(files()).hasSize(1);
        disk.makeRoom(Long.MAX_VALUE);
        crash();
        assertThat(recorded()).containsExactly(watched(60, false, 1));
    }

    @Test
    void a_view_that_cannot_be_read_is_set_aside_and_the_others_are_recorded() throws IOException {
        views.begin(FILM).keep(watched(60, false, 1));
        Path noise = folder.resolve("views").resolve("00000000-0000-7000-8000-000000000000.view");
        Files.writeString(noise, "noise");
        Path large = folder.resolve("views").resolve("00000000-0000-7000-8000-000000000001.view");
        Files.write(large, new byte[1 << 20]);
        Path empty = folder.resolve("views").resolve("00000000-0000-7000-8000-000000000002.view");
        Files.createFile(empty);
        crash();
        assertThat(recorded()).containsExactly(watched(60, false, 1));
        assertThat(files()).isEmpty();
        assertThat(noise.resolveSibling(noise.getFileName() + ".broken-1")).hasContent("noise");
    }

    @Test
    void nothing_is_kept_before_the_device_is_enrolled() {
        journal.close();
        assertThatThrownBy(() -> views.begin(FILM))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new StoreFailure.NotEnrolled()));
    }

    @Test
    void a_view_in_progress_is_not_recorded_when_the_device_is_enrolled_meanwhile() throws IOException {
        views.begin(FILM).keep(watched(60, false, 1));
        views.recordLeft();
        assertThat(recorded()).isEmpty();
        assertThat(files()).hasSize(1);
    }

    private static FilmViewed watched(long seconds, boolean toTheEnd, int audience) {
        return new FilmViewed(FILM, Duration.ofSeconds(seconds), toTheEnd, audience);
    }

    private List<FilmViewed> recorded() {
        DeviceId device = journal.pending(1000).isEmpty()
                ? DEVICE
                : journal.pending(1000).getFirst().operation().device();
        List<FilmViewed> found = new ArrayList<>();
        for (long sequence = 1; sequence <= journal.last(); sequence++) {
            byte[] bytes = journal.from(sequence, 1, Integer.MAX_VALUE)
                    .orElseThrow()
                    .operations()
                    .getFirst()
                    .toArray();
            Operation operation = OperationCodec.decode(device, sequence, bytes);
            if (operation.body() instanceof FilmViewed viewed) {
                found.add(viewed);
            }
        }
        return found;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("views"))) {
            return files.filter(file -> file.toString().endsWith(".view")).toList();
        }
    }

    /// What is in memory is lost; what is on disk is found by a new start.
    private void crash() throws IOException {
        stop();
        start(DEVICE);
    }

    private void stop() {
        journal.close();
        database.close();
    }

    private void start(DeviceId device) throws IOException {
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
        journal = new JournalStore(disk, folder.resolve("journals"), KEY, database, new Changes(), clock);
        views = new ViewStore(disk, folder.resolve("views"), journal);
        journal.openFor(device);
        views.recordLeft();
    }
}
