package studio.karangou.server.feature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// The lines on which devices are told that there is something to fetch.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LiveTest {
    @TempDir
    private static Path data;

    private static TestServer server;
    private static FilmId film;

    private TestDevice here;
    private TestDevice elsewhere;

    /// One of each database; the server is started for the whole class.
    LiveTest(DatabaseKind kind) {}

    @BeforeParameterizedClassInvocation
    static void start(DatabaseKind kind) {
        server = TestServer.start(kind, data.resolve(kind.name()));
        film = new TestCatalogue(server).film("Harmattan");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @BeforeEach
    void enrol() {
        here = TestDevice.enrolled(server);
        elsewhere = TestDevice.enrolled(server);
    }

    @Test
    void what_one_device_sends_another_is_told() throws InterruptedException {
        Ear ear = Ear.open(server, elsewhere);
        assertThat(ear.hears(cursor(elsewhere))).isTrue();

        elsewhere.follow(film);
        assertThat(ear.hears(cursor(elsewhere))).as("its own word").isTrue();
        here.record(new MessagePosted(film, "Ama", "Bonsoir"));
        here.push(here.batchFrom(1));

        assertThat(ear.hears(cursor(elsewhere))).isTrue();
    }

    @Test
    void a_change_reaches_a_device_within_a_second() throws InterruptedException {
        List<Ear> ears = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ears.add(Ear.open(server, TestDevice.enrolled(server)));
        }
        String before = cursor(elsewhere);
        for (Ear ear : ears) {
            assertThat(ear.hears(before)).isTrue();
        }

        new TestCatalogue(server).film("Yaaba");
        long committed = System.nanoTime();

        String after = cursor(elsewhere);
        assertThat(after).isNotEqualTo(before);
        List<Duration> waits = new ArrayList<>();
        for (Ear ear : ears) {
            assertThat(ear.hears(after)).isTrue();
            waits.add(Duration.ofNanos(ear.heardAt(after) - committed));
        }
        waits.sort(null);
        assertThat(waits.get(waits.size() / 2)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void what_a_host_waits_for_comes_at_once_in_the_middle_of_a_lively_discussion() throws InterruptedException {
        TestDevice kiosk = TestDevice.enrolled(server, here.venue(), DeviceProfile.BORNE);
        ProjectId project = new TestCatalogue(server).openProject();
        here.follow(film);
        Ear ear = Ear.open(server, here);
        assertThat(ear.hears(cursor(here))).isTrue();
        for (int i = 0; i < 3; i++) { // each makes the next one wait longer
            elsewhere.record(new MessagePosted(film, "Ama", "Message " + i));
            elsewhere.push(elsewhere.batchFrom(elsewhere.size()));
            assertThat(ear.hears(cursor(here))).isTrue();
        }

        kiosk.record(new ContributionMade(project, null, Money.xof(500), ContributionMethod.CASH, null, null, null));
        kiosk.push(kiosk.batchFrom(1));
        long committed = System.nanoTime();

        String after = cursor(here);
        assertThat(ear.hears(after)).isTrue();
        assertThat(Duration.ofNanos(ear.heardAt(after) - committed))
                .as("after a second, and not four")
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void what_concerns_another_venue_alone_is_not_told() throws InterruptedException {
        Ear ear = Ear.open(server, elsewhere);
        ear.next();
        Ear theirs = Ear.open(server, here);
        theirs.next();

        here.record(new KioskFilmChosen(film, true));
        here.push(here.batchFrom(1));

        assertThat(theirs.hears(cursor(here))).isTrue();
        assertThat(ear.heard()).containsOnly(cursor(elsewhere)).doesNotContain(cursor(here));
    }

    @Test
    void a_second_line_of_a_device_takes_the_place_of_the_first() throws Exception {
        Ear first = Ear.open(server, here);
        first.next();

        Ear second = Ear.open(server, here);

        assertThat(first.end()).isEqualTo(1001);
        assertThat(second.hears(cursor(here))).isTrue();
    }

    @Test
    void a_device_that_is_shut_out_loses_its_line_at_once() throws Exception {
        Ear ear = Ear.open(server, here);
        ear.next();

        server.send(server.asOperator("/api/v1/operator/devices/" + here.id()).DELETE());

        assertThat(ear.end()).isEqualTo(1008);
        assertThat(Ear.refusal(server, here.token())).isEqualTo(403);
    }

    @Test
    void who_speaks_where_it_should_listen_is_shown_out() throws Exception {
        Ear ear = Ear.open(server, here);
        ear.next();

        ear.say("hello");

        assertThat(ear.end()).isEqualTo(1008);
    }

    @Test
    void without_a_session_or_a_handshake_there_is_no_line() {
        assertThat(Ear.refusal(server, "wrong")).isEqualTo(401);
        HttpResponse<byte[]> plain =
                server.send(here.request("/api/v1/sync/live").GET());
        assertThat(plain.statusCode()).isEqualTo(400);
        assertThat(TestServer.code(plain)).isEqualTo("http.upgrade-missing");
        assertThat(Ear.refusal(server, UUID.randomUUID().toString())).isEqualTo(401);
    }

    @Test
    void a_server_that_stops_says_so_and_one_that_is_full_lets_no_more_in() throws Exception {
        Ear ear = Ear.open(server, here);
        ear.next();

        server.restartWithLines(1);

        try {
            assertThat(ear.end()).isEqualTo(1001);
            Ear again = Ear.open(server, here);
            assertThat(again.hears(cursor(here))).isTrue();
            assertThat(Ear.refusal(server, elsewhere.token())).isEqualTo(503);
        } finally {
            server.restartWithLines(100);
        }
    }

    private static String cursor(TestDevice device) {
        return device.word();
    }
}
