package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.SignedTime;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Changes on their way out.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PullTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestCatalogue catalogue;
    private ProjectId project;
    private FilmId film;
    private TestDevice device;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        catalogue = new TestCatalogue(server);
        project = catalogue.openProject();
        film = catalogue.film("Sarraounia");
        device = TestDevice.enrolled(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_newcomer_learns_everything_that_is_there() {
        List<Change> changes = device.pullAll();

        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst())
                .isInstanceOfSatisfying(
                        Change.ProjectChanged.class,
                        change -> assertThat(change.project().id()).isEqualTo(project));
        assertThat(changes.getLast())
                .isInstanceOfSatisfying(
                        Change.FilmChanged.class,
                        change -> assertThat(change.film().id()).isEqualTo(film));
    }

    @Test
    void a_device_learns_what_became_of_its_venues_contributions_and_others_do_not() {
        OperationId id = device.record(
                new ContributionMade(project, film, Money.xof(500), ContributionMethod.CASH, null, null, null));
        device.push(device.batchFrom(1));
        TestDevice neighbour = TestDevice.enrolled(server, device.venue());
        TestDevice elsewhere = TestDevice.enrolled(server);

        Change expected = new Change.ContributionChanged(id, ContributionState.CONFIRMED);
        assertThat(device.pullAll()).contains(expected);
        assertThat(neighbour.pullAll()).contains(expected);
        assertThat(elsewhere.pullAll())
                .doesNotContain(expected)
                .anyMatch(change -> change instanceof Change.ProjectChanged changed
                        && changed.project().collected().equals(Money.xof(500)));
    }

    @Test
    void a_message_reaches_the_devices_in_its_room_and_no_others() {
        TestDevice elsewhere = TestDevice.enrolled(server);
        elsewhere.follow(film);
        OperationId id = device.record(new MessagePosted(film, "Afi", "Où l’avez-vous tourné ?"));
        device.push(device.batchFrom(1));

        Change message = new Change.MessageShared(
                id, film, "Afi", "Où l’avez-vous tourné ?", server.clock().instant());
        assertThat(elsewhere.pullAll()).contains(message);
        assertThat(device.pullAll()).contains(message);
        assertThat(TestDevice.enrolled(server, device.venue()).pullAll()).doesNotContain(message);
    }

    @Test
    void who_opens_a_discussion_late_gets_what_was_said_before_and_then_hears_that_this_is_all() {
        for (int i = 1; i <= 3; i++) {
            device.record(new MessagePosted(film, "Afi", "Message " + i));
        }
        device.push(device.batchFrom(1));
        TestDevice late = TestDevice.enrolled(server);
        FilmId other = catalogue.film("Yaaba");
        String cursor = late.pull(ChangePage.START).cursor();

        late.follow(film);

        ChangePage page = late.pull(cursor);
        assertThat(page.changes()).hasSize(4);
        assertThat(page.changes().subList(0, 3)).allMatch(Change.MessageShared.class::isInstance);
        assertThat(page.changes().getLast()).isEqualTo(new Change.Joined(film.value()));
        assertThat(late.pull(page.cursor()).changes()).isEmpty();

        late.follow(other);
        assertThat(late.pull(page.cursor()).changes()).containsExactly(new Change.Joined(other.value()));
    }

    @Test
    void pages_follow_each_other_to_the_end_and_then_stand_still() {
        for (int i = 0; i < 1_200; i++) {
            device.record(new MessagePosted(film, "Afi", "Message " + i));
        }
        device.push(device.batchFrom(1));

        ChangePage first = device.pull(ChangePage.START);
        assertThat(first.more()).isTrue();
        assertThat(first.serverTime()).isEqualTo(server.clock().instant());
        assertThat(device.pullAll()).hasSize(1_203);
        String last = first.cursor().substring(0, first.cursor().indexOf('.')) + ".1203";
        ChangePage end = device.pull(last);
        assertThat(end.more()).isFalse();
        assertThat(end.changes()).isEmpty();
        assertThat(end.cursor()).isEqualTo(last);
    }

    @Test
    void a_page_is_cut_before_it_is_too_long_for_a_slow_line() {
        String text = "x".repeat(2_000);
        for (int i = 0; i < 300; i++) {
            device.record(new MessagePosted(film, "Afi", text));
        }
        device.push(device.batchFrom(1));

        assertThat(device.pull(ChangePage.START).changes()).hasSizeBetween(50, 200);
        assertThat(device.pullAll()).hasSize(303);
    }

    @Test
    void a_page_comes_compressed_to_who_accepts_it() {
        for (int i = 0; i < 30; i++) {
            device.record(new MessagePosted(film, "Afi", "Encore la même chose"));
        }
        device.push(device.batchFrom(1));

        HttpResponse<byte[]> answer = server.send(device.request("/api/v1/sync/changes")
                .header("Accept-Encoding", "zstd")
                .GET());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("zstd");
        byte[] page = Zstd.decompress(answer.body(), 1 << 20);
        assertThat(page).hasSizeGreaterThan(answer.body().length * 3);
        assertThat(Wire.fromCbor("page", page, ChangePage.class).changes()).hasSize(33);
    }

    @Test
    void the_time_is_signed_for_the_device_that_asks_and_for_its_question() {
        String nonce = SignedTime.nonce(new SecureRandom());
        HttpResponse<byte[]> answer = server.send(device.request("/api/v1/sync/changes")
                .header(SignedTime.NONCE_HEADER, nonce)
                .GET());

        String said = answer.headers().firstValue(SignedTime.HEADER).orElseThrow();
        HttpResponse<byte[]> enrolled = TestDevice.stranger(server).enrol(TestDevice.newCode(server, device.venue()));
        VerifyingKey pinned = new VerifyingKey(Wire.json()
                .convertValue(TestServer.json(enrolled), DeviceApi.EnrolmentAnswer.class)
                .serverKey());
        assertThat(SignedTime.read(pinned, device.id(), nonce, said))
                .hasValue(server.clock().instant());
        assertThat(SignedTime.read(pinned, TestDevice.enrolled(server).id(), nonce, said))
                .isEmpty();
        // older devices ask without
        assertThat(server.send(device.request("/api/v1/sync/changes").GET())
                        .headers()
                        .firstValue(SignedTime.HEADER))
                .isEmpty();
    }

    @Test
    void a_cursor_that_is_none_is_refused() {
        for (String cursor : List.of(
                "x",
                "-1",
                "1.5",
                "0123456789abcdef.7.8.9",
                "0123456789abcdef.7.3.7",
                "0123456789abcdef.7~7",
                "0123456789abcdef.7~0",
                "99999999999999999999",
                "0123456789abcdef.",
                ".3")) {
            HttpResponse<byte[]> answer = server.send(
                    device.request("/api/v1/sync/changes?after=" + cursor).GET());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestServer.code(answer)).isEqualTo("sync.bad-cursor");
        }
    }

    @Test
    void a_cursor_of_another_epoch_or_beyond_the_end_sends_the_device_back_to_the_start() {
        String cursor = device.pull(ChangePage.START).cursor();
        String epoch = cursor.substring(0, cursor.indexOf('.'));
        for (String gone : List.of("0123456789abcdef.1", epoch + ".3", epoch + ".2.1.3", epoch + ".2~999")) {
            HttpResponse<byte[]> answer = server.send(
                    device.request("/api/v1/sync/changes?after=" + gone).GET());

            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(TestServer.code(answer)).isEqualTo("sync.cursor-beyond-end");
        }
    }

    @Test
    void a_bare_position_of_an_earlier_version_reads_everything_anew() {
        for (String bare : List.of("1", "2", "300")) {
            assertThat(device.pull(bare).changes()).as("after %s", bare).hasSize(2);
        }
    }

    @Test
    void a_server_that_stopped_in_good_order_goes_on_where_devices_were() {
        String cursor = device.pull(ChangePage.START).cursor();

        server.restart();
        server.restart();

        device.openSession();
        assertThat(device.pull(cursor).changes()).isEmpty();
    }
}
