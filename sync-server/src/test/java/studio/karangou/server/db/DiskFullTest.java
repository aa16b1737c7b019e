package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;

/// No room where the database is: it is said, nothing that was committed is lost, and work goes on when there is room.
class DiskFullTest {
    private static final Failure FULL = new DatabaseFailure.DiskFull();
    private static final int NOTES = 400;

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_full_disk_under_h2_is_told_loses_nothing_and_work_goes_on_when_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 48);
                Database database = open(DatabaseKind.H2)) {
            createNotes(database);
            Queue<Integer> kept = new ConcurrentLinkedQueue<>();
            Queue<Failure> failures = new ConcurrentLinkedQueue<>();
            fillAtOnce(database, NOTES, kept, failures);
            assertThat(kept).isNotEmpty();
            assertThat(failures).isNotEmpty().allMatch(FULL::equals);

            disk.fill();
            assertThat(failure(database, 5 * NOTES)).isEqualTo(FULL);
            assertThat(database.isReady()).isTrue();
            assertThat(notes(database)).containsExactlyInAnyOrderElementsOf(kept);

            disk.makeRoom();
            disk.grow(96);
            write(database, 6 * NOTES);
            assertThat(notes(database)).contains(6 * NOTES).containsAll(kept);
        }
    }

    /// Room that goes within the moment of a write.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_write_that_fails_under_h2_is_told_and_its_file_is_opened_again() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                Database database = DatabaseOpening.open(DatabaseKind.H2.fresh(folder), meters(), 0)) {
            createNotes(database);
            write(database, 0);
            disk.fill();

            Queue<Failure> failures = new ConcurrentLinkedQueue<>();
            fillAtOnce(database, 10, new ConcurrentLinkedQueue<>(), failures);
            assertThat(failures).contains(FULL).allMatch(Set.of(FULL, new DatabaseFailure.Unavailable())::contains);
            assertThat(notes(database)).as("what was there can still be read").contains(0);

            disk.makeRoom();
            assertThat(database.isReady()).isTrue();
            write(database, 6 * NOTES);
            assertThat(notes(database)).contains(0, 6 * NOTES);
        }
    }

    /// Without it a transaction may wait without end; that shows in one run of many only.
    @Test
    void h2_asserts_of_its_store_wherever_it_runs() {
        try (Database database = open(DatabaseKind.H2)) {
            assertThat(database.isReady()).isTrue();
            assertThat(MVStore.class.desiredAssertionStatus()).isTrue();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_new_h2_database_for_which_there_is_no_room_says_so_and_does_not_call_itself_broken() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 1)) {
            disk.fill();
            assertThat(catchThrowableOfType(
                                    FailureException.class,
                                    () -> open(DatabaseKind.H2).close())
                            .failure())
                    .isEqualTo(FULL);
            disk.makeRoom();
        }
    }

    @Test
    void a_full_disk_under_postgresql_is_told_and_work_goes_on() {
        try (Database database = open(DatabaseKind.POSTGRESQL)) {
            createNotes(database);
            assertThat(failureOf(() -> run(database, raising("53100")))).isEqualTo(FULL);
            write(database, 1);
            assertThat(notes(database)).containsExactly(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_a_device_sends_to_a_full_disk_under_h2_counts_once_when_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 64);
                TestServer server = TestServer.start(DatabaseKind.H2, folder)) {
            countsOnceAfter(server, disk::fill, disk::makeRoom);
        }
    }

    @Test
    void what_a_device_sends_to_a_full_disk_under_postgresql_counts_once_when_there_is_room() throws Exception {
        try (TestServer server = TestServer.start(DatabaseKind.POSTGRESQL, folder)) {
            countsOnceAfter(
                    server,
                    () -> server.tables().useHandle(handle -> {
                        handle.execute("create function no_room() returns trigger language plpgsql as"
                                + " $$ begin raise exception 'made up' using errcode = '53100'; end $$");
                        handle.execute("create trigger no_room before insert on contribution"
                                + " for each row execute function no_room()");
                    }),
                    () -> server.tables().useHandle(handle -> handle.execute("drop trigger no_room on contribution")));
        }
    }

    /// Something that is done to a disk.
    private interface Act {
        void run() throws IOException;
    }

    private static void countsOnceAfter(TestServer server, Act fill, Act makeRoom) throws IOException {
        TestCatalogue catalogue = new TestCatalogue(server);
        ProjectId project = catalogue.openProject();
        TestDevice device = TestDevice.enrolled(server);
        for (int i = 0; i < 3; i++) {
            device.record(
                    new ContributionMade(project, null, Money.xof(500), ContributionMethod.CASH, null, null, null));
        }
        fill.run();

        HttpResponse<byte[]> answer = device.send(device.batchFrom(1));

        assertThat(answer.statusCode()).isEqualTo(507);
        assertThat(TestServer.code(answer)).isEqualTo("database.disk-full");
        assertThat(TestServer.json(server.send(
                                device.request("/api/v1/sync/position").GET()))
                        .path("acknowledged")
                        .asLong())
                .isZero();
        makeRoom.run();
        assertThat(server.count("operation")).isZero();
        assertThat(device.push(device.batchFrom(1)).quarantined()).isEmpty();
        assertThat(device.push(device.batchFrom(1)).acknowledged()).isEqualTo(3);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(1_500));
        assertThat(server.count("contribution")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "08006"})
    void a_postgresql_server_that_goes_away_is_unavailable(String state) {
        try (Database database = open(DatabaseKind.POSTGRESQL)) {
            assertThat(failureOf(() -> run(database, raising(state)))).isEqualTo(new DatabaseFailure.Unavailable());
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void an_error_of_a_statement_is_no_trouble_of_the_database(DatabaseKind kind) {
        try (Database database = open(kind)) {
            assertThatThrownBy(() -> run(database, "insert into nothing values (1)"))
                    .isInstanceOf(DatabaseException.class)
                    .extracting(e -> ((DatabaseException) e).trouble())
                    .isEqualTo(Trouble.STATEMENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, DISK_FULL",
        "There is not enough space on the disk, DISK_FULL",
        "Disk quota exceeded, DISK_FULL",
        "Aucun espace disponible sur le périphérique, DISK_FULL",
        "Input/output error, LOST"
    })
    void what_the_system_says_of_its_disk_is_understood(String said, Trouble trouble) {
        assertThat(Trouble.of(new ConnectionException(new IllegalStateException(new IOException(said)))))
                .isEqualTo(trouble);
    }

    private Database open(DatabaseKind kind) {
        return Database.open(kind.fresh(folder), meters());
    }

    private static MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    private static void createNotes(Database database) {
        run(database, "create table note (id integer primary key, body varchar(20000) not null)");
    }

    private static void fillAtOnce(Database database, int each, Queue<Integer> kept, Queue<Failure> failures)
            throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 1; thread <= 4; thread++) {
                int first = thread * NOTES;
                writers.add(threads.submit(() -> fill(database, first, each, kept, failures)));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    private static void fill(Database database, int first, int each, Queue<Integer> kept, Queue<Failure> failures) {
        IntStream.range(first, first + each).forEach(id -> {
            try {
                write(database, id);
                kept.add(id);
            } catch (FailureException e) {
                failures.add(e.failure());
            }
        });
    }

    private static void write(Database database, int id) {
        database.inTransaction(transaction ->
                transaction.handle().execute("insert into note values (?, ?)", id, (id + " é ").repeat(1500)));
    }

    private static List<Integer> notes(Database database) {
        return database.inTransaction(transaction -> transaction
                .handle()
                .select("select id from note order by id")
                .mapTo(Integer.class)
                .list());
    }

    private static Failure failure(Database database, int id) {
        return failureOf(() -> write(database, id));
    }

    private static Failure failureOf(Runnable work) {
        return catchThrowableOfType(FailureException.class, work::run).failure();
    }

    private static String raising(String state) {
        return "do $$ begin raise exception 'made up' using errcode = '" + state + "'; end $$";
    }

    private static void run(Database database, String sql) {
        database.inTransaction(transaction -> transaction.handle().execute(sql));
    }
}
