package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.server.app.TestDevice;

/// What a host says of the venue's kiosks, by whatever devices and in whatever order it comes.
class KioskTest extends OneServer {
    private ProjectId project;
    private VenueId venue;
    private TestDevice kiosk;
    private TestDevice host;

    @BeforeEach
    void venue_with_a_kiosk_and_a_host() {
        project = catalogue.openProject();
        venue = TestDevice.newVenue(server);
        kiosk = TestDevice.enrolled(server, venue, DeviceProfile.BORNE);
        host = TestDevice.enrolled(server, venue, DeviceProfile.LIEU);
    }

    @Test
    void cash_announced_at_a_kiosk_is_shown_to_the_devices_of_its_venue_and_counts_once_it_was_taken() {
        OperationId given = announce(5_000);
        assertThat(told(host, given)).isEqualTo(cash(given, 5_000, ContributionState.AWAITING_PAYMENT));
        assertThat(TestDevice.enrolled(server).pullAll())
                .noneMatch(change ->
                        change instanceof Change.CashAnnounced || change instanceof Change.ContributionChanged);

        assertThat(say(host, given, CashOutcome.RECEIVED)).isEmpty();

        assertThat(told(host, given)).isEqualTo(cash(given, 5_000, ContributionState.CONFIRMED));
        assertThat(kiosk.pullAll()).contains(new Change.ContributionChanged(given, ContributionState.CONFIRMED));
        assertCounted(5_000, 1);
    }

    @Test
    void what_is_refused_of_a_kiosk_is_told_to_its_venue_and_to_nobody_else() {
        ContributionMade lost = new ContributionMade(
                new ProjectId(UUID.randomUUID()), null, Money.xof(900), ContributionMethod.CASH, null, null, "Afi");
        OperationId id = kiosk.record(lost);
        kiosk.record(new OperationBody.MessagePosted(new FilmId(UUID.randomUUID()), "Afi", "Merci"));
        kiosk.push(kiosk.batchFrom(1));

        ContributionMade nameless =
                new ContributionMade(lost.project(), null, Money.xof(900), ContributionMethod.CASH, null, null, null);
        assertThat(host.pullAll())
                .filteredOn(Change.KioskRefused.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Change.KioskRefused.class, told -> {
                    assertThat(told.id()).isEqualTo(id);
                    assertThat(told.made()).isEqualTo(nameless);
                    assertThat(told.reason()).isEqualTo("sync.unknown-project");
                });
        assertThat(TestDevice.enrolled(server).pullAll()).noneMatch(Change.KioskRefused.class::isInstance);

        host.record(lost);
        host.push(host.batchFrom(1));
        assertThat(host.pullAll())
                .as("who sits at their own device sees it there")
                .filteredOn(Change.KioskRefused.class::isInstance)
                .hasSize(1);
    }

    @Test
    void two_hosts_who_took_the_same_cash_on_two_devices_count_once() throws Exception {
        OperationId given = announce(700);
        TestDevice other = TestDevice.enrolled(server, venue, DeviceProfile.LIEU);
        host.record(new CashSettled(given, CashOutcome.RECEIVED));
        other.record(new CashSettled(given, CashOutcome.RECEIVED));

        List<PushReceipt> receipts = atOnce(() -> host.push(host.batchFrom(1)), () -> other.push(other.batchFrom(1)));

        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt.quarantined()).isEmpty());
        assertCounted(700, 1);
    }

    @Test
    void a_batch_that_comes_twice_counts_once() {
        OperationId given = announce(300);
        host.record(new CashSettled(given, CashOutcome.RECEIVED));
        Batch batch = host.batchFrom(1);
        host.push(batch);
        host.push(batch);
        assertCounted(300, 1);
    }

    @Test
    void cash_that_was_cancelled_cannot_be_taken_and_cash_that_was_taken_cannot_be_cancelled() {
        OperationId never = announce(900);
        assertThat(say(host, never, CashOutcome.CANCELLED)).isEmpty();
        assertThat(say(host, never, CashOutcome.RECEIVED)).containsExactly("sync.cash-was-cancelled");
        assertThat(say(host, never, CashOutcome.CANCELLED)).isEmpty();
        assertCounted(0, 0);

        OperationId taken = announce(400);
        assertThat(say(host, taken, CashOutcome.RECEIVED)).isEmpty();
        assertThat(say(host, taken, CashOutcome.CANCELLED)).containsExactly("sync.cash-was-taken");
        assertThat(told(host, taken)).isEqualTo(cash(taken, 400, ContributionState.CONFIRMED));
        assertCounted(400, 1);
    }

    @Test
    void cash_waits_while_nobody_answers_for_the_venue_and_counts_when_it_is_said_anew() {
        OperationId given = announce(300);
        server.tables()
                .useHandle(handle -> handle.execute("update venue set host_left = true where id = ?", venue.value()));
        assertThat(say(host, given, CashOutcome.RECEIVED)).containsExactly("sync.venue-not-vouched-for");
        assertThat(told(host, given)).isEqualTo(cash(given, 300, ContributionState.AWAITING_PAYMENT));

        server.tables()
                .useHandle(handle -> handle.execute("update venue set host_left = false where id = ?", venue.value()));
        assertThat(say(host, given, CashOutcome.RECEIVED)).isEmpty();

        assertCounted(300, 1);
    }

    @Test
    void what_is_not_announced_cash_of_this_venue_is_set_aside() {
        OperationId given = announce(200);
        TestDevice elsewhere = TestDevice.enrolled(server);
        assertThat(say(elsewhere, given, CashOutcome.RECEIVED)).containsExactly("sync.unknown-contribution");
        assertThat(say(host, new OperationId(UUID.randomUUID()), CashOutcome.RECEIVED))
                .containsExactly("sync.unknown-contribution");
        assertThat(say(kiosk, given, CashOutcome.RECEIVED)).containsExactly("sync.not-a-hosts-device");
        OperationId voucher = kiosk.record(new ContributionMade(
                project,
                null,
                Money.xof(100),
                ContributionMethod.VOUCHER,
                VoucherCode.draw(new java.util.Random(1)),
                Instant.parse("2026-12-24T00:00:00Z"),
                null));
        push(kiosk);
        assertThat(say(host, voucher, CashOutcome.RECEIVED)).containsExactly("sync.not-announced-cash");
        assertCounted(0, 0);
    }

    @Test
    void cash_for_a_project_that_failed_meanwhile_is_set_aside_and_can_be_cancelled() {
        OperationId given = announce(600);
        catalogue.put(catalogue.draft(project, ProjectState.FAILED, Money.xof(1_000_000)));
        assertThat(say(host, given, CashOutcome.RECEIVED)).containsExactly("sync.project-not-open");
        assertThat(say(host, given, CashOutcome.CANCELLED)).isEmpty();
        assertCounted(0, 0);
    }

    @Test
    void everything_of_one_batch_is_judged_in_its_order_though_one_of_it_cannot_be_stored() {
        server.tables().useHandle(handle -> handle.execute("alter table message add check (body <> 'refusé')"));
        OperationId given = announce(800);
        host.record(new CashSettled(given, CashOutcome.RECEIVED));
        host.record(new OperationBody.MessagePosted(catalogue.film("Lagune"), "Kodjo", "refusé"));
        host.record(new CashSettled(given, CashOutcome.CANCELLED));

        List<String> reasons = push(host);

        assertThat(reasons).containsExactly("sync.not-storable", "sync.cash-was-taken");
        assertCounted(800, 1);
    }

    @Test
    void the_last_word_on_a_film_reaches_the_kiosks_whichever_device_said_it_first() {
        FilmId film = catalogue.film("Rails");
        TestDevice other = TestDevice.enrolled(server, venue, DeviceProfile.LIEU);
        host.record(id(), server.clock().instant().minus(Duration.ofHours(1)), new KioskFilmChosen(film, true));
        other.record(id(), server.clock().instant().minus(Duration.ofHours(2)), new KioskFilmChosen(film, false));
        push(host);
        push(other);
        assertThat(films(kiosk)).containsExactly(new Change.KioskFilm(film, true));

        host.record(new KioskFilmChosen(film, false));
        push(host);
        assertThat(films(kiosk)).containsExactly(new Change.KioskFilm(film, false));
        assertThat(films(TestDevice.enrolled(server))).isEmpty();
    }

    @Test
    void of_two_words_at_the_same_moment_the_same_counts_whichever_comes_first() {
        FilmId one = catalogue.film("Rails");
        FilmId two = catalogue.film("Rails");
        TestDevice other = TestDevice.enrolled(server, venue, DeviceProfile.LIEU);
        Instant same = server.clock().instant().minus(Duration.ofHours(1));
        host.record(id(), same, new KioskFilmChosen(one, true));
        other.record(id(), same, new KioskFilmChosen(one, false));
        push(host);
        push(other);
        other.record(id(), same, new KioskFilmChosen(two, false));
        host.record(id(), same, new KioskFilmChosen(two, true));
        push(other);
        push(host);

        boolean hosts = host.id().toString().compareTo(other.id().toString()) > 0;
        assertThat(films(kiosk))
                .containsExactlyInAnyOrder(new Change.KioskFilm(one, hosts), new Change.KioskFilm(two, hosts));
    }

    @Test
    void a_clock_that_runs_ahead_has_the_last_word_only_until_the_next_one() {
        FilmId film = catalogue.film("Rails");
        Instant future = server.clock().instant().plus(Duration.ofDays(9_000));
        TestDevice other = TestDevice.enrolled(server, venue, DeviceProfile.LIEU);
        host.record(id(), future, new KioskFilmChosen(film, true));
        push(host);
        assertThat(films(kiosk)).containsExactly(new Change.KioskFilm(film, true));

        server.clock().advance(Duration.ofMinutes(1));
        other.record(new KioskFilmChosen(film, false));
        push(other);
        assertThat(films(kiosk)).containsExactly(new Change.KioskFilm(film, false));
    }

    @Test
    void a_kiosk_cannot_choose_and_tells_its_venue_what_it_has() {
        FilmId film = catalogue.film("Harmattan");
        kiosk.record(new KioskFilmChosen(film, true));
        kiosk.record(new FilmHeld(film, true));
        assertThat(push(kiosk)).containsExactly("sync.not-a-hosts-device");
        assertThat(host.pullAll()).contains(new Change.KioskHolds(kiosk.id(), "Projecteur", film, true));
        kiosk.record(new FilmHeld(film, false));
        push(kiosk);
        assertThat(host.pullAll())
                .contains(new Change.KioskHolds(kiosk.id(), "Projecteur", film, false))
                .doesNotContain(new Change.KioskHolds(kiosk.id(), "Projecteur", film, true));
    }

    private static List<Change> films(TestDevice device) {
        return device.pullAll().stream()
                .filter(Change.KioskFilm.class::isInstance)
                .toList();
    }

    private OperationId announce(long francs) {
        OperationId given = kiosk.record(
                new ContributionMade(project, null, Money.xof(francs), ContributionMethod.CASH, null, null, null));
        assertThat(push(kiosk)).isEmpty();
        return given;
    }

    private Change.CashAnnounced cash(OperationId id, long francs, ContributionState state) {
        return new Change.CashAnnounced(
                id, "Projecteur", project, Money.xof(francs), server.clock().instant(), state);
    }

    private static Change told(TestDevice device, OperationId id) {
        return device.pullAll().stream()
                .filter(change ->
                        change instanceof Change.CashAnnounced cash && cash.id().equals(id))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<String> say(TestDevice device, OperationId cash, CashOutcome outcome) {
        OperationId said = device.record(new CashSettled(cash, outcome));
        return device.push(device.batchFrom(1)).quarantined().stream()
                .filter(one -> said.equals(one.operation()))
                .map(PushReceipt.Quarantined::reason)
                .toList();
    }

    private static List<String> push(TestDevice device) {
        return device.push(device.batchFrom(1)).quarantined().stream()
                .map(PushReceipt.Quarantined::reason)
                .toList();
    }

    private void assertCounted(long francs, int contributions) {
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(francs));
        assertThat(catalogue.project(project).contributors()).isEqualTo(contributions);
    }

    private static OperationId id() {
        return new OperationId(UUID.randomUUID());
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> first = threads.submit(one);
            Future<T> second = threads.submit(other);
            return List.of(first.get(), second.get());
        }
    }
}
