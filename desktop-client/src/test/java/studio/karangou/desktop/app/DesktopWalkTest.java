package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.ParcelFailure;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.contribution.ContributionFailure;
import studio.karangou.desktop.feature.enrolment.FakeEnrolment;
import studio.karangou.desktop.feature.player.PlayerActivity;
import studio.karangou.desktop.feature.sync.DriveRoad;
import studio.karangou.desktop.feature.sync.PendingOperation;
import studio.karangou.desktop.feature.sync.SyncStatus;
import studio.karangou.desktop.ui.Papers;

/// Walks through the real window on the headless platform, with the engines' ports in memory.
class DesktopWalkTest extends DesktopWalk {
    /// Wrong in all these tests: no screen may stand on it.
    private static final InstantSource MACHINE = InstantSource.fixed(Instant.parse("2015-01-01T00:00:00Z"));

    private static final Duration SECOND = Duration.ofSeconds(1);

    DesktopWalkTest() {
        super(MACHINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void every_place_of_a_venue_can_be_reached(String language) {
        start("lieu", language);
        shot("lieu-" + language + "-01-catalogue");
        click("film-" + DemoVenue.WINDS);
        assertThat(button("watch").isDisabled()).isFalse();
        shot("lieu-" + language + "-02-film");
        click("back");
        click("nav-offline");
        shot("lieu-" + language + "-03-offline");
        click("nav-projects");
        shot("lieu-" + language + "-04-projects");
        click("project-" + DemoVenue.ZANGBETO);
        shot("lieu-" + language + "-05-project");
        click("nav-contributions");
        shot("lieu-" + language + "-06-contributions");
        click("nav-kiosks");
        shot("lieu-" + language + "-06b-kiosks");
        click("nav-discussions");
        shot("lieu-" + language + "-07-discussions");
        click("discussion-" + DemoVenue.WINDS);
        shot("lieu-" + language + "-08-thread");
        click("nav-sync");
        shot("lieu-" + language + "-09-sync-empty");
        click("nav-place");
        shot("lieu-" + language + "-10-place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void what_waits_goes_by_a_drive_and_through_a_neighbour(String language) throws IOException {
        drives.plug(Files.createDirectories(folder.resolve("CLÉ DU CINÉ-CLUB")), true);
        start("lieu", language);
        click("nav-sync");
        settle();
        click("road-export");
        settle();
        assertThat(exists("road-told")).isTrue();
        shot("lieu-" + language + "-40-road-exported");
        venue.driveRoad.answering(new DriveRoad.Taken(3, 1, 12, true, null));
        click("road-import");
        settle();
        shot("lieu-" + language + "-41-road-imported");
        venue.driveRoad.answering(new DriveRoad.Taken(0, 0, 0, false, "sync.fork"));
        click("road-import");
        settle();
        assertThat(exists("road-told")).isTrue();
        venue.driveRoad.failing(new ParcelFailure.Damaged());
        click("road-import");
        settle();
        assertThat(exists("road-failure")).isTrue();
        assertThat(exists("relay-standing")).isFalse();
        click("relay-on");
        settle();
        assertThat(exists("relay-standing")).isTrue();
        assertThat(exists("neighbour-address")).isFalse();
        shot("lieu-" + language + "-42-relay");
        click("relay-off");
        settle();
        assertThat(exists("neighbour-address")).isTrue();
        shot("lieu-" + language + "-43-neighbour");
    }

    @Test
    void cash_that_a_kiosk_announced_is_taken_after_one_more_question_and_counts_nowhere_twice() {
        start("lieu", "fr");
        click("nav-kiosks");
        click("cash-received-" + DemoVenue.ANNOUNCED);
        shot("lieu-fr-30-cash-asked");
        assertThat(venue.journal.operations()).isEmpty();
        click("cash-not-yet-" + DemoVenue.ANNOUNCED);
        click("cash-received-" + DemoVenue.ANNOUNCED);
        click("cash-sure-" + DemoVenue.ANNOUNCED);
        assertThat(venue.journal.operations())
                .extracting(Operation::body)
                .containsExactly(new CashSettled(DemoVenue.ANNOUNCED, CashOutcome.RECEIVED));
        assertThat(exists("cash-received-" + DemoVenue.ANNOUNCED)).isFalse();
        shot("lieu-fr-31-cash-taken");
        click("nav-sync");
        shot("lieu-fr-32-cash-waits-for-the-server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_film_is_chosen_for_the_kiosks_on_its_page_and_taken_back(String language) {
        start("lieu", language);
        click("film-" + DemoVenue.LAGOON);
        shot("lieu-" + language + "-33-film-for-kiosks");
        click("kiosks-hold");
        assertThat(venue.journal.operations())
                .extracting(Operation::body)
                .containsExactly(
                        new OperationBody.RoomFollowed(DemoVenue.LAGOON), new KioskFilmChosen(DemoVenue.LAGOON, true));
        click("nav-kiosks");
        click("kiosk-drop-" + DemoVenue.LAGOON);
        assertThat(exists("kiosk-row-" + DemoVenue.LAGOON)).isFalse();
    }

    @Test
    void nobody_but_the_host_looks_after_kiosks() {
        start("studio", "fr");
        assertThat(exists("nav-kiosks")).isFalse();
    }

    @Test
    void what_is_chosen_is_told_and_not_only_shown() {
        start("lieu", "fr");
        assertThat(chosen("nav-catalogue", "nav-projects")).containsExactly(true, false);
        click("genre-fiction");
        assertThat(chosen("genre-fiction", "genre-all")).containsExactly(true, false);
        click("nav-projects");
        assertThat(chosen("nav-catalogue", "nav-projects")).containsExactly(false, true);
        click("project-" + DemoVenue.ZANGBETO);
        Button amount = button("amount-5000");
        robot.interact(amount::requestFocus);
        click("amount-5000");
        assertThat(amount.isFocused()).isTrue();
        click("method-cash");
        assertThat(chosen("amount-5000", "amount-1000", "method-cash", "method-voucher"))
                .containsExactly(true, false, true, false);
        type("amount-other", "700");
        assertThat(chosen("amount-5000")).containsExactly(false);
    }

    private List<Object> chosen(String... ids) {
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> java.util.stream.Stream.of(ids)
                        .map(this::node)
                        .filter(node -> node.getAccessibleRole() == AccessibleRole.RADIO_BUTTON)
                        .map(node -> node.queryAccessibleAttribute(AccessibleAttribute.SELECTED))
                        .toList());
    }

    @Test
    void the_search_finds_without_accents_and_says_when_nothing_is_found() {
        start("lieu", "fr");
        type("search", "frequence");
        assertThat(exists("film-" + DemoVenue.films().get(3))).isTrue();
        assertThat(exists("film-" + DemoVenue.RAILS)).isFalse();
        shot("lieu-fr-11-search");
        type("search", "zzz");
        shot("lieu-fr-12-nothing-found");
        click("clear-search");
        assertThat(exists("hero-watch")).isTrue();
    }

    @Test
    void a_film_is_downloaded_paused_resumed_cancelled_and_removed() {
        start("lieu", "fr");
        type("search", "rails");
        click("film-" + DemoVenue.RAILS);
        assertThat(button("watch").isDisabled()).isTrue();
        shot("lieu-fr-13-film-not-here");
        click("download");
        assertThat(venue.library.stateOf(DemoVenue.RAILS)).isInstanceOf(DownloadState.Running.class);
        click("pause");
        click("resume");
        shot("lieu-fr-14-downloading");
        click("cancel");
        assertThat(venue.library.stateOf(DemoVenue.RAILS)).isInstanceOf(DownloadState.NotStarted.class);
        robot.interact(() -> venue.library.move(DemoVenue.RAILS, new DownloadState.Ready("720p", 1)));
        click("remove");
        assertThat(venue.library.stateOf(DemoVenue.RAILS)).isInstanceOf(DownloadState.Ready.class);
        shot("lieu-fr-15-remove");
        click("confirm-remove");
        assertThat(venue.library.stateOf(DemoVenue.RAILS)).isInstanceOf(DownloadState.NotStarted.class);
    }

    @Test
    void a_better_picture_that_was_paused_is_gone_on_with() {
        start("lieu", "fr");
        click("film-" + DemoVenue.WINDS);
        assertThat(exists("resume")).isFalse();
        robot.interact(() -> venue.library.move(DemoVenue.WINDS, new DownloadState.Ready("144p", 100, 900, null)));
        settle();
        click("resume");
        assertThat(venue.library.stateOf(DemoVenue.WINDS)).isInstanceOf(DownloadState.Running.class);
    }

    @Test
    void a_message_being_typed_outlives_a_change_of_the_film_and_of_the_language() {
        start("lieu", "fr");
        click("film-" + DemoVenue.WINDS);
        type("composer", "Hier soir, la salle");
        Film before = venue.library.film(DemoVenue.WINDS).orElseThrow().film();
        robot.interact(() -> venue.library.change(new Film(
                before.id(),
                "Les Vents d’Aného, version longue",
                before.synopsis(),
                before.director(),
                before.year(),
                before.genre(),
                before.countries(),
                before.spoken(),
                before.subtitles(),
                before.duration(),
                before.project(),
                before.poster(),
                before.manifest())));
        settle();
        assertThat(((Labeled) robot.lookup(".hero-title").query()).getText()).endsWith("version longue");
        assertThat(((TextInputControl) node("composer")).getText()).isEqualTo("Hier soir, la salle");
        robot.interact(() -> languages.choose(Locale.ENGLISH));
        settle();
        assertThat(((TextInputControl) node("composer")).getText()).isEqualTo("Hier soir, la salle");
    }

    @Test
    void a_voucher_is_on_disk_before_its_code_is_shown_and_a_phone_reads_it() throws NotFoundException {
        start("lieu", "fr");
        click("contribute");
        click("amount-5000");
        type("contributor-name", "Ama D.");
        shot("lieu-fr-16-contribute");
        click("confirm-contribution");
        BufferedImage seen = shot("lieu-fr-17-voucher");
        assertThat(venue.journal.operations()).hasSize(1);
        ContributionMade made =
                (ContributionMade) venue.journal.operations().getFirst().body();
        assertThat(made.voucherExpires())
                .isEqualTo(DemoVenue.NOW
                        .truncatedTo(ChronoUnit.DAYS)
                        .plus(Duration.ofDays(8))
                        .minusMillis(1));
        assertThat(((Labeled) node("voucher-code")).getText()).isEqualTo(String.valueOf(made.voucher()));
        assertThat(qrIn(seen))
                .isEqualTo("karangou:v1?c=%s&id=%s&a=5000&cur=XOF&x=2026-11-29&p=%s"
                        .formatted(
                                made.voucher(),
                                venue.journal.operations().getFirst().id(),
                                DemoVenue.ZANGBETO));
        click("nav-sync");
        assertThat(exists("pending-" + venue.journal.operations().getFirst().id()))
                .isTrue();
        shot("lieu-fr-18-sync");
        click("sync-now");
        assertThat(venue.sync.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lieu", "studio"})
    void a_voucher_is_saved_as_a_picture_that_a_phone_reads(String profile) throws Exception {
        start(profile, "fr");
        recordVoucher();
        ContributionMade made =
                (ContributionMade) venue.journal.operations().getFirst().body();
        click("voucher-save");
        assertThat(exists("voucher-outcome"))
                .as("who thinks better of it is told nothing")
                .isFalse();
        papers.chooses(folder.resolve("nowhere").resolve("code.png"));
        click("voucher-save");
        assertThat(robot.lookup(".notice-code").<Labeled>queryAll())
                .extracting(Labeled::getText)
                .contains("contribution.not-saved");
        Path file = folder.resolve("code.png");
        papers.chooses(file);
        click("voucher-save");
        assertThat(exists("voucher-outcome")).isTrue();
        shot(profile + "-fr-21-voucher-saved");
        assertThat(papers.proposed().getLast()).isEqualTo("karangou-" + made.voucher() + ".png");
        assertThat(qrIn(ImageIO.read(file.toFile()))).startsWith("karangou:v1?c=" + made.voucher());
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_voucher_is_printed_where_there_is_a_printer_and_else_it_is_said() {
        start("lieu", "fr");
        recordVoucher();
        papers.hasNoPrinter();
        click("voucher-print");
        assertThat(robot.lookup(".notice-code").<Labeled>queryAll())
                .extracting(Labeled::getText)
                .contains("contribution.no-printer");
        shot("lieu-fr-22-no-printer");
        papers.printingIs(Papers.Printing.FAILED);
        click("voucher-print");
        assertThat(robot.lookup(".notice-code").<Labeled>queryAll())
                .extracting(Labeled::getText)
                .contains("contribution.not-printed");
        papers.printingIs(Papers.Printing.CANCELLED);
        click("voucher-print");
        assertThat(exists("voucher-outcome")).isFalse();
        papers.printingIs(Papers.Printing.PRINTED);
        click("voucher-print");
        assertThat(exists("voucher-outcome")).isTrue();
        assertThat(papers.sheets()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_kiosk_shows_its_voucher_on_the_screen_only() {
        start("borne", "fr");
        click("confirm-contribution");
        assertThat(exists("voucher-qr")).isTrue();
        assertThat(exists("voucher-save")).isFalse();
        assertThat(exists("voucher-print")).isFalse();
    }

    @Test
    void a_code_on_the_screen_stays_when_the_goal_is_reached_meanwhile_and_the_page_says_what_is_new() {
        start("lieu", "fr");
        recordVoucher();
        assertThat(exists("voucher-code")).isTrue();
        robot.interact(() -> venue.projects.becomes(DemoVenue.ZANGBETO, ProjectState.OPEN, "Un autre conte."));
        settle();
        assertThat(says("Un autre conte.")).isTrue();
        robot.interact(() -> venue.projects.becomes(DemoVenue.ZANGBETO, ProjectState.FUNDED, "Un autre conte."));
        settle();
        assertThat(exists("voucher-code")).isTrue();
    }

    private void recordVoucher() {
        click("nav-projects");
        click("project-" + DemoVenue.ZANGBETO);
        click("confirm-contribution");
    }

    @Test
    void cash_must_be_received_first_and_a_full_disk_is_told() {
        start("lieu", "fr");
        click("contribute");
        click("method-cash");
        click("confirm-contribution");
        assertThat(venue.journal.operations()).isEmpty();
        shot("lieu-fr-19-cash-not-received");
        click("cash-received");
        venue.journal.refuseWith(Optional.of(new ContributionFailure.TooMuch(1)));
        click("confirm-contribution");
        assertThat(exists("contribution-failure")).isTrue();
        venue.journal.refuseWith(Optional.empty());
        click("confirm-contribution");
        assertThat(venue.journal.operations()).hasSize(1);
        shot("lieu-fr-20-cash-recorded");
    }

    @Test
    void a_message_stays_pending_until_the_network_is_back_and_its_author_is_remembered() {
        start("lieu", "fr");
        click("nav-discussions");
        click("discussion-" + DemoVenue.WINDS);
        type("composer", "Bravo à toute l’équipe !");
        type("author", "Kodjo");
        click("send");
        assertThat(venue.journal.operations())
                .extracting(Operation::body)
                .filteredOn(MessagePosted.class::isInstance)
                .hasSize(1);
        assertThat(((TextInputControl) node("composer")).getText()).isEmpty();
        assertThat(venue.settings.get("author")).contains("Kodjo");
        shot("lieu-fr-21-message");
    }

    @Test
    void the_language_changes_at_run_time_where_one_is() {
        start("lieu", "fr");
        click("nav-projects");
        robot.interact(() -> languages.choose(Locale.ENGLISH));
        settle();
        assertThat(((Labeled) robot.lookup(".title").query()).getText()).isEqualTo("Projects");
        assertThat(venue.settings.get("language")).contains("en");
    }

    @Test
    void the_status_bar_tells_the_truth() {
        start("lieu", "fr");
        assertThat(((Labeled) node("status-connection")).getText()).isEqualTo("Hors ligne depuis 2\u00a0h\u00a014");
        robot.interact(() -> venue.sync.connection(new SyncStatus.Connection.Online()));
        settle();
        assertThat(((Labeled) node("status-connection")).getText()).isEqualTo("En ligne");
        assertThat(((Labeled) node("status-disk")).getText()).isEqualTo("Disque 4,2 / 20\u00a0Go");
    }

    @Test
    void a_network_that_wants_a_sign_in_is_told_with_its_sentence_and_code() {
        start("lieu", "fr");
        robot.interact(() ->
                venue.sync.connection(new SyncStatus.Connection.Offline(null, new ContributionFailure.NoAmount())));
        settle();
        assertThat(((Labeled) node("status-connection")).getText()).isEqualTo("Hors ligne (contribution.no-amount)");
        assertThat(((Labeled) node("status-next")).getText()).contains("montant");
        click("nav-sync");
        assertThat(exists("sync-trouble")).isTrue();
        robot.interact(() -> venue.sync.connection(new SyncStatus.Connection.Offline(null)));
        settle();
        assertThat(((Labeled) node("status-connection")).getText()).isEqualTo("Hors ligne");
        assertThat(exists("sync-trouble")).isFalse();
    }

    @Test
    void what_was_set_aside_and_why_nothing_is_synced_is_told_with_its_code() {
        start("lieu", "fr");
        robot.interact(() -> {
            venue.sync.connection(new SyncStatus.Connection.Refused(new ContributionFailure.NoAmount()));
            venue.sync.pending(new PendingOperation(
                    venue.journal.record(new MessagePosted(DemoVenue.WINDS, "Ama", "Bonsoir")),
                    null,
                    "sync.unknown-film"));
        });
        settle();
        assertThat(((Labeled) node("status-pending")).getText()).contains("1 opération mise de côté");
        assertThat(((Labeled) node("status-connection")).getText())
                .isEqualTo("Refusé par le serveur (contribution.no-amount)");
        click("nav-sync");
        assertThat(exists("sync-trouble")).isTrue();
        assertThat(says("Le film n’est pas connu du serveur. · sync.unknown-film"))
                .isTrue();
        robot.interact(
                () -> venue.sync.connection(new SyncStatus.Connection.Broken(new ContributionFailure.NoAmount())));
        settle();
        assertThat(((Labeled) node("status-connection")).getText())
                .isEqualTo("Synchro arrêtée (contribution.no-amount)");
        shot("lieu-fr-22-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void what_was_refused_is_mended_or_laid_aside_once_the_money_was_spoken_of(String language) {
        start("lieu", language);
        Operation cash = refuse(
                new ContributionMade(
                        new ProjectId(new UUID(77, 1)),
                        null,
                        Money.xof(5000),
                        ContributionMethod.CASH,
                        null,
                        null,
                        "Ama"),
                "sync.project-not-open");
        Operation message = refuse(new MessagePosted(DemoVenue.WINDS, "Ama", "Bonsoir"), "sync.not-storable");
        Operation announced =
                refuse(new CashSettled(DemoVenue.ANNOUNCED, CashOutcome.RECEIVED), "sync.venue-not-vouched-for");
        click("nav-sync");
        shot("lieu-" + language + "-23-refusals");
        click("mend-" + announced.id());
        assertThat(venue.sync.mended()).containsEntry(announced.id(), announced.body());
        click("discard-" + cash.id());
        assertThat(exists("discard-question-" + cash.id())).isTrue();
        shot("lieu-" + language + "-24-discard");
        click("keep-" + cash.id());
        click("mend-" + cash.id());
        shot("lieu-" + language + "-25-mend");
        Project open = venue.projects.projects().stream()
                .filter(project -> exists("mend-to-" + project.id()))
                .findFirst()
                .orElseThrow();
        click("mend-to-" + open.id());
        assertThat(venue.sync.mended().get(cash.id()))
                .isInstanceOfSatisfying(
                        ContributionMade.class,
                        made -> assertThat(made.project()).isEqualTo(open.id()));
        click("discard-" + message.id());
        click("discard-sure-" + message.id());
        assertThat(exists("pending-" + message.id())).isFalse();
    }

    private Operation refuse(OperationBody body, String reason) {
        Operation operation = venue.journal.record(body);
        robot.interact(() -> venue.sync.pending(new PendingOperation(operation, null, reason)));
        settle();
        return operation;
    }

    @Test
    void what_waits_says_what_it_is_about_and_whether_its_time_is_sure() {
        start("lieu", "fr");
        Operation written = venue.journal.record(new MessagePosted(DemoVenue.WINDS, "Ama", "Bonsoir"));
        Operation unsure = new Operation(
                written.device(), 2, written.id(), written.time(), null, written.body(), /* timeUnsure */ true);
        robot.interact(() -> venue.sync.pending(new PendingOperation(unsure, "Les vents du Sahel", null)));
        click("nav-sync");
        assertThat(says("Les vents du Sahel · ")).isTrue();
        assertThat(says(" · heure incertaine")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void the_kiosk_shows_films_and_takes_a_contribution_by_touch(String language) throws NotFoundException {
        start("borne", language);
        shot("borne-" + language + "-01");
        robot.interact(() -> targets()
                .forEach(target -> assertThat(Math.min(
                                target.getBoundsInLocal().getHeight(),
                                target.getBoundsInLocal().getWidth()))
                        .as(target.getId())
                        .isGreaterThanOrEqualTo(64)));
        click("amount-5000");
        click("confirm-contribution");
        BufferedImage seen = shot("borne-" + language + "-02-voucher");
        assertThat(qrIn(seen)).startsWith("karangou:v1?c=");
        click("all-films");
        shot("borne-" + language + "-03-all-films");
        click("film-" + DemoVenue.HARMATTAN);
        shot("borne-" + language + "-04-film-not-ready");
        assertThat(button("watch").isDisabled()).isTrue();
    }

    @Test
    void a_download_at_the_kiosk_closes_nothing_and_takes_no_button_away() {
        start("borne", "fr");
        Button watch = button("watch");
        robot.interact(watch::arm);
        downloadTicks();
        assertThat(button("watch")).isSameAs(watch);
        assertThat(watch.isArmed()).isTrue();
        click("all-films");
        Node card = node("film-" + DemoVenue.HARMATTAN);
        downloadTicks();
        assertThat(exists("all-films")).isFalse();
        assertThat(node("film-" + DemoVenue.HARMATTAN)).isSameAs(card);
        robot.interact(() -> venue.library.move(DemoVenue.HARMATTAN, new DownloadState.Ready("360p", 9)));
        settle();
        click("film-" + DemoVenue.HARMATTAN);
        assertThat(button("watch")).isSameAs(watch);
        click("all-films");
        click("back");
        assertThat(((Labeled) robot.lookup(".kiosk-title").query()).getText()).isEqualTo("Harmattan");
        click("watch");
        assertThat(((Labeled) node("stand-in-player")).getText()).isEqualTo(DemoVenue.HARMATTAN.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "nav-catalogue, hero-watch",
        "nav-catalogue, hero-open",
        "nav-catalogue, all-downloads",
        "nav-catalogue, genre-fiction",
        "nav-catalogue, filter-country",
        "nav-offline, download-018f4e1a-0000-7000-8000-000000000009"
    })
    void a_download_leaves_the_keyboard_where_it_is(String page, String id) {
        start("lieu", "fr");
        robot.interact(() -> venue.library.move(DemoVenue.RAILS, new DownloadState.Running(0, 90, 9, null)));
        click(page);
        Node control = node(id);
        robot.interact(control::requestFocus);
        downloadTicks();
        assertThat(node(id)).isSameAs(control);
        assertThat(control.isFocused()).isTrue();
    }

    /// What a download reports, several times a second.
    private void downloadTicks() {
        for (int tick = 1; tick <= 3; tick++) {
            DownloadState now = new DownloadState.Running(tick * 10L, 90, 9, null);
            DownloadState better = new DownloadState.Improving("480p", "720p", tick * 10L, 90, 0, null);
            robot.interact(() -> {
                venue.library.move(DemoVenue.RAILS, now);
                venue.library.move(DemoVenue.WINDS, better);
            });
            settle();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void cash_at_the_kiosk_is_announced_and_taken_to_the_desk(String language) {
        venue.enrolment.enrolled("Ciné-club Agoè", DeviceProfile.BORNE);
        start("borne", language);
        click("method-cash");
        assertThat(exists("cash-received")).as("no visitor speaks for the host").isFalse();
        shot("borne-" + language + "-05-cash");
        click("confirm-contribution");
        ContributionMade made =
                (ContributionMade) venue.journal.operations().getFirst().body();
        assertThat(made.method()).isEqualTo(ContributionMethod.CASH);
        assertThat(says(language.equals("fr") ? "Remettez maintenant 1\u202f000" : "Now hand in 1,000"))
                .isTrue();
        shot("borne-" + language + "-06-cash-to-hand-in");
    }

    @Test
    void a_kiosk_that_was_not_enrolled_as_one_takes_no_cash() {
        start("borne", "fr");
        assertThat(exists("method-voucher")).isTrue();
        assertThat(exists("method-cash")).isFalse();
    }

    @Test
    void after_the_last_day_nobody_can_contribute_and_the_kiosk_offers_another_project() {
        venue.projects.endsBefore(DemoVenue.ZANGBETO, LocalDate.of(2026, 11, 22));
        start("lieu", "fr");
        click("nav-projects");
        click("project-" + DemoVenue.ZANGBETO);
        assertThat(exists("contribution-closed")).isTrue();
        assertThat(exists("confirm-contribution")).isFalse();
        assertThat(exists("method-cash")).isFalse();
        assertThat(says("Le dernier jour pour contribuer à ce projet est passé."))
                .isTrue();
        shot("lieu-fr-23-deadline-passed");
    }

    @Test
    void a_kiosk_offers_a_project_that_still_takes_contributions() {
        venue.projects.endsBefore(DemoVenue.ZANGBETO, LocalDate.of(2026, 11, 22));
        start("borne", "fr");
        click("confirm-contribution");
        ContributionMade made =
                (ContributionMade) venue.journal.operations().getFirst().body();
        assertThat(made.project()).isNotEqualTo(DemoVenue.ZANGBETO);
    }

    private boolean says(String words) {
        return robot.lookup(node -> node instanceof Labeled said
                        && said.getText() != null
                        && said.getText().contains(words))
                .tryQuery()
                .isPresent();
    }

    @Test
    void a_kiosk_left_alone_is_fresh_for_the_next_visitor() {
        start("borne", "fr");
        click("all-films");
        click("film-" + DemoVenue.HARMATTAN);
        click("amount-5000");
        robot.interact(() -> languages.choose(Locale.ENGLISH));
        settle();
        robot.interact(() -> {
            for (int second = 0; second < 90; second++) {
                ticker.tick(SECOND);
            }
        });
        settle();
        assertThat(button("watch").isDisabled()).isFalse();
        assertThat(languages.current().get().locale()).isEqualTo(Locale.FRENCH);
        assertThat(button("amount-1000").getStyleClass()).contains("chosen");
    }

    @Test
    void a_kiosk_that_was_started_on_the_whole_screen_takes_it_again() {
        start("borne", "fr", venue.enrolment, List.of("--full-screen"));
        boolean[] whole = {false, true};
        robot.interact(() -> {
            // all in one frame: the headless platform fails when one of the whole screen comes to a small window
            stage.setFullScreen(false);
            for (int second = 0; second < 89; second++) {
                ticker.tick(SECOND);
            }
            whole[0] = stage.isFullScreen();
            ticker.tick(SECOND);
            whole[1] = stage.isFullScreen();
        });
        assertThat(whole).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({"RESTS, 90", "WAITS, 300"})
    void a_film_at_the_kiosk_that_does_not_play_is_left_when_nobody_is_there(PlayerActivity activity, int seconds) {
        start("borne", "fr");
        robot.interact(() -> languages.choose(Locale.ENGLISH));
        settle();
        click("watch");
        venue.playing = activity;
        seconds(seconds - 1);
        assertThat(exists("stand-in-player")).isTrue();
        seconds(1);
        assertThat(exists("stand-in-player")).isFalse();
        assertThat(button("watch").isDisabled()).isFalse();
        assertThat(languages.current().get().locale()).isEqualTo(Locale.FRENCH);
    }

    @Test
    void a_film_that_plays_at_the_kiosk_is_never_interrupted_and_the_time_counts_from_its_end() {
        start("borne", "fr");
        click("watch");
        seconds(8 * 3600);
        assertThat(exists("stand-in-player")).isTrue();
        venue.playing = PlayerActivity.RESTS;
        seconds(89);
        venue.playing = PlayerActivity.RUNS;
        seconds(1);
        venue.playing = PlayerActivity.RESTS;
        seconds(89);
        assertThat(exists("stand-in-player")).isTrue();
        seconds(1);
        assertThat(exists("stand-in-player")).isFalse();
    }

    @Test
    void whoever_touches_a_paused_film_at_the_kiosk_is_there() {
        start("borne", "fr");
        click("watch");
        venue.playing = PlayerActivity.RESTS;
        seconds(80);
        robot.interact(() -> node("stand-in-player")
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, false, false, false)));
        seconds(80);
        assertThat(exists("stand-in-player")).isTrue();
        seconds(10);
        assertThat(exists("stand-in-player")).isFalse();
    }

    @Test
    void a_code_at_the_kiosk_outlives_another_language_and_another_film() {
        start("borne", "fr");
        click("confirm-contribution");
        String code = ((Labeled) node("voucher-code")).getText();
        robot.interact(() -> languages.choose(Locale.ENGLISH));
        settle();
        assertThat(((Labeled) node("voucher-code")).getText()).isEqualTo(code);
        click("all-films");
        click("film-" + DemoVenue.HARMATTAN);
        assertThat(((Labeled) node("voucher-code")).getText()).isEqualTo(code);
        click("contribute-again");
        click("confirm-contribution");
        ContributionMade second =
                (ContributionMade) venue.journal.operations().getLast().body();
        assertThat(second.film()).isEqualTo(DemoVenue.HARMATTAN);
    }

    @Test
    void the_studio_has_no_takings_of_a_venue() {
        start("studio", "fr");
        shot("studio-fr-01");
        assertThat(exists("nav-contributions")).isFalse();
        assertThat(exists("nav-projects")).isTrue();
    }

    @Test
    void a_new_device_is_enrolled_with_its_code() {
        FakeEnrolment fresh = new FakeEnrolment().refusing(Optional.of(new ContributionFailure.NoAmount()));
        start("lieu", "fr", fresh, List.of());
        shot("start-fr-01-enrolment");
        click("enrol");
        assertThat(exists("enrolment-failure")).isTrue();
        type("enrolment-server", "https://karangou.example");
        type("enrolment-code", "7kq4m2rd");
        click("enrol");
        shot("start-fr-02-enrolment-refused");
        assertThat(fresh.presented()).isEqualTo("7KQ4-M2RD");
        fresh.refusing(Optional.empty());
        click("enrol");
        assertThat(exists("nav-catalogue")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_device_moves_to_another_server_once_nothing_waits(String language) {
        start("lieu", language);
        click("nav-place");
        shot("lieu-" + language + "-23-place");
        click("move-server");
        click("enrolment-back");
        assertThat(exists("move-server")).isTrue();
        click("move-server");
        type("enrolment-server", "https://autre.example");
        type("enrolment-code", "7kq4m2rd");
        venue.enrolment.refusing(
                Optional.of(new studio.karangou.desktop.engine.enrolment.EnrolmentFailure.StillPending(3)));
        click("enrol");
        assertThat(exists("enrolment-failure")).isTrue();
        shot("lieu-" + language + "-24-still-pending");
        venue.enrolment.refusing(Optional.empty());
        click("enrol");
        assertThat(venue.enrolment.current().orElseThrow().server()).hasToString("https://autre.example");
        click("nav-place");
        assertThat(robot.lookup(node -> node instanceof Labeled said && "https://autre.example".equals(said.getText()))
                        .tryQuery())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "lieu, fr, https://autre.example, true",
        "studio, en, https://autre.example, true",
        "lieu, fr, https://karangou.example/, false",
        "borne, fr, https://autre.example, false"
    })
    void a_server_on_the_command_line_that_is_not_used_is_told(
            String profile, String language, String server, boolean told) {
        start(profile, language, venue.enrolment, List.of("--server", server));
        assertThat(exists("sorry")).isEqualTo(told);
        if (told) {
            shot(profile + "-" + language + "-25-other-server");
            assertThat(robot.lookup(".muted").<Labeled>queryAll())
                    .extracting(Labeled::getText)
                    .contains("options.other-server");
            click("sorry-go-on");
        }
        assertThat(exists("sorry")).isFalse();
    }

    @Test
    void a_code_on_the_command_line_enrols_without_a_question() {
        start("lieu", "fr", new FakeEnrolment(), List.of("--server", "http://127.0.0.1:8080", "--code", "7KQ4-M2RD"));
        assertThat(exists("nav-catalogue")).isTrue();
    }

    @Test
    void a_store_that_cannot_be_opened_is_said_with_its_code() {
        Failure failure = new studio.karangou.desktop.engine.store.StoreFailure.InUse();
        open("lieu", "fr", List.of(), () -> {
            throw new FailureException(failure);
        });
        assertThat(((Labeled) node("broken-code")).getText()).isEqualTo(failure.code());
        shot("start-fr-03-broken");
    }

    @Test
    void what_had_to_be_mended_to_open_is_told_once_with_its_code() {
        venue.notices = List.of(
                new studio.karangou.desktop.engine.store.StoreFailure.Broken("karangou.mv.db.broken"),
                new ContributionFailure.NoAmount());
        start("lieu", "fr");
        assertThat(exists("nav-catalogue")).isTrue();
        assertThat(robot.lookup(node -> node instanceof Labeled said
                                && said.getText() != null
                                && said.getText().contains("karangou.mv.db.broken"))
                        .tryQuery())
                .isPresent();
        robot.interact(() -> languages.choose(Locale.ENGLISH));
        settle();
        click("sorry-go-on");
        assertThat(exists("sorry")).isTrue();
        click("sorry-go-on");
        assertThat(exists("sorry")).isFalse();
    }

    @Test
    void the_player_covers_the_window_and_gives_it_back() {
        start("lieu", "fr");
        click("hero-watch");
        assertThat(exists("stand-in-player")).isTrue();
        click("stand-in-player");
        assertThat(exists("stand-in-player")).isFalse();
        assertThat(exists("hero-watch")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"lieu, false", "borne, true"})
    void escape_is_ours_and_leaves_the_whole_screen_but_not_a_kiosk(String profile, boolean stays) {
        start(profile, "fr");
        assertThat(stage.getFullScreenExitKeyCombination()).isEqualTo(KeyCombination.NO_MATCH);
        boolean[] stayed = {false};
        robot.interact(() -> {
            stage.setFullScreen(true);
            stage.getScene()
                    .getRoot()
                    .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
            stayed[0] = stage.isFullScreen();
            // no frame of the whole screen: the headless platform fails when one comes to a window made small again
            stage.setFullScreen(false);
        });
        assertThat(stayed[0]).isEqualTo(stays);
    }

    private void start(String profile, String language, FakeEnrolment enrolment, List<String> more) {
        Ports ports = venue.ports();
        open(
                profile,
                language,
                more,
                () -> new Ports(
                        enrolment,
                        ports.driveEnrolment(),
                        ports.library(),
                        ports.downloads(),
                        ports.marks(),
                        ports.projects(),
                        ports.kiosks(),
                        ports.messages(),
                        ports.sync(),
                        ports.driveRoad(),
                        ports.neighbours(),
                        ports.journal(),
                        ports.settings(),
                        ports.time(),
                        ports.player(),
                        ports.people(),
                        ports.health(),
                        ports.notices(),
                        ports.close()));
    }

    private Button button(String id) {
        return (Button) node(id);
    }

    private List<Node> targets() {
        return List.copyOf(robot.lookup(node -> node instanceof javafx.scene.control.ButtonBase && node.isVisible())
                .queryAll());
    }

    private static String qrIn(BufferedImage image) throws NotFoundException {
        int width = image.getWidth();
        int height = image.getHeight();
        LuminanceSource source =
                new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        Result[] results = new QRCodeMultiReader()
                .decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true));
        return results[0].getText();
    }
}
