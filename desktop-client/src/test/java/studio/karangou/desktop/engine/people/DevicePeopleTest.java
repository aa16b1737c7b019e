package studio.karangou.desktop.engine.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.desktop.engine.SettableClock;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.enrolment.DeviceEnrolment;
import studio.karangou.desktop.engine.enrolment.IdentityFile;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.engine.keychain.FileKeychain;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.OfflinePersonStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.people.Admission;
import studio.karangou.desktop.feature.people.Credentials;
import studio.karangou.desktop.feature.people.DoorFailure;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.feature.people.SignedIn;
import studio.karangou.desktop.feature.player.PlaybackFailure;

class DevicePeopleTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int DAYS = 30;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final Memory memory = new Memory();
    private FakePeopleServer server;
    private ServerConnection connection;
    private LocalDatabase database;
    private BestTime time;
    private long nanos;
    private Reach reach = Reach.THERE;

    /// Survives a restart.
    private static final class Memory implements BestTime.Memory {
        private Optional<BestTime.Remembered> kept = Optional.empty();

        @Override
        public Optional<BestTime.Remembered> recall() {
            return kept;
        }

        @Override
        public void remember(BestTime.Remembered remembered) {
            kept = Optional.of(remembered);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new FakePeopleServer();
        connection = new ServerConnection(TimeLimits.USUAL, SigningKeyPair.generate(), () -> Locale.FRENCH);
        connection.identify(server.address(), new DeviceId(new UUID(1, 1)));
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
        restartClock();
        time.serverSaid(clock.instant());
    }

    private void restartClock() {
        time = new BestTime(clock, () -> nanos, memory);
    }

    @AfterEach
    void end() {
        connection.close();
        database.close();
        server.close();
    }

    private DevicePeople people(boolean remembers) {
        return new DevicePeople(new DevicePeople.Ground(
                connection.forPeople(),
                new SessionFile(Disk.REAL, folder.resolve("person.sealed"), KEY),
                new OfflineDoor(new OfflinePersonStore(database), time, KEY, () -> DAYS),
                remembers,
                time,
                () -> reach,
                () -> "Ordinateur du lieu",
                new ProviderRedirect(address -> false, () -> "")));
    }

    private Credentials ama() {
        return new Credentials(FakePeopleServer.EMAIL, server.password);
    }

    private static SignedIn in(Admission admission) {
        return ((Admission.Admitted) admission).who();
    }

    private void wait(Duration by) {
        clock.advance(by);
        nanos += by.toNanos();
    }

    private static void refused(Runnable work, Class<? extends Failure> why) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(why));
    }

    @Test
    void somebody_signs_in_before_the_device_belongs_anywhere_and_no_other_server_sees_their_token()
            throws IOException {
        try (ServerConnection outside =
                        new ServerConnection(TimeLimits.USUAL, SigningKeyPair.generate(), () -> Locale.FRENCH);
                FakePeopleServer other = new FakePeopleServer()) {
            connection.close();
            connection = outside;
            DevicePeople people = people(true);
            refused(() -> people.signIn(ama()), DoorFailure.NotKnownHere.class);
            AccountEnrolment enrolment = enrolment(people);

            enrolment.goTo(server.address());
            in(people.signIn(ama()));
            assertThat(enrolment.account().name()).isEqualTo("Ama Dogbé");
            enrolment.goTo(server.address());
            assertThat(people.current()).as("the same server").isPresent();

            enrolment.goTo(other.address());
            assertThat(people.current()).isEmpty();
            people.contact();
            assertThat(other.requests()).isEmpty();
            enrolment.goTo(server.address());

            in(people.signIn(ama()));
            DevicePeople restarted = people(true);
            assertThat(restarted.current()).isPresent();
            try (ServerConnection again =
                    new ServerConnection(TimeLimits.USUAL, SigningKeyPair.generate(), () -> Locale.FRENCH)) {
                connection = again;
                enrolment(restarted).goTo(other.address());
                assertThat(restarted.current()).as("whose session is it?").isEmpty();
            }
        }
    }

    private AccountEnrolment enrolment(DevicePeople people) {
        IdentityFile file = new IdentityFile(Disk.REAL, folder.resolve("identity"), () -> false);
        FileKeychain keychain = new FileKeychain(Disk.REAL, folder.resolve("secrets"), Optional.empty());
        return new AccountEnrolment(
                people,
                new DeviceEnrolment(file, keychain, connection, () -> 0, () -> false, device -> {}),
                connection);
    }

    @Test
    void an_answer_that_was_lost_is_asked_for_again_with_the_same_attempt_even_after_a_restart() {
        DevicePeople people = people(true);
        people.signIn(ama());
        server.accessExpired = true;
        server.losesAnswer = true;
        refused(people::readAccount, PeopleFailure.NoNetwork.class);
        assertThat(people.current()).as("nobody is thrown out by a bad line").isPresent();
        DevicePeople restarted = people(true);
        assertThat(restarted.current()).isPresent();
        assertThat(restarted.readAccount().name()).isEqualTo("Ama Dogbé");
        assertThat(server.attempts()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(server.attempts().get(1)).isEqualTo(server.attempts().getFirst());
        server.accessExpired = true;
        restarted.readAccount();
        assertThat(server.attempts().getLast())
                .as("another refresh is another attempt")
                .isNotEqualTo(server.attempts().getFirst());
    }

    @Test
    void a_session_that_the_server_ended_is_over_here_at_the_next_contact_and_opens_no_door() {
        DevicePeople people = people(true);
        people.signIn(ama());
        server.sessionEnded = true;
        people.contact();
        assertThat(people.current()).isEmpty();
        assertThat(people.endedBecause()).containsInstanceOf(PeopleFailure.SessionEnded.class);
        assertThat(people(true).current()).isEmpty();
        server.down();
        refused(() -> people.signIn(ama()), DoorFailure.NotKnownHere.class);
    }

    @Test
    void who_signed_in_here_comes_in_again_without_the_server_until_the_days_are_over() {
        people(true).signIn(ama());
        people(true).signOut(false);
        server.down();
        reach = Reach.GONE;
        SignedIn who = in(people(true).signIn(new Credentials("  AMA@exemple.tg ", server.password)));
        assertThat(who.account().name()).isEqualTo("Ama Dogbé");
        assertThat(who.withoutNetwork()).isTrue();
        assertThat(who.offlineUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(DAYS)));
        wait(Duration.ofDays(DAYS).plusMinutes(1));
        refused(() -> people(true).signIn(ama()), DoorFailure.OfflineOver.class);
    }

    @Test
    void who_has_a_second_factor_comes_in_with_the_server_only() {
        server.secondFactor = true;
        people(true).signIn(ama());
        people(true).signOut(false);
        server.down();
        reach = Reach.GONE;
        refused(() -> people(true).signIn(ama()), DoorFailure.SecondFactorNeedsNetwork.class);
    }

    @Test
    void a_second_factor_that_is_set_up_later_closes_the_door_at_the_next_contact() {
        people(true).signIn(ama());
        server.secondFactor = true;
        DevicePeople later = people(true);
        later.contact();
        assertThat(later.current().orElseThrow().offlineUntil())
                .as("not promised any more")
                .isNull();
        later.signOut(false);
        server.down();
        reach = Reach.GONE;
        refused(() -> people(true).signIn(ama()), DoorFailure.SecondFactorNeedsNetwork.class);
    }

    @Test
    void who_may_come_in_with_the_server_only_does_so_as_soon_as_it_is_there() {
        people(true).signIn(ama());
        people(true).signOut(false);
        closeDoors(1);
        server.credentialVersion = 1;
        // the last round of the sync failed, and the network is back since
        reach = Reach.GONE;

        assertThat(in(people(true).signIn(ama())).withoutNetwork()).isFalse();
    }

    @Test
    void who_has_a_phone_only_comes_in_without_the_server_by_a_code_of_their_own() {
        server.byPhone = true;
        DevicePeople people = people(true);
        people.confirmPhone(new UUID(1, 2), "1234 5678");
        DeviceAccount account = new DeviceAccount(people, Disk.REAL);
        assertThat(account.offersDeviceCode()).isTrue();
        for (String weak : List.of("tambour", "12345678", "87654321", "11111111", "90123456")) {
            refused(() -> account.chooseDeviceCode(weak), DoorFailure.DeviceCodeWeak.class);
        }
        account.chooseDeviceCode("7291 mangue");
        people.signOut(false);
        refused(
                () -> people(true).byDeviceCode(new Credentials(FakePeopleServer.PHONE, "7291 mangue")),
                DoorFailure.NetworkIsHere.class);
        server.down();
        reach = Reach.GONE;

        wait(Duration.ofDays(3));
        DevicePeople back = people(true);
        SignedIn who = in(back.byDeviceCode(new Credentials("00228 90 12 34 56", "7291 mangue")));

        assertThat(who.withoutNetwork()).isTrue();
        assertThat(who.account().name()).isEqualTo("Ama Dogbé");
        new DeviceAccount(back, Disk.REAL).chooseDeviceCode("citron 7291");
        wait(Duration.ofDays(DAYS - 2));
        refused(
                () -> people(true).byDeviceCode(new Credentials(FakePeopleServer.PHONE, "citron 7291")),
                DoorFailure.OfflineOver.class);
    }

    @Test
    void no_opening_without_the_server_is_promised_to_who_has_nothing_to_show_here() {
        server.byPhone = true;
        DevicePeople people = people(true);
        SignedIn who = in(people.confirmPhone(new UUID(1, 2), "1234 5678"));
        assertThat(who.offlineUntil()).isNull();
        new DeviceAccount(people, Disk.REAL).chooseDeviceCode("7291 mangue");
        assertThat(people.current().orElseThrow().offlineUntil())
                .isEqualTo(clock.instant().plus(Duration.ofDays(DAYS)));
    }

    @Test
    void while_nobody_knows_whether_the_server_is_there_it_is_asked_first() throws IOException {
        people(true).signIn(ama());
        people(true).signOut(false);
        reach = Reach.UNKNOWN;
        assertThat(in(people(true).signIn(ama())).withoutNetwork())
                .as("it is there, so nobody is thrown out at the first contact")
                .isFalse();
        server.down();
        assertThat(in(people(true).signIn(ama())).withoutNetwork()).isTrue();

        server.up();
        server.byPhone = true;
        DevicePeople people = people(true);
        people.confirmPhone(new UUID(1, 2), "1234 5678");
        new DeviceAccount(people, Disk.REAL).chooseDeviceCode("7291 mangue");
        people.signOut(false);
        Credentials code = new Credentials(FakePeopleServer.PHONE, "7291 mangue");
        refused(() -> people(true).byDeviceCode(code), DoorFailure.NetworkIsHere.class);
        server.down();
        assertThat(in(people(true).byDeviceCode(code)).withoutNetwork()).isTrue();
    }

    @Test
    void who_came_in_without_the_server_is_told_that_it_is_back_only_when_it_is() {
        people(true).signIn(ama());
        people(true).signOut(false);
        server.down();
        reach = Reach.GONE;
        DevicePeople people = people(true);
        people.signIn(ama());
        refused(people::readAccount, PeopleFailure.NoNetwork.class);
        reach = Reach.UNKNOWN;
        refused(people::readAccount, PeopleFailure.NoNetwork.class);
        reach = Reach.THERE;
        refused(people::readAccount, DoorFailure.BackOnline.class);
    }

    @Test
    void a_code_of_this_device_is_forgotten_after_ten_wrong_ones_and_a_kiosk_has_none() {
        server.byPhone = true;
        DevicePeople people = people(true);
        people.confirmPhone(new UUID(1, 2), "1234 5678");
        new DeviceAccount(people, Disk.REAL).chooseDeviceCode("7291 mangue");
        people.signOut(false);
        reach = Reach.GONE;
        Credentials wrong = new Credentials(FakePeopleServer.PHONE, "7291 citron");
        for (int tries = 1; tries < 10; tries++) {
            refused(() -> people(true).byDeviceCode(wrong), PeopleFailure.SignInRefused.class);
            wait(Duration.ofMinutes(16));
        }
        refused(() -> people(true).byDeviceCode(wrong), DoorFailure.DeviceCodeForgotten.class);
        Credentials right = new Credentials(FakePeopleServer.PHONE, "7291 mangue");
        refused(() -> people(true).byDeviceCode(right), DoorFailure.NotKnownHere.class);

        DevicePeople kiosk = people(false);
        kiosk.confirmPhone(new UUID(1, 2), "1234 5678");
        assertThat(new DeviceAccount(kiosk, Disk.REAL).offersDeviceCode()).isFalse();
        refused(() -> kiosk.byDeviceCode(right), DoorFailure.NotKnownHere.class);
    }

    @Test
    void a_place_to_watch_is_taken_by_who_is_signed_in_and_never_for_a_hall() {
        DevicePeople people = people(true);
        FilmId film = new FilmId(new UUID(9, 9));
        PersonPlaces places = new PersonPlaces(people, () -> true);
        assertThat(places.counts()).as("nobody is signed in").isFalse();
        people.signIn(ama());
        assertThat(places.counts()).isTrue();
        assertThat(new PersonPlaces(people, () -> false).counts()).isFalse();
        assertThat(places.take(new UUID(1, 2), film)).isEmpty();

        server.noPlace = "playback.too-many-viewings";
        assertThat(places.take(new UUID(1, 2), film))
                .hasValueSatisfying(refusal -> assertThat(((PlaybackFailure.TooManyViewings) refusal).elsewhere())
                        .singleElement()
                        .satisfies(one -> assertThat(one.program()).isEqualTo("Salle · Kara")));
        server.noPlace = "playback.viewing-ended";
        assertThat(places.take(new UUID(1, 2), film)).contains(new PlaybackFailure.ViewingEnded());
        server.noPlace = "playback.unknown-viewing";
        places.end(new UUID(1, 2)); // it was over already

        server.down();
        refused(() -> places.take(new UUID(1, 2), film), PeopleFailure.NoNetwork.class);
    }

    @Test
    void a_clock_that_is_set_back_gives_no_more_days() {
        people(true).signIn(ama());
        server.down();
        reach = Reach.GONE;
        wait(Duration.ofDays(DAYS).minusHours(1));
        in(people(true).signIn(ama()));
        time.tick();
        clock.advance(Duration.ofDays(-25));
        restartClock();
        wait(Duration.ofHours(2));
        refused(() -> people(true).signIn(ama()), DoorFailure.OfflineOver.class);
    }

    @Test
    void a_clock_that_nobody_can_rely_on_lets_in_ten_times_until_the_next_contact() throws IOException {
        people(true).signIn(ama());
        server.down();
        reach = Reach.GONE;
        clock.advance(Duration.ofDays(-1));
        for (int times = 0; times < 10; times++) {
            in(people(true).signIn(ama()));
        }
        refused(() -> people(true).signIn(ama()), DoorFailure.ClockUnsure.class);
        server.up();
        reach = Reach.THERE;
        in(people(true).signIn(ama()));
    }

    @Test
    void wrong_passwords_slow_down_also_across_restarts_and_the_right_one_ends_that() {
        people(true).signIn(ama());
        server.down();
        reach = Reach.GONE;
        Credentials wrong = new Credentials(FakePeopleServer.EMAIL, "un autre mot de passe");
        for (int tries = 0; tries < 3; tries++) {
            refused(() -> people(true).signIn(wrong), PeopleFailure.SignInRefused.class);
        }
        refused(() -> people(true).signIn(ama()), DoorFailure.TooManyTries.class);
        wait(Duration.ofSeconds(6));
        refused(() -> people(true).signIn(wrong), PeopleFailure.SignInRefused.class);
        wait(Duration.ofSeconds(6));
        refused(() -> people(true).signIn(ama()), DoorFailure.TooManyTries.class);
        wait(Duration.ofSeconds(6));
        in(people(true).signIn(ama()));
        refused(() -> people(true).signIn(wrong), PeopleFailure.SignInRefused.class);
    }

    @Test
    void a_password_that_was_changed_elsewhere_opens_nothing_here_once_the_server_said_so() {
        Credentials old = ama();
        people(true).signIn(old);
        server.password = "un tout autre mot de passe";
        refused(() -> people(true).signIn(old), PeopleFailure.SignInRefused.class);
        server.down();
        refused(() -> people(true).signIn(old), DoorFailure.NotKnownHere.class);
    }

    @Test
    void a_door_that_the_server_closed_opens_for_who_came_in_since() {
        people(true).signIn(ama());
        closeDoors(1);
        assertThat(opensWithoutServer()).as("learnt before").isFalse();

        server.credentialVersion = 1;
        people(true).signIn(ama());
        closeDoors(1);
        assertThat(opensWithoutServer()).as("learnt since").isTrue();

        server.credentialVersion = 2;
        people(true).contact();
        closeDoors(2);
        assertThat(opensWithoutServer())
                .as("the password that was learnt is the one before")
                .isFalse();
    }

    @Test
    void a_closed_door_is_not_opened_by_what_was_read_before() {
        OfflinePersonStore store = new OfflinePersonStore(database);
        people(true).signIn(ama());
        OfflinePersonStore.Row before = store.find(FakePeopleServer.AMA).orElseThrow();
        closeDoors(1);
        store.put(before);
        assertThat(opensWithoutServer()).isFalse();
    }

    @Test
    void who_is_in_without_the_server_is_out_once_the_news_came_by_another_road() {
        DevicePeople people = people(true);
        people.signIn(ama());
        closeDoors(1);
        server.credentialVersion = 1;
        people.doorsClosed();
        assertThat(people.current()).as("the server says that it goes on").isPresent();

        closeDoors(2);
        server.down();
        reach = Reach.GONE;
        people.doorsClosed();

        assertThat(people.current()).isEmpty();
        assertThat(people.actor()).isEmpty();
        assertThat(people.endedBecause()).contains(new DoorFailure.ClosedElsewhere());
        assertThat(people(true).current()).as("nor after a restart").isEmpty();
    }

    @Test
    void another_server_finds_no_doors() {
        DevicePeople people = people(true);
        people.signIn(ama());
        people.leaveBehind();
        assertThat(opensWithoutServer()).isFalse();
    }

    @Test
    void whoever_finds_their_door_closed_is_told_why_and_of_who_was_erased_nothing_is_left() {
        people(true).signIn(ama());
        closeDoors(1);
        server.down();
        reach = Reach.GONE;
        refused(() -> people(true).signIn(ama()), DoorFailure.ClosedElsewhere.class);

        apply(new Change.PersonErased(FakePeopleServer.AMA));
        refused(() -> people(true).signIn(ama()), DoorFailure.NotKnownHere.class);
        assertThat(new OfflinePersonStore(database).find(FakePeopleServer.AMA)).isEmpty();
    }

    private void closeDoors(long version) {
        apply(new Change.DoorsClosed(FakePeopleServer.AMA, version));
    }

    private void apply(Change told) {
        ChangePage page = new ChangePage(1, ChangePage.START, false, clock.instant(), List.of(told));
        ChangeStore feed = new ChangeStore(database, new CatalogueStore(database), new Changes());
        assertThat(feed.applyIfNext(ChangePage.START, page)).isTrue();
    }

    private boolean opensWithoutServer() {
        return new OfflineDoor(new OfflinePersonStore(database), time, KEY, () -> DAYS).opensFor(FakePeopleServer.AMA);
    }

    @Test
    void who_came_in_without_the_server_shows_the_password_when_it_is_back() throws IOException {
        people(true).signIn(ama());
        people(true).signOut(false);
        server.down();
        reach = Reach.GONE;
        DevicePeople people = people(true);
        people.signIn(ama());
        assertThat(people.actor()).contains(FakePeopleServer.AMA);
        server.up();
        reach = Reach.THERE;
        people.contact();
        assertThat(people.current()).isEmpty();
        assertThat(people.endedBecause()).containsInstanceOf(DoorFailure.BackOnline.class);
        assertThat(in(people.signIn(ama())).withoutNetwork()).isFalse();
    }

    @Test
    void a_device_that_was_told_to_forget_knows_nobody() {
        DevicePeople people = people(true);
        people.signIn(ama());
        people.signOut(true);
        server.down();
        refused(() -> people(true).signIn(ama()), DoorFailure.NotKnownHere.class);
        assertThat(folder.resolve("person.sealed")).doesNotExist();
    }

    @Test
    void signing_out_ends_the_session_on_the_server_too() {
        DevicePeople people = people(true);
        people.signIn(ama());
        people.signOut(false);
        assertThat(server.requests()).contains("DELETE /api/v1/me/sessions/" + new UUID(3, 3));
    }

    @Test
    void signing_out_with_a_token_that_is_too_old_or_without_a_network_ends_the_session_on_the_server_too()
            throws IOException {
        DevicePeople people = people(true);
        people.signIn(ama());
        server.accessExpired = true;
        people.signOut(false);
        assertThat(server.ended()).as("renewed for it").containsExactly("access-2");

        people.signIn(ama());
        server.down();
        people.signOut(false);
        DevicePeople restarted = people(true);
        assertThat(restarted.current()).isEmpty();
        server.up();
        server.losesAnswer = true;
        restarted.contact();
        assertThat(server.ended()).hasSize(1);
        people(true).contact();
        assertThat(server.ended()).as("the same attempt gets the same token").hasSize(2);
        assertThat(folder.resolve("person.sealed.left")).doesNotExist();
    }

    @Test
    void who_comes_in_without_the_server_takes_the_place_of_who_was_there_for_good() throws IOException {
        people(true).signIn(ama()); // this device lets ama in again
        DevicePeople people = people(true);
        assertThat(people.current()).as("the one before").isPresent();
        server.down();
        reach = Reach.GONE;
        people.signIn(ama());

        assertThat(people(true).current()).as("after a restart").isEmpty();
        server.up();
        reach = Reach.THERE;
        people(true).contact();
        assertThat(server.ended()).as("the session of the one before").hasSize(1);
    }

    @Test
    void a_kiosk_writes_nothing_of_a_visitor_and_lets_nobody_in_without_the_server() throws IOException {
        byte[] before = digest();
        DevicePeople kiosk = people(false);
        SignedIn who = in(kiosk.signIn(ama()));
        assertThat(who.offlineUntil()).isNull();
        kiosk.readAccount();
        server.accessExpired = true;
        kiosk.readAccount();
        assertThat(digest()).as("the same files").isEqualTo(before);
        assertThat(people(false).current()).as("after a restart").isEmpty();
        kiosk.signOut(true);
        server.down();
        refused(() -> people(false).signIn(ama()), PeopleFailure.NoNetwork.class);
        assertThat(kiosk.providers()).isEmpty();
    }

    @Test
    void a_session_kept_by_a_venue_is_not_a_kiosks() {
        people(true).signIn(ama());
        assertThat(people(false).current()).isEmpty();
    }

    @Test
    void nothing_on_the_disk_says_who_or_with_what() throws IOException {
        people(true).signIn(ama());
        database.close();
        for (Path file : files()) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(bytes).doesNotContain(FakePeopleServer.EMAIL, "Ama Dogb", "refresh-1", "access-1");
        }
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
    }

    @Test
    void a_session_file_of_another_device_is_nobodys() throws IOException {
        people(true).signIn(ama());
        byte[] other = KEY.clone();
        other[0] ^= 1;
        SessionFile file = new SessionFile(Disk.REAL, folder.resolve("person.sealed"), other);
        assertThat(file.read()).isEmpty();
        Files.write(folder.resolve("person.sealed"), new byte[] {1, 2, 3});
        assertThat(people(true).current()).isEmpty();
    }

    private byte[] digest() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            if (!file.toString().contains("karangou.mv.db")) {
                all.append(file).append(Files.size(file));
            }
        }
        int known = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM offline_person")
                .mapTo(Integer.class)
                .one());
        all.append(known);
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
