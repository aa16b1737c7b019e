package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.feature.player.PlayerActivity;
import studio.karangou.desktop.feature.roles.FakeRoles;
import studio.karangou.desktop.ui.controls.Pages;

/// Walks through the screens about people in the real window, with a server in memory.
class PeopleWalkTest extends DesktopWalk {

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void every_way_in_can_be_reached_and_left(String language) {
        start("lieu", language);
        click("nav-sign-in");
        shot("people-" + language + "-01-sign-in");
        click("sign-in");
        assertThat(exists("sign-in-failure")).as("an empty form is told").isTrue();
        click("sign-in-by-phone");
        shot("people-" + language + "-02-phone");
        type("sign-in-phone", "+22890123456");
        click("sign-in-send");
        shot("people-" + language + "-03-code-phone");
        click("code-back");
        click("sign-in-register-phone");
        shot("people-" + language + "-04-register-phone");
        click("register-by-email");
        shot("people-" + language + "-05-register");
        type("register-name", "Ama Dogbé");
        type("register-email", FakePeople.AMA.email());
        type("register-password", "azertyuiop");
        assertThat(((CheckBox) node("register-notice")).isSelected()).isFalse();
        assertThat(((CheckBox) node("register-news")).isSelected()).isFalse();
        click("register");
        assertThat(codes()).as("nobody registers unread").contains("people.notice-not-read");
        click("register-notice");
        click("register");
        shot("people-" + language + "-06-register-guessable");
        assertThat(codes()).contains("people.password-guessable");
        type("register-password", FakePeople.AMA.password());
        click("register");
        assertThat(exists("code-sign-in")).as("for who opened the link").isTrue();
        type("code", "11112222");
        click("confirm-code");
        shot("people-" + language + "-07-code-wrong");
        assertThat(codes()).contains("people.code-refused");
        click("code-back");
        click("register-sign-in");
        click("sign-in-recover");
        shot("people-" + language + "-08-recover");
        type("recover-email", FakePeople.AMA.email());
        click("recover");
        shot("people-" + language + "-09-new-password");
        type("code", FakePeople.CODE);
        type("new-password", FakePeople.AMA.password());
        click("set-password");
        shot("people-" + language + "-10-dashboard");
        assertThat(((Labeled) node("nav-account")).getText()).isEqualTo("Ama Dogbé");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void the_account_is_kept_by_its_person(String language) {
        start("studio", language);
        signIn();
        click("nav-account");
        shot("people-" + language + "-20-account");
        click("edit-profile");
        type("account-name", "Ama D.");
        shot("people-" + language + "-21-profile");
        click("save-profile");
        assertThat(exists("account-done")).isTrue();
        assertThat(((Labeled) node("nav-account")).getText()).isEqualTo("Ama D.");
        click("ask-role-DIRECTOR");
        shot("people-" + language + "-22-role-asked");
        click("edit-password");
        type("account-password", "faux");
        type("account-new-password", "cinq mots encore plus longs");
        click("change-password");
        shot("people-" + language + "-23-password-refused");
        assertThat(codes()).contains("people.sign-in-refused");
        click("account-cancel");
        click("set-up-factor");
        type("proof-password", "faux");
        click("prove");
        shot("people-" + language + "-24-proof-refused");
        assertThat(codes()).contains("people.sign-in-refused");
        type("proof-password", FakePeople.AMA.password());
        click("prove");
        shot("people-" + language + "-24-factor");
        type("factor-code", FakePeople.FACTOR);
        click("confirm-factor");
        shot("people-" + language + "-25-recovery-codes");
        papers.hasNoPrinter();
        click("recovery-print");
        assertThat(exists("recovery-outcome")).isTrue();
        click("recovery-done");
        assertThat(exists("recovery-codes")).isFalse();
        click("edit-email");
        type("account-address", "ama.dogbe@exemple.tg");
        click("send-contact-code");
        type("proof-password", FakePeople.AMA.password());
        click("prove");
        shot("people-" + language + "-26-contact-code");
        click("account-code-again");
        type("proof-password", FakePeople.AMA.password());
        click("prove");
        type("account-code", FakePeople.CODE);
        click("confirm-contact");
        papers.chooses(folder.resolve("mes-donnees.zip"));
        click("export");
        type("proof-password", FakePeople.AMA.password());
        shot("people-" + language + "-26-export-proof");
        click("prove");
        assertThat(venue.people.asked()).contains("export mes-donnees.zip");
        click("erase");
        shot("people-" + language + "-27-erase");
        click("confirm-erase");
        type("proof-password", FakePeople.AMA.password());
        shot("people-" + language + "-27-erase-proof");
        click("prove");
        assertThat(exists("nav-sign-in")).isTrue();
        assertThat(exists("hero-watch")).isTrue();
        assertThat(exists("told-go-on")).as("it is said where one is then").isTrue();
        shot("people-" + language + "-28-erased");
        click("told-go-on");
        assertThat(exists("told-go-on")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void what_somebody_agrees_to_is_theirs_to_take_back(String language) {
        start("lieu", language);
        signIn();
        click("nav-account");
        assertThat(exists("take-back-NEWS"))
                .as("nothing is agreed to beforehand")
                .isFalse();
        shot("people-" + language + "-50-consents");
        click("agree-PRIVACY_NOTICE");
        assertThat(exists("agree-PRIVACY_NOTICE")).isFalse();
        click("agree-NEWS");
        click("take-back-NEWS");
        click("agree-FAULT_REPORTS");
        assertThat(venue.people.asked())
                .containsSubsequence(
                        "consent PRIVACY_NOTICE true",
                        "consent NEWS true",
                        "consent NEWS false",
                        "consent FAULT_REPORTS true");
        assertThat(venue.people.reports.choice().on()).isTrue();
        robot.interact(() -> Pages.reveal(node("consents")));
        shot("people-" + language + "-51-consents-given");
        venue.people.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        click("take-back-FAULT_REPORTS");
        assertThat(exists("consents-failure")).isTrue();
        assertThat(venue.people.reports.choice().on())
                .as("not recorded, so not changed")
                .isTrue();
        shot("people-" + language + "-52-consents-offline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_visitor_who_registers_is_told_how_data_is_treated(String language) {
        kiosk(language);
        click("kiosk-sign-in");
        click("sign-in-register");
        shot("people-" + language + "-44-kiosk-register");
        assertThat(smallTargets()).isEmpty();
        type("register-name", "Ama Dogbé");
        type("register-email", FakePeople.AMA.email());
        type("register-password", FakePeople.AMA.password());
        assertThat(exists("register-news")).isFalse();
        click("register-notice");
        click("register");
        type("code", FakePeople.CODE);
        click("confirm-code");
        assertThat(venue.people.asked()).contains("agreed, news false");
        click("kiosk-sign-out");
        click("kiosk-sign-in");
        click("sign-in-register");
        assertThat(((CheckBox) node("register-notice")).isSelected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void an_administrator_looks_at_faults_and_settles_them(String language) {
        venue.people.roles(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED));
        start("studio", language);
        signIn();
        click("see-faults");
        assertThat(exists("problems-none")).isTrue();
        shot("people-" + language + "-60-faults-none");
        venue.people.faults.reported();
        click("faults-refresh");
        shot("people-" + language + "-61-faults");
        click("problem-" + "b".repeat(32));
        shot("people-" + language + "-62-fault");
        venue.people.faults.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        click("problem-settle");
        assertThat(exists("problems-failure")).isTrue();
        shot("people-" + language + "-63-fault-refused");
        venue.people.faults.refuseWith(Optional.empty());
        click("problem-settle");
        assertThat(exists("problem-reopen")).isTrue();
        shot("people-" + language + "-64-fault-settled");
        click("faults-back");
        assertThat(exists("see-faults")).isTrue();
    }

    @Test
    void without_a_network_the_faults_say_so() {
        venue.people.roles(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED));
        venue.people.faults.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        start("studio", "fr");
        signIn();
        click("see-faults");
        assertThat(exists("page-broken")).isTrue();
        shot("people-fr-65-faults-offline");
        venue.people.faults.refuseWith(Optional.empty());
        click("retry");
        assertThat(exists("problems-none")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void who_has_no_password_shows_a_code_and_takes_another_service_away(String language) {
        venue.people.hasNoPassword();
        start("studio", language);
        signIn();
        click("nav-account");
        click("remove-identity-0a");
        shot("people-" + language + "-29-proof-by-code");
        click("account-code-again");
        type("proof-code", FakePeople.CODE);
        click("prove");
        assertThat(exists("account-done")).isTrue();
        assertThat(exists("remove-identity-0a")).isFalse();
        assertThat(venue.people.asked()).containsSubsequence("sendProofCode", "sendProofCode", "removeIdentity 0a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void another_service_opens_an_account_once_its_owner_has_typed_the_code(String language) {
        venue.people.isJoined();
        start("studio", language);
        click("nav-sign-in");
        click("provider-univ-lome");
        shot("people-" + language + "-13-joining");
        type("code", FakePeople.CODE);
        click("confirm-code");
        assertThat(venue.people.asked()).contains("confirmJoining");
        assertThat(exists("nav-account")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void who_comes_by_another_service_reads_the_notice_first(String language) {
        venue.people.owesNotice(true);
        start("studio", language);
        click("nav-sign-in");
        click("provider-univ-lome");
        shot("people-" + language + "-14-notice");
        assertThat(cut()).isEmpty();
        click("notice-go");
        assertThat(codes()).contains("people.notice-not-read");
        shot("people-" + language + "-15-notice-not-read");
        click("register-notice");
        click("notice-go");
        assertThat(exists("nav-account")).isTrue();
    }

    @Test
    void a_second_factor_is_asked_for_and_a_wrong_one_refused() {
        venue.people.asksForSecondFactor();
        start("lieu", "fr");
        signIn();
        shot("people-fr-11-second-factor");
        type("second-factor", "000000");
        click("show-second-factor");
        assertThat(codes()).contains("people.second-factor-refused");
        type("second-factor", FakePeople.FACTOR);
        click("show-second-factor");
        assertThat(exists("open-account")).isTrue();
    }

    @Test
    void a_session_that_ended_elsewhere_leaves_the_screen_and_says_why() {
        start("lieu", "fr");
        signIn();
        click("nav-account");
        robot.interact(() -> venue.people.end(new PeopleFailure.SessionEnded()));
        settle();
        assertThat(exists("sign-in-email")).isTrue();
        assertThat(codes()).contains("people.session-ended");
        shot("people-fr-12-session-ended");
    }

    @Test
    void without_a_network_the_account_shows_what_is_known_and_says_that_it_may_be_old() {
        start("lieu", "fr");
        signIn();
        venue.people.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        click("nav-account");
        shot("people-fr-28-account-offline");
        assertThat(codes()).contains("people.no-network");
        assertThat(exists("account-retry")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void each_role_has_its_section(String language) {
        venue.people.roles(
                new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED),
                new RoleHeld(Role.VENUE_HOST, RoleState.VERIFIED),
                new RoleHeld(Role.PRODUCER, RoleState.REQUESTED));
        start("lieu", language);
        signIn();
        shot("people-" + language + "-30-administrator");
        type("host-phone", "+22890123456");
        click("hand-out");
        assertThat(((Labeled) node("handed-out-code")).getText()).isEqualTo("4821 9930");
        shot("people-" + language + "-31-host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void an_administrator_sees_whom_they_verify_and_is_asked_once_more(String language) {
        venue.people.roles(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED));
        venue.people.factor(true, false);
        start("studio", language);
        signIn();
        click("verify-" + FakeRoles.AFI + "-DIRECTOR");
        shot("people-" + language + "-70-request");
        click("accept-DIRECTOR");
        shot("people-" + language + "-71-question");
        assertThat(cut()).isEmpty();
        venue.people.roles.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        click("role-confirm");
        assertThat(exists("role-failure")).isTrue();
        shot("people-" + language + "-72-not-decided");
        venue.people.roles.refuseWith(Optional.empty());
        click("role-confirm");
        assertThat(exists("role-done")).isTrue();
        shot("people-" + language + "-73-accepted");
        click("request-" + FakeRoles.KOSSI + "-PRODUCER");
        click("refuse-PRODUCER");
        click("role-confirm");
        assertThat(node("role-queue").lookupAll(".button")).isEmpty();
        type("person-address", "personne@exemple.tg");
        click("person-search");
        assertThat(exists("person-unread")).isTrue();
        shot("people-" + language + "-74-not-found");
        type("person-address", FakeRoles.YAOS_ADDRESS);
        click("person-search");
        click("take-VENUE_HOST");
        shot("people-" + language + "-75-take");
        click("role-confirm");
        assertThat(venue.people.roles.asked())
                .containsSubsequence("decide DIRECTOR VERIFIED", "decide PRODUCER REFUSED", "take VENUE_HOST");
        venue.people.roles.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        click("persons-refresh");
        assertThat(exists("page-broken")).isTrue();
        shot("people-" + language + "-76-offline");
        click("nav-account");
        assertThat(exists("remove-factor")).as("an administrator's stays").isFalse();
        shot("people-" + language + "-77-factor-kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void without_the_second_factor_other_people_stay_closed(String language) {
        venue.people.roles(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED));
        venue.people.factor(false, true);
        start("studio", language);
        signIn();
        shot("people-" + language + "-78-requests-locked");
        click("see-people");
        assertThat(exists("persons-locked")).isTrue();
        shot("people-" + language + "-79-locked");
        click("persons-account");
        assertThat(exists("set-up-factor")).isTrue();
        assertThat(venue.people.roles.asked()).isEmpty();
    }

    @Test
    void every_other_role_is_told_what_to_do_next() {
        venue.people.roles(
                new RoleHeld(Role.DIRECTOR, RoleState.VERIFIED),
                new RoleHeld(Role.PRODUCER, RoleState.VERIFIED),
                new RoleHeld(Role.ADVERTISER, RoleState.VERIFIED),
                new RoleHeld(Role.MODERATOR, RoleState.VERIFIED),
                new RoleHeld(Role.VENUE_HOST, RoleState.REFUSED));
        start("studio", "fr");
        signIn();
        shot("people-fr-32-roles");
        click("see-projects");
        assertThat(exists("support-card") || exists("project-" + DemoVenue.ZANGBETO))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_visitor_signs_in_at_the_kiosk_with_a_finger_and_leaves_nothing(String language) {
        kiosk(language);
        click("kiosk-sign-in");
        shot("people-" + language + "-40-kiosk");
        assertThat(smallTargets()).isEmpty();
        robot.interact(() -> node("sign-in-email").requestFocus());
        for (char letter : "ama".toCharArray()) {
            click("key-" + letter);
        }
        assertThat(((TextInputControl) node("sign-in-email")).getText()).isEqualTo("ama");
        robot.interact(() -> node("sign-in-password").requestFocus());
        if (language.equals("fr")) {
            press("’");
        }
        click("keys-signs");
        click("keys-more");
        shot("people-" + language + "-40-kiosk-more-signs");
        List.of("'", "\"", "\\", "<", ">", "{", "}", "|", "~", "^").forEach(this::press);
        assertThat(((TextInputControl) node("sign-in-password")).getText())
                .as("a password is the same at every keyboard")
                .endsWith("'\"\\<>{}|~^")
                .doesNotContain("’");
        type("sign-in-email", FakePeople.AMA.email());
        type("sign-in-password", FakePeople.AMA.password());
        click("sign-in");
        assertThat(exists("kiosk-person")).isTrue();
        shot("people-" + language + "-41-kiosk-in");
        seconds(60);
        assertThat(exists("kiosk-leaving")).isTrue();
        shot("people-" + language + "-42-kiosk-leaving");
        click("kiosk-stay");
        assertThat(exists("kiosk-leaving")).isFalse();
        seconds(90);
        assertThat(venue.people.asked()).contains("forget");
        assertThat(exists("kiosk-sign-in")).isTrue();
    }

    @Test
    void finishing_at_the_kiosk_ends_the_session_at_once() {
        kiosk("fr");
        click("kiosk-sign-in");
        type("sign-in-email", FakePeople.AMA.email());
        type("sign-in-password", FakePeople.AMA.password());
        click("sign-in");
        click("kiosk-sign-out");
        assertThat(venue.people.asked()).contains("forget");
        assertThat(exists("kiosk-sign-in")).isTrue();
    }

    @Test
    void what_was_typed_at_the_kiosk_is_gone_when_nobody_is_there() {
        kiosk("fr");
        click("kiosk-sign-in");
        type("sign-in-email", FakePeople.AMA.email());
        seconds(60);
        assertThat(exists("kiosk-leaving")).as("it is said before").isTrue();
        shot("people-fr-43-kiosk-closing");
        click("kiosk-stay");
        seconds(89);
        assertThat(((TextInputControl) node("sign-in-email")).getText()).isNotEmpty();
        seconds(1);
        click("kiosk-sign-in");
        assertThat(((TextInputControl) node("sign-in-email")).getText()).isEmpty();
    }

    @Test
    void a_visitor_may_wait_for_a_code_at_the_kiosk() {
        kiosk("fr");
        click("kiosk-sign-in");
        click("sign-in-by-phone");
        type("sign-in-phone", "+22890123456");
        click("sign-in-send");
        seconds(240);
        assertThat(exists("code")).isTrue();
        assertThat(exists("kiosk-leaving")).isFalse();
        seconds(60);
        assertThat(exists("code")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void every_step_of_the_way_in_fits_the_screen_of_a_kiosk_also_when_something_is_wrong(String language) {
        kiosk(language);
        click("kiosk-sign-in");
        click("sign-in");
        fits(language, "start", "sign-in", "sign-in-register", "sign-in-recover");
        click("sign-in-recover");
        click("recover");
        fits(language, "recover", "recover", "recover-sign-in");
        type("recover-email", FakePeople.AMA.email());
        click("recover");
        click("set-password");
        fits(language, "new-password", "set-password", "code-resend", "code-back");
        click("code-back");
        click("recover-sign-in");
        click("sign-in-by-phone");
        click("sign-in-send");
        fits(language, "phone", "sign-in-send", "sign-in-by-email", "sign-in-register-phone");
        type("sign-in-phone", "+22890123456");
        click("sign-in-send");
        click("confirm-code");
        fits(language, "code", "confirm-code", "code-resend", "code-back");
        click("code-back");
        click("sign-in-register-phone");
        click("register");
        fits(language, "register-phone", "register", "register-by-email", "register-sign-in");
        click("register-by-email");
        type("register-name", "Ama Dogbé");
        type("register-email", FakePeople.AMA.email());
        type("register-password", "azertyuiop");
        click("register-notice");
        click("register");
        fits(language, "register", "register", "register-by-phone", "register-sign-in");
        assertThat(smallTargets()).isEmpty();
    }

    private static Bounds place(Scene scene, String part) {
        Node node = scene.lookup(part);
        return node.localToScene(node.getLayoutBounds());
    }

    /// What one presses lies in the window, and so does what says why it did not work; what is filled in may move in
    /// its own part, which is high enough for a field.
    private void fits(String language, String step, String... buttons) {
        for (Options.Size screen : List.of(new Options.Size(1920, 1080), new Options.Size(1280, 720))) {
            robot.interact(() -> Shots.aside(stage.getScene(), screen, scene -> {
                List<Node> whole = new ArrayList<>(scene.getRoot().lookupAll(".button"));
                whole.removeIf(node -> !isShown(node));
                whole.add(scene.lookup("#sign-in-failure"));
                List.of(buttons)
                        .forEach(id -> assertThat(scene.lookup("#" + id))
                                .as(id + " at " + step)
                                .isIn(whole));
                for (Node node : whole) {
                    Bounds place = node.localToScene(node.getLayoutBounds());
                    assertThat(new BoundingBox(0, 0, screen.width(), screen.height()).contains(place))
                            .as("%s at %s on %s lies at %s", node, step, screen, place)
                            .isTrue();
                }
                assertThat(CutTexts.in(scene)).as(step + " on " + screen).isEmpty();
                Bounds card = place(scene, ".sign-in-card");
                assertThat(List.of(".scroll-box", ".sign-in-title", "#" + buttons[0]))
                        .as(step + " on " + screen)
                        .allMatch(part -> card.contains(place(scene, part)));
                assertThat(scene.lookup(".scroll-box").getLayoutBounds().getHeight())
                        .as(step + " on " + screen)
                        .isGreaterThanOrEqualTo(90);
            }));
            robot.interact(() ->
                    Shots.take(stage.getScene(), screen, "people-" + language + "-45-" + step + "-" + screen.height()));
        }
    }

    private void kiosk(String language) {
        venue.people.isKiosk();
        venue.playing = PlayerActivity.RESTS;
        venue.enrolment.enrolled("Maison des jeunes de Kpalimé", DeviceProfile.BORNE);
        start("borne", language);
    }

    private List<String> smallTargets() {
        return robot.lookup(node -> node instanceof ButtonBase && node.isVisible()).<ButtonBase>queryAll().stream()
                .filter(button -> isShown(button) && (button.getHeight() < 64 || button.getWidth() < 64))
                .map(button -> button.getId() + " " + button.getWidth() + "x" + button.getHeight())
                .toList();
    }

    /// A key with this on it.
    private void press(String shown) {
        robot.interact(() -> robot.lookup((Node node) -> node instanceof ButtonBase key
                        && key.getText().equals(shown)
                        && key.getStyleClass().contains("touch-key"))
                .<ButtonBase>query()
                .fire());
        settle();
    }
}
