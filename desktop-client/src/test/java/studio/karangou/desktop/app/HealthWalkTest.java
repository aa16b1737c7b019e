package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.health.RequestDesk.FoundRequest;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.feature.sync.SyncStatus;
import studio.karangou.desktop.ui.Drives;
import studio.karangou.desktop.ui.controls.ChoiceButton;

/// Walks through the screens about venues and devices in the real window, with a server in memory.
class HealthWalkTest extends DesktopWalk {

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_host_registers_a_venue_gives_codes_and_watches_over_the_devices(String language) {
        venue.people.roles(new RoleHeld(Role.VENUE_HOST, RoleState.VERIFIED));
        start("lieu", language);
        signIn();
        click("nav-health");
        shot("health-" + language + "-01-no-venue");
        click("add-venue");
        click("register-venue");
        assertThat(exists("health-failure")).as("an empty form is told").isTrue();
        type("venue-name", "Ciné-club d’Agoè");
        type("venue-place", "Lomé, Agoè-Nyivé");
        type("venue-capacity", "120");
        shot("health-" + language + "-02-form");
        click("register-venue");
        click("issue-code");
        shot("health-" + language + "-03-which");
        click("leave-code");
        assertThat(exists("code-choices")).isFalse();
        click("issue-code");
        click("code-for-borne");
        assertThat(((Labeled) node("venue-code-for")).getText()).contains(language.equals("fr") ? "Borne" : "Kiosk");
        assertThat(((Labeled) node("venue-code")).getText()).isEqualTo("7KQ4-M2RD");
        shot("health-" + language + "-03-code");
        VenueId made = venue.people.venues.venues().getFirst().id();
        DeviceId lost = venue.people.venues.add(made, "Projecteur de la salle", false, 120_000_000_000L, 300);
        DeviceId copied = venue.people.venues.add(made, "Borne de l’entrée", true, 3_000_000_000L, 900_000);
        click("venue-" + made);
        shot("health-" + language + "-04-devices");
        click("settle-" + copied);
        assertThat(exists("settle-" + copied)).as("the host knows of the copy").isFalse();
        click("revoke-" + lost);
        shot("health-" + language + "-05-revoke");
        click("confirm-revoke-" + lost);
        assertThat(exists("revoke-" + lost)).isFalse();
        assertThat(exists("device-" + lost)).as("folded").isFalse();
        click("show-revoked");
        assertThat(exists("device-" + lost)).isTrue();
        shot("health-" + language + "-06-revoked");
        robot.interact(() -> venue.people.end(new PeopleFailure.SessionEnded()));
        settle();
        assertThat(exists("venue-" + made) || exists("issue-code"))
                .as("the next one sees nothing of the host's")
                .isFalse();
        assertThat(exists("own-health")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_device_that_was_stopped_says_why_on_every_page_and_leads_to_enrolling_it_again(String language) {
        start("lieu", language);
        assertThat(exists("device-stopped")).isFalse();
        robot.interact(() -> venue.sync.connection(new SyncStatus.Connection.Refused(
                new ServerFailure.Refused(409, "device.copied", "Deux ordinateurs", List.of()))));
        settle();
        shot("health-" + language + "-10-stopped");
        click("nav-health");
        assertThat(exists("own-health")).isTrue();
        shot("health-" + language + "-11-own");
        click("enrol-again");
        assertThat(exists("enrolment-code")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_host_sees_what_a_fault_report_says_before_and_after_agreeing(String language) {
        start("lieu", language);
        click("nav-health");
        assertThat(((ChoiceButton) node("faults-on")).isChosen())
                .as("off until chosen")
                .isFalse();
        assertThat(((ChoiceButton) node("faults-off")).isChosen()).isTrue();
        shot("health-" + language + "-20-faults-off");
        click("faults-preview");
        assertThat(exists("faults-last")).isFalse();
        venue.people.reports.failed();
        click("faults-on");
        assertThat(venue.people.reports.choice().on()).isTrue();
        assertThat(((Labeled) node("faults-last")).getText()).contains("java.io.IOException", "0.4.0", "LINUX");
        shot("health-" + language + "-21-faults-on");
        assertThat(venue.people.asked()).as("nobody is signed in").isEmpty();
        signIn();
        click("nav-health");
        click("faults-off");
        assertThat(venue.people.asked()).contains("consent FAULT_REPORTS false");
        venue.people.reports.refuseWith(new StoreFailure.DiskFull());
        click("faults-on");
        assertThat(exists("faults-failure")).isTrue();
        assertThat(((ChoiceButton) node("faults-off")).isChosen()).isTrue();
        shot("health-" + language + "-22-faults-failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_host_changes_a_venue_and_answers_a_device_without_a_network(String language) throws IOException {
        venue.people.roles(new RoleHeld(Role.VENUE_HOST, RoleState.VERIFIED));
        VenueId club = venue.people
                .venues
                .register(new VenueDraft("Ciné-club d’Agoè", "Lomé", new CountryCode("TG"), 120))
                .id();
        start("lieu", language);
        signIn();
        click("nav-health");
        click("change-venue");
        assertThat(((TextInputControl) node("venue-place")).getText()).isEqualTo("Lomé");
        type("venue-place", "Lomé, Agoè-Nyivé");
        type("venue-capacity", "140");
        shot("health-" + language + "-20-change");
        click("register-venue");
        assertThat(venue.people.venues.venues().getFirst().capacity()).isEqualTo(140);
        assertThat(venue.people.venues.venues().getFirst().id()).isEqualTo(club);

        click("answer-drive");
        shot("health-" + language + "-21-no-drive");
        Path stick = Files.createDirectories(folder.resolve("KARANGOU"));
        drives.plug(stick, true);
        look();
        shot("health-" + language + "-22-no-request");
        venue.people.driveRequests.add(new FoundRequest(
                stick.resolve("karangou-demande-borne-d-accueil-3f9a21c4.karangou"),
                "Borne d’accueil",
                DeviceProfile.BORNE,
                "1.0.0",
                DemoVenue.NOW));
        look();
        type("request-code", "7KQ4M-2RD9");
        click("answer-request");
        assertThat(exists("requests-failure")).as("a code that is too short").isTrue();
        type("request-code", "7KQ4M-2RD9Y");
        click("answer-request");
        shot("health-" + language + "-23-wrong-code");
        type("request-code", "7kq4m 2rd9x");
        click("answer-request");
        assertThat(exists("requests-written")).isTrue();
        shot("health-" + language + "-24-answered");
        click("answer-another");
        assertThat(exists("requests-written")).isFalse();
        assertThat(((TextInputControl) node("request-code")).getText()).isEmpty();
        click("leave-requests");
        assertThat(exists("requests")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"fr, lieu", "en, lieu", "fr, borne", "en, borne"})
    void a_device_without_a_network_is_enrolled_by_a_drive(String language, String profile) throws IOException {
        Optional<EnrolledDevice> granted = venue.enrolment.current();
        venue.enrolment.forget();
        start(profile, language);
        shot("usb-" + profile + "-" + language + "-00-network");
        click("enrolment-usb");
        look();
        shot("usb-" + profile + "-" + language + "-01-no-drive");
        Drives.Drive stick = drives.plug(Files.createDirectories(folder.resolve("KARANGOU")), true);
        look();
        click("usb-write");
        assertThat(((Labeled) node("usb-code")).getText()).isEqualTo("7KQ4M-2RD9X");
        shot("usb-" + profile + "-" + language + "-02-written");
        click("usb-look");
        shot("usb-" + profile + "-" + language + "-03-no-answer");
        click("usb-give-up");
        shot("usb-" + profile + "-" + language + "-03-give-up");
        click("usb-keep");
        assertThat(exists("usb-code")).as("one tap loses nothing").isTrue();
        venue.byDrive.failing(new EnrolmentFileFailure.NotTrusted());
        look();
        shot("usb-" + profile + "-" + language + "-04-wrong-answer");
        drives.pull(stick);
        drives.plug(Files.createDirectories(folder.resolve("A")), false);
        drives.plug(Files.createDirectories(folder.resolve("B")), true);
        look();
        shot("usb-" + profile + "-" + language + "-05-several");
        click("drive-0");
        shot("usb-" + profile + "-" + language + "-06-read-only");
        venue.byDrive.failing(null);
        venue.byDrive.answers(granted);
        look();
        assertThat(exists("usb-enrolment")).as("the device is enrolled").isFalse();
        assertThat(exists("venue") || exists("nav-health")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"fr, lieu", "en, lieu", "fr, studio", "en, studio"})
    void from_nothing_somebody_gets_an_account_a_venue_and_this_device(String language, String profile) {
        venue.enrolment.forget();
        start(profile, language);
        shot("outside-" + profile + "-" + language + "-00-code");
        click("enrolment-account");
        assertThat(exists("enrolment-failure")).as("which server?").isTrue();
        type("enrolment-server", "https://karangou.example");
        click("enrolment-account");
        assertThat(venue.people.hostEnrolment.server()).contains(URI.create("https://karangou.example"));
        shot("outside-" + profile + "-" + language + "-01-sign-in");
        type("sign-in-email", FakePeople.AMA.email());
        type("sign-in-password", FakePeople.AMA.password());
        click("sign-in");
        shot("outside-" + profile + "-" + language + "-02-no-host");
        click("ask-host");
        assertThat(exists("host-asked")).isTrue();
        shot("outside-" + profile + "-" + language + "-03-asked");
        venue.people.hostEnrolment.hostIs(RoleState.VERIFIED);
        click("host-look");
        click("register-venue");
        shot("outside-" + profile + "-" + language + "-04-venue");
        type("venue-name", "Ciné-club d’Agoè");
        type("venue-place", "Lomé, Agoè-Nyivé");
        type("venue-capacity", "120");
        click("register-venue");
        shot("outside-" + profile + "-" + language + "-05-device");
        click("host-enrol");
        assertThat(exists("host-enrolment")).as("the device is enrolled").isFalse();
        assertThat(exists("nav-account")).as("and they are signed in").isTrue();
    }

    @Test
    void who_goes_back_from_an_account_leaves_nobody_signed_in() {
        venue.enrolment.forget();
        start("lieu", "fr");
        type("enrolment-server", "https://karangou.example");
        click("enrolment-account");
        click("people-back");
        click("enrolment-account");
        type("sign-in-email", FakePeople.AMA.email());
        type("sign-in-password", FakePeople.AMA.password());
        click("sign-in");
        click("host-back");
        assertThat(exists("enrolment-code")).isTrue();
        assertThat(venue.people.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_stopped_kiosk_says_so_and_a_visitor_who_opens_the_form_is_led_back(String language) throws IOException {
        start("borne", language);
        assertThat(exists("device-stopped")).isFalse();
        robot.interact(() -> venue.sync.connection(new SyncStatus.Connection.Refused(
                new ServerFailure.Refused(403, "device.revoked", "Retiré", List.of()))));
        settle();
        assertThat(exists("device-stopped")).isTrue();
        assertThat(((Region) node("enrol-again")).getHeight()).isGreaterThanOrEqualTo(64);
        shot("kiosk-stopped-" + language + "-01");
        click("enrol-again");
        assertThat(node("enrolment-server").isDisabled())
                .as("a kiosk stays with its server")
                .isTrue();
        shot("kiosk-stopped-" + language + "-02-form");
        robot.interact(() -> {
            for (int second = 0; second < 180; second++) {
                ticker.tick(Duration.ofSeconds(1));
            }
        });
        settle();
        assertThat(exists("enrolment-code")).as("left alone, it goes back").isFalse();
        assertThat(exists("device-stopped")).isTrue();
        bringsBackAnAnswer(language);
    }

    /// While the films are on the screen: nobody has to open the form for it.
    private void bringsBackAnAnswer(String language) throws IOException {
        Drives.Drive stick = drives.plug(Files.createDirectories(folder.resolve("KARANGOU")), true);
        click("enrol-again");
        click("enrolment-usb");
        look();
        click("usb-write");
        click("usb-network");
        click("enrolment-back");
        click("enrol-again");
        assertThat(exists("usb-code")).as("what is waited for is shown first").isTrue();
        click("usb-network");
        click("enrolment-back");
        drives.pull(stick);
        venue.byDrive.answers(venue.enrolment.current());
        robot.interact(() -> ticker.tick(Duration.ofSeconds(10)));
        settle();
        drives.plug(Files.createDirectories(folder.resolve("KARANGOU")), true);
        int looks = venue.byDrive.looks();
        for (int twice = 0; twice < 2; twice++) {
            robot.interact(() -> ticker.tick(Duration.ofSeconds(10)));
            settle();
        }
        assertThat(venue.byDrive.looks()).isEqualTo(looks + 1);
        click("enrol-again");
        assertThat(exists("usb-code")).as("nothing is waited for any more").isFalse();
        shot("kiosk-stopped-" + language + "-03-again");
    }

    /// Twice: what is found is looked into at the next moment.
    private void look() {
        robot.interact(() -> ticker.tick(Duration.ofSeconds(2)));
        settle();
        robot.interact(() -> ticker.tick(Duration.ofSeconds(2)));
        settle();
    }
}
