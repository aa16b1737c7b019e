package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.enrolment.EnrolmentFailure;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.feature.discussion.Message;
import studio.karangou.desktop.feature.discussion.Message.Delivery;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;

class SyncTest {
    private static final FilmId FILM = new FilmId(new UUID(9, 1));
    private static final ProjectId PROJECT = new ProjectId(new UUID(9, 2));

    @TempDir
    Path folder;

    private EngineBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_was_done_offline_reaches_the_server_once_and_in_order() throws IOException {
        bench.enrol();
        awaitOnline();
        bench.server.down();
        for (int i = 0; i < 40; i++) {
            bench.engine().journal().record(new MessagePosted(FILM, "Ama", "message " + i));
        }
        bench.engine().journal().record(cash(5000));
        assertThat(bench.engine().sync().status().pending()).isEqualTo(41);
        assertThat(bench.engine().sync().status().pendingContributions()).isEqualTo(1);
        bench.server.up();
        // each of the forty-one tried to leave at once, so the next try may be a minute away
        bench.engine().sync().syncNow();
        awaitPending(0);
        assertThat(bench.server.operations()).hasSize(41);
        assertThat(bench.server.operations().stream().map(Operation::sequence))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_lost_receipt_sends_nothing_twice_and_loses_nothing() {
        bench.enrol();
        awaitOnline();
        bench.server.faults.loseReceipts = true;
        Operation first = bench.engine().journal().record(cash(1000));
        bench.await("the batch to arrive", () -> bench.server.operations().size() == 1);
        assertThat(bench.engine().sync().status().pending()).isEqualTo(1);
        bench.server.faults.loseReceipts = false;
        Operation second = bench.engine().journal().record(cash(2000));
        awaitPending(0);
        assertThat(bench.server.operations().stream().map(Operation::id)).containsExactly(first.id(), second.id());
    }

    @Test
    void operations_survive_a_restart_and_leave_afterwards() throws IOException {
        bench.enrol();
        awaitOnline();
        bench.server.down();
        Operation made = bench.engine().journal().record(cash(2500));
        bench.stop();
        assertThat(bench.engine().sync().pending(1000))
                .singleElement()
                .satisfies(pending -> assertThat(pending.operation()).isEqualTo(made));
        assertThat(bench.engine().projects().contributions())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isNull());
        bench.server.up();
        awaitPending(0);
        assertThat(bench.server.operations()).containsExactly(made);
    }

    @Test
    void a_broken_database_loses_no_operation_and_the_catalogue_comes_back() throws IOException {
        bench.server.add(new Change.ProjectChanged(project()));
        bench.enrol();
        bench.await("the project", () -> !bench.engine().projects().projects().isEmpty());
        bench.server.down();
        Operation made = bench.engine().journal().record(cash(2500));
        assertThat(bench.engine().sync().pending(1000))
                .singleElement()
                .satisfies(pending ->
                        assertThat(pending.about()).isEqualTo(project().title()));
        bench.stop();
        Files.writeString(folder.resolve("karangou.mv.db"), "not a database at all");
        assertThat(bench.engine().notices()).singleElement().isInstanceOf(StoreFailure.Broken.class);
        assertThat(bench.engine().sync().pending(1000))
                .singleElement()
                .satisfies(pending -> assertThat(pending.operation()).isEqualTo(made));
        bench.server.up();
        bench.await(
                "the project again", () -> !bench.engine().projects().projects().isEmpty());
        awaitPending(0);
        assertThat(bench.server.operations()).containsExactly(made);
    }

    @Test
    void a_lost_journal_file_is_mended_from_the_database() throws IOException {
        bench.enrol();
        awaitOnline();
        bench.server.down();
        Operation made = bench.engine().journal().record(cash(2500));
        bench.stop();
        try (Stream<Path> files = Files.list(folder.resolve("journals"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Operation next = bench.engine().journal().record(cash(1000));
        assertThat(next.sequence()).isEqualTo(2);
        bench.server.up();
        awaitPending(0);
        assertThat(bench.server.operations()).containsExactly(made, next);
    }

    @Test
    void changes_come_page_by_page_and_show_in_the_ports() {
        bench.server.add(new FakeFilm(bench.server.keys(), "Lagune", 2, 10, PROJECT));
        bench.server.add(new FakeFilm(bench.server.keys(), "Harmattan", 2, 10, null));
        bench.server.add(new Change.ProjectChanged(project()));
        OperationId theirs = new OperationId(new UUID(8, 8));
        bench.server.add(
                new Change.MessageShared(theirs, FILM, "Kofi", "Merci !", Instant.parse("2026-11-20T10:00:00Z")));
        bench.server.add(new Change.Unknown());
        bench.enrol();
        bench.await(
                "films and message",
                () -> bench.engine().library().films().size() == 2
                        && !bench.engine().messages().of(FILM).isEmpty());
        assertThat(bench.engine().projects().project(PROJECT)).contains(project());
        assertThat(bench.engine().messages().of(FILM)).singleElement().satisfies(message -> {
            assertThat(message.own()).isFalse();
            assertThat(message.delivery()).isEqualTo(Delivery.SHARED);
        });
        bench.await("posters", () -> bench.engine().library().films().stream().allMatch(film -> film.poster() != null));
    }

    @Test
    void a_message_is_pending_then_shared_and_never_shown_twice() throws IOException {
        bench.enrol();
        awaitOnline();
        bench.server.down();
        Operation own = bench.engine().journal().record(new MessagePosted(FILM, "Ama", "Bonsoir"));
        assertThat(bench.engine().messages().of(FILM))
                .extracting(Message::delivery)
                .containsExactly(Delivery.PENDING);
        bench.server.up();
        awaitPending(0);
        assertThat(bench.engine().messages().of(FILM))
                .extracting(Message::delivery)
                .containsExactly(Delivery.SHARED);
        bench.server.add(new Change.MessageShared(
                own.id(), FILM, "Ama", "Bonsoir", own.time().instant()));
        bench.engine().sync().syncNow();
        bench.await("the message from the feed", () -> {
            List<Message> messages = bench.engine().messages().of(FILM);
            return messages.size() == 1 && messages.getFirst().own();
        });
        assertThat(bench.engine().messages().discussions())
                .singleElement()
                .satisfies(one -> assertThat(one.messages()).isEqualTo(1));
    }

    @Test
    void a_refused_operation_is_shown_with_its_reason_and_blocks_nothing() {
        bench.server.faults.refuseKind = "MessagePosted";
        bench.enrol();
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "refusé"));
        bench.engine().journal().record(cash(1000));
        awaitPending(0);
        assertThat(bench.server.operations()).hasSize(2);
        assertThat(bench.engine().sync().pending(1000))
                .singleElement()
                .satisfies(pending -> assertThat(pending.refusal()).isEqualTo("project.unknown"));
        assertThat(bench.engine().messages().of(FILM))
                .extracting(Message::delivery)
                .containsExactly(Delivery.REFUSED);
    }

    @Test
    void a_contribution_that_was_set_aside_is_not_said_to_wait() {
        bench.server.faults.refuseKind = "ContributionMade";
        bench.enrol();
        bench.engine().journal().record(cash(2500));
        bench.await("the refusal", () -> bench.engine().sync().status().setAside() == 1);
        assertThat(bench.engine().sync().status().pending()).isZero();
        assertThat(bench.engine().projects().contributions()).singleElement().satisfies(one -> {
            assertThat(one.refusal()).isEqualTo("project.unknown");
            assertThat(one.isSetAside()).isTrue();
            assertThat(one.isWaiting()).isFalse();
        });
    }

    @Test
    void what_was_set_aside_is_told_though_the_receipt_was_lost() {
        bench.enrol();
        awaitOnline();
        bench.server.faults.refuseKind = "ContributionMade";
        bench.server.faults.loseReceipts = true;
        for (int francs = 1000; francs <= 5000; francs += 1000) {
            bench.engine().journal().record(cash(francs));
        }
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "bienvenu"));
        bench.await("all to arrive", () -> bench.server.operations().size() == 6);
        bench.server.faults.loseReceipts = false;

        awaitPending(0);

        assertThat(bench.engine().sync().status().setAside()).isEqualTo(5);
        assertThat(bench.engine().projects().contributions())
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.refusal()).isEqualTo("project.unknown"));
        assertThat(bench.engine().messages().of(FILM))
                .extracting(Message::delivery)
                .containsExactly(Delivery.SHARED);
    }

    @Test
    void what_was_set_aside_is_told_again_to_a_device_whose_database_broke() throws IOException {
        bench.server.faults.refuseKind = "ContributionMade";
        bench.enrol();
        bench.engine().journal().record(cash(2500));
        bench.await("the refusal", () -> bench.engine().sync().status().setAside() == 1);
        bench.stop();
        Files.writeString(folder.resolve("karangou.mv.db"), "not a database at all");
        assertThat(bench.engine().notices()).singleElement().isInstanceOf(StoreFailure.Broken.class);

        awaitPending(0);

        assertThat(bench.engine().sync().status().setAside()).isEqualTo(1);
        assertThat(bench.server.operations()).hasSize(1);
    }

    @Test
    void what_a_restored_server_takes_the_second_time_is_not_set_aside_any_more() {
        bench.server.faults.refuseKind = "ContributionMade";
        bench.enrol();
        bench.engine().journal().record(cash(2500));
        bench.await("the refusal", () -> bench.engine().sync().status().setAside() == 1);

        bench.server.faults.refuseKind = "";
        bench.server.goBackTo(0);
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "et un mot"));

        bench.await("both again", () -> bench.server.operations().size() == 2);
        awaitPending(0);
        assertThat(bench.engine().sync().status().setAside()).isZero();
    }

    @Test
    void the_state_of_a_contribution_comes_from_the_server() {
        bench.enrol();
        Operation made = bench.engine().journal().record(cash(1000));
        bench.server.add(new Change.ContributionChanged(made.id(), ContributionState.CONFIRMED));
        bench.await(
                "the state",
                () -> bench.engine().projects().contributions().stream()
                        .anyMatch(one -> one.state() == ContributionState.CONFIRMED));
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                arguments("protocol.other-too-old", new ServerFailure.DeviceTooOld()),
                arguments("protocol.other-too-new", new ServerFailure.DeviceTooNew()));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void another_version_is_refused_with_a_sentence_and_nothing_is_lost(String code, ServerFailure shown) {
        bench.enrol();
        awaitOnline();
        bench.server.faults.refusesVersion = code;
        bench.engine().journal().record(cash(1000));
        bench.await(
                "the refusal", () -> bench.engine().sync().status().connection().equals(new Connection.Refused(shown)));
        assertThat(bench.engine().sync().status().pending()).isEqualTo(1);
        bench.server.faults.refusesVersion = null;
        bench.engine().sync().syncNow();
        awaitPending(0);
    }

    @Test
    void a_server_restored_from_its_backup_gets_what_it_lost_again() {
        bench.enrol();
        for (int francs = 1000; francs <= 5000; francs += 1000) {
            bench.engine().journal().record(cash(francs));
        }
        awaitPending(0);
        bench.server.restore(2);
        bench.engine().journal().record(cash(6000));
        bench.await("everything again", () -> bench.server.operations().size() == 6);
        awaitPending(0);
        assertThat(bench.server.operations()).extracting(Operation::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        awaitOnline();
    }

    @Test
    void a_server_whose_feed_went_back_is_read_from_its_start_in_the_same_round() {
        for (int i = 0; i < 5; i++) {
            bench.server.add(message(i));
        }
        bench.enrol();
        bench.await("five messages", () -> bench.engine().messages().of(FILM).size() == 5);
        awaitOnline();

        bench.server.feedGoesBackTo(2);
        // grown past where the device was before it comes back: the place alone tells nothing
        for (int i = 10; i < 16; i++) {
            bench.server.add(message(i));
        }
        List<Connection> shown = new CopyOnWriteArrayList<>();
        try (Subscription _ = bench.engine()
                .sync()
                .onChange(() -> shown.add(bench.engine().sync().status().connection()))) {
            bench.engine().sync().syncNow();

            // what the server lost goes here, too, until the device that wrote it sends it again
            bench.await(
                    "what it has now",
                    () -> bench.engine().messages().of(FILM).stream()
                            .map(written -> written.id().value().getLeastSignificantBits())
                            .toList()
                            .equals(List.of(0L, 1L, 10L, 11L, 12L, 13L, 14L, 15L)));
            awaitOnline();
        }
        assertThat(shown)
                .as("no round ended with the refusal")
                .allMatch(connection ->
                        connection instanceof Connection.Online || connection instanceof Connection.Syncing);
    }

    private static Change.MessageShared message(int number) {
        Instant at = Instant.parse("2026-11-20T10:00:00Z").plusSeconds(number);
        return new Change.MessageShared(new OperationId(new UUID(8, number)), FILM, "Kofi", "Message " + number, at);
    }

    @Test
    void a_gap_that_stays_is_said_keeps_everything_and_lets_the_rest_come() {
        bench.enrol();
        awaitOnline();
        bench.server.faults.gap = true;
        bench.engine().journal().record(cash(1000));
        awaitRefused("sync.gap");
        assertThat(bench.engine().sync().status().pending()).isEqualTo(1);
        bench.server.add(new Change.ProjectChanged(project()));
        bench.engine().sync().syncNow();
        bench.await("the project", () -> !bench.engine().projects().projects().isEmpty());
        bench.server.faults.gap = false;
        bench.engine().sync().syncNow();
        awaitPending(0);
        awaitOnline();
    }

    @Test
    void a_forked_journal_is_said_loses_nothing_over_a_restart_and_lets_the_rest_come() {
        bench.enrol();
        awaitOnline();
        bench.server.faults.fork = true;
        bench.engine().journal().record(cash(1000));
        awaitRefused("sync.forked");
        bench.engine().journal().record(new MessagePosted(FILM, "Ama", "derrière"));
        bench.server.add(new Change.ProjectChanged(project()));
        bench.engine().sync().syncNow();
        bench.await("the project", () -> !bench.engine().projects().projects().isEmpty());
        bench.stop();
        awaitRefused("sync.forked");
        assertThat(bench.engine().sync().status().pending()).isEqualTo(2);
        assertThat(bench.server.operations()).isEmpty();
        bench.server.faults.fork = false;
        bench.engine().sync().syncNow();
        awaitPending(0);
        assertThat(bench.server.operations()).hasSize(2);
    }

    private void awaitRefused(String code) {
        bench.await(
                code,
                () -> bench.engine().sync().status().connection() instanceof Connection.Refused refused
                        && refused.failure().code().equals(code));
    }

    @Test
    void a_server_that_stalls_is_offline_and_not_for_ever() {
        bench.enrol();
        awaitOnline();
        bench.server.faults.stall = true;
        bench.engine().journal().record(cash(1000));
        bench.await("offline", () -> bench.engine().sync().status().connection() instanceof Connection.Offline);
        bench.server.faults.stall = false;
        bench.engine().sync().syncNow();
        awaitPending(0);
    }

    @Test
    void a_session_that_the_server_forgot_is_opened_again() {
        bench.enrol();
        awaitOnline();
        bench.server.forgetSessions();
        bench.engine().journal().record(cash(1000));
        awaitPending(0);
    }

    @Test
    void a_server_that_lost_what_it_had_acknowledged_gets_it_again() throws IOException {
        bench.enrol();
        List<Operation> made = List.of(record(1000), record(2000), record(3000));
        awaitPending(0);

        bench.server.down();
        bench.server.goBackTo(1);
        bench.server.up();

        bench.await("all three again", () -> bench.server.operations().equals(made));
        awaitPending(0);
    }

    @Test
    void a_server_that_went_back_between_two_rounds_is_noticed_by_the_next_operation() {
        bench.enrol();
        Operation first = record(1000);
        Operation second = record(2000);
        awaitPending(0);

        bench.server.goBackTo(0);
        Operation third = record(3000);

        bench.await("all three", () -> bench.server.operations().equals(List.of(first, second, third)));
        awaitPending(0);
    }

    @Test
    void a_server_that_went_back_is_noticed_though_nothing_new_is_recorded() {
        bench.enrol();
        Operation only = record(1000);
        awaitPending(0);

        bench.server.goBackTo(0);

        bench.await("it again", () -> {
            bench.engine().sync().syncNow();
            return bench.server.operations().equals(List.of(only));
        });
        awaitPending(0);
    }

    private Operation record(long francs) {
        return bench.engine().journal().record(cash(francs));
    }

    @Test
    void an_older_copy_of_the_data_folder_is_noticed() throws IOException {
        bench.enrol();
        bench.engine().journal().record(cash(1000));
        awaitPending(0);
        bench.stop();
        Files.delete(folder.resolve("karangou.mv.db"));
        try (Stream<Path> files = Files.list(folder.resolve("journals"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        bench.await(
                "the refusal",
                () -> bench.engine().sync().status().connection() instanceof Connection.Refused refused
                        && refused.failure().code().equals("sync.server-ahead"));
    }

    @Test
    void a_wrong_code_and_an_insecure_address_are_refused() {
        assertThatThrownBy(() ->
                        bench.engine().enrolment().enrol(bench.server.address(), "nope", "x", DeviceProfile.BORNE))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(ServerFailure.Refused.class));
        assertThatThrownBy(() -> bench.engine()
                        .enrolment()
                        .enrol(URI.create("http://example.org"), FakeServer.CODE, "x", DeviceProfile.BORNE))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isEqualTo(new EnrolmentFailure.NotSecure()));
    }

    @Test
    void a_clock_set_back_neither_reorders_operations_nor_their_ids() {
        bench.enrol();
        Operation first = bench.engine().journal().record(cash(1000));
        bench.clock.set(bench.clock.instant().minus(Duration.ofDays(400)));
        Operation second = bench.engine().journal().record(cash(1000));
        assertThat(second.time()).isGreaterThan(first.time());
        assertThat(second.id().toString()).isGreaterThan(first.id().toString());
    }

    @Test
    void why_the_device_is_offline_is_kept_when_a_person_can_mend_it() throws IOException {
        bench.enrol();
        awaitOnline();
        bench.server.faults.portal = true;
        awaitOffline(new ServerFailure.Garbled());
        bench.server.faults.portal = false;
        bench.server.faults.tooMany = true;
        awaitOffline(new ServerFailure.TooMany(17));
        bench.server.down();
        awaitOffline(null);
        bench.server.faults.tooMany = false;
        bench.server.up();
        awaitOnline();
    }

    @Test
    void who_tries_too_many_codes_is_told_when_to_try_again() {
        bench.server.faults.tooMany = true;
        assertThatThrownBy(bench::enrol)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new ServerFailure.TooMany(17)));
    }

    private void awaitOffline(@Nullable Failure why) {
        bench.engine().sync().syncNow();
        bench.await(
                "offline for " + why,
                () -> bench.engine().sync().status().connection() instanceof Connection.Offline offline
                        && Objects.equals(offline.why(), why));
    }

    @Test
    void a_jump_to_2036_leaves_the_journal_when_the_server_says_the_time() throws IOException {
        bench.clock.set(Instant.parse("2036-01-01T00:00:00Z"));
        bench.enrol();
        awaitOnline();
        Instant now = Instant.parse("2026-11-22T20:00:00Z");
        bench.server.down();
        Operation wrong = bench.engine().journal().record(cash(1000));
        assertThat(wrong.time().instant()).isAfterOrEqualTo(Instant.parse("2036-01-01T00:00:00Z"));
        bench.server.faults.clockAhead = Duration.between(bench.clock.instant(), now);
        bench.server.up();
        awaitPending(0);
        // with half of the way that the answer took, which passes though the clock stands still
        Instant soon = now.plusSeconds(2);
        bench.await("the server's time", () -> bench.engine().time().instant().isBefore(soon));
        Operation right = bench.engine().journal().record(cash(2000));
        Operation next = bench.engine().journal().record(cash(3000));
        assertThat(right.time().instant()).isBetween(now, soon);
        assertThat(right.timeUnsure()).isFalse();
        assertThat(right.id().toString()).isLessThan(wrong.id().toString());
        assertThat(next.time()).isGreaterThan(right.time());
        awaitPending(0);
        assertThat(bench.server.operations()).containsExactly(wrong, right, next);
    }

    @Test
    void an_operation_says_when_its_time_is_not_sure() {
        bench.enrol();
        awaitOnline();
        bench.server.down();
        assertThat(bench.engine().journal().record(cash(1000)).timeUnsure()).isFalse();
        bench.clock.advance(Duration.ofHours(-5));
        assertThat(bench.engine().journal().record(cash(2000)).timeUnsure()).isTrue();
        bench.stop();
        assertThat(bench.engine().journal().record(cash(3000)).timeUnsure()).isTrue();
        assertThat(bench.engine().sync().pending(1000))
                .extracting(pending -> pending.operation().timeUnsure())
                .containsExactly(false, true, true);
        bench.server.restart();
        awaitPending(0);
        assertThat(bench.server.operations()).extracting(Operation::timeUnsure).containsExactly(false, true, true);
    }

    private void awaitOnline() {
        bench.await("online", () -> bench.engine().sync().status().connection() instanceof Connection.Online);
    }

    private void awaitPending(int operations) {
        bench.await(
                operations + " pending", () -> bench.engine().sync().status().pending() == operations);
    }

    private static ContributionMade cash(long francs) {
        return new ContributionMade(PROJECT, FILM, Money.xof(francs), ContributionMethod.CASH, null, null, null);
    }

    static Project project() {
        return new Project(
                PROJECT,
                "La Nuit du Zangbeto",
                "Un conte.",
                "Ama Mensah",
                new CountryCode("TG"),
                ProjectState.OPEN,
                FundingMode.ALL_OR_NOTHING,
                Money.xof(1_000_000),
                Money.xof(0),
                0,
                LocalDate.of(2027, 1, 31),
                null);
    }
}
