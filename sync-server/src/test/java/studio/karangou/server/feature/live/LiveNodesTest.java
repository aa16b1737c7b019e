package studio.karangou.server.feature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Two nodes on one PostgreSQL, and devices that hang at either.
class LiveNodesTest {
    @TempDir
    private static Path data;

    private static TestServer first;
    private static TestServer second;
    private static FilmId film;

    private TestDevice here;
    private TestDevice elsewhere;

    @BeforeAll
    static void start() {
        first = TestServer.start(DatabaseKind.POSTGRESQL, data.resolve("one"));
        second = first.anotherNode(data.resolve("two"));
        film = new TestCatalogue(first).film("Harmattan");
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @BeforeEach
    void enrol() {
        here = TestDevice.enrolled(first);
        elsewhere = TestDevice.enrolled(first);
        elsewhere.follow(film);
    }

    @Test
    void what_is_sent_to_one_node_is_told_by_the_other() throws InterruptedException {
        Ear ear = Ear.open(second, elsewhere);
        ear.next();

        post("Bonsoir");

        assertThat(ear.hears(cursor())).isTrue();
    }

    @Test
    void a_node_whose_notices_were_lost_hears_again_and_lets_everybody_look() throws InterruptedException {
        Ear ear = Ear.open(second, elsewhere);
        post("Bonsoir");
        assertThat(ear.hears(cursor())).isTrue();

        // what is said before the nodes hear again is lost; they look when they do
        assertThat(cutNotices()).isPositive();
        post("Re-bonsoir");

        assertThat(ear.hears(cursor())).isTrue();
    }

    private static int cutNotices() {
        return first.tables()
                .withHandle(handle -> handle.createQuery("select count(pg_terminate_backend(pid))"
                                + " from pg_stat_activity where application_name = 'karangou notices'"
                                + " and datname = current_database()")
                        .mapTo(Integer.class)
                        .one());
    }

    private void post(String text) {
        here.record(new MessagePosted(film, "Ama", text));
        here.push(here.batchFrom(here.size()));
    }

    /// Where the feed ends for the device that listens.
    private String cursor() {
        return elsewhere.word();
    }
}
