package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.karangou.server.feature.ingest.TestFilms.FAST;
import static studio.karangou.server.feature.ingest.TestFilms.picture;
import static studio.karangou.server.feature.ingest.TestFilms.tone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.app.TestClock;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseFailure;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.storage.FolderStore;

/// A PostgreSQL that takes no connections for a while, in the middle of a preparation.
class DatabaseAwayTest {
    private static final FilmId FILM = new FilmId(new UUID(3, 6));
    private static final Ffmpeg.Patience HALF_A_MINUTE =
            new Ffmpeg.Patience(Duration.ofSeconds(30), Duration.ofSeconds(30));

    @TempDir
    private Path folder;

    private final PublisherFake publisher = new PublisherFake();
    private DatabaseSettings.PostgreSql settings;
    private Database database;
    private IngestService service;

    @BeforeEach
    void open() {
        settings = (DatabaseSettings.PostgreSql) DatabaseKind.POSTGRESQL.fresh(folder);
        database = Database.open(settings, new SimpleMeterRegistry());
        service = new IngestService(
                IngestService.Settings.in(folder.resolve("ingest")),
                database,
                new FolderStore(folder.resolve("objects"), new UUID(0, 1)),
                publisher,
                TestFilms.FFMPEG,
                new TestClock());
        service.start();
        publisher.announce(FILM, "fr");
    }

    @AfterEach
    void close() {
        service.close();
        database.close();
    }

    @Test
    void a_preparation_goes_on_and_ends_well() throws IOException, SQLException {
        CountDownLatch gate = new CountDownLatch(1);
        publisher.holdAt(gate);
        Path film = new TestFilms(folder).make(picture("160x90", "12", "2") + tone(440, "2") + FAST, "film.mp4");
        IngestJobId job;
        try (InputStream in = Files.newInputStream(film)) {
            job = service.upload(FILM, in, OptionalLong.of(Files.size(film)));
        }
        await(() -> isNow(IngestState.RUNNING, job));
        takesConnections(false);
        gate.countDown();
        Path objects = folder.resolve("objects");
        await(() -> objects(objects) > 0);
        takesConnections(true);

        await(() -> isNow(IngestState.DONE, job));
        assertThat(publisher.published(FILM)).isNotNull();
        assertThat(service.job(job).attempts()).isEqualTo(1);
    }

    @Test
    void what_was_left_lying_is_taken_up_by_the_next_tidying() throws IOException {
        Path film = new TestFilms(folder).make(picture("160x90", "12", "1") + tone(440, "1") + FAST, "film.mp4");
        IngestJobId job = new IngestJobId(new UUID(7, 7));
        SourceFolder sources = new SourceFolder(folder.resolve("ingest"), 1L << 30);
        try (InputStream in = Files.newInputStream(film)) {
            sources.receive(job, in, OptionalLong.empty());
        }
        IngestStore store = new IngestStore();
        database.inTransaction(transaction -> {
            store.add(transaction, job, FILM, sources.node(), new TestClock().instant());
            return store.begin(transaction, job, new TestClock().instant());
        });

        service.tidy();

        await(() -> service.job(job).state() == IngestState.DONE);
    }

    @Test
    void what_a_reader_of_ffmpegs_lines_throws_is_thrown_and_not_taken_for_silence() {
        IllegalStateException thrown = new IllegalStateException("a reader's own");

        assertThatThrownBy(() -> TestFilms.FFMPEG.encode(
                        List.of("-re", "-f", "lavfi", "-i", "testsrc", "-progress", "pipe:1", "-f", "null", "-"),
                        HALF_A_MINUTE,
                        new Cancellation(),
                        line -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
    }

    /// A connection that was ended from outside is found out by who uses it next.
    private boolean isNow(IngestState state, IngestJobId job) {
        try {
            return service.job(job).state() == state;
        } catch (FailureException e) {
            assertThat(e.failure()).isInstanceOf(DatabaseFailure.class);
            return false;
        }
    }

    private static long objects(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private void takesConnections(boolean does) throws SQLException {
        String name = settings.url().replaceAll(".*/([^?]*).*", "$1");
        String others = settings.url().replace("/" + name, "/postgres");
        try (Connection connection = DriverManager.getConnection(others, settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " allow_connections " + does);
            if (!does) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
