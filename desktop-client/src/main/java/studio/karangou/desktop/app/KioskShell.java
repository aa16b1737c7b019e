package studio.karangou.desktop.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.desktop.feature.catalogue.KioskFilmsView;
import studio.karangou.desktop.feature.contribution.ContributeViewModel;
import studio.karangou.desktop.feature.contribution.Funding;
import studio.karangou.desktop.feature.contribution.KioskSupportView;
import studio.karangou.desktop.feature.people.SignInView;
import studio.karangou.desktop.feature.people.SignInViewModel;
import studio.karangou.desktop.feature.player.PlayerActivity;
import studio.karangou.desktop.feature.sync.KioskStatus;
import studio.karangou.desktop.feature.sync.StoppedNotice;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Brand;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.LanguageKeys;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.WovenStrip;

/// The frame of `borne`: films at the left, supporting a project at the right, nothing smaller than a finger.
/// Left alone for a while it goes back to its first state, so that the next visitor finds it fresh; a film that plays
/// is never interrupted, one that rests is left.
final class KioskShell extends View {
    private static final PseudoClass LOW_SCREEN = PseudoClass.getPseudoClass("low");
    /// Of a window, in pixels: below, the keys that matter need the room of the words around them.
    private static final int LOW = 840;
    /// Where the bar of what scrolls may come, in pixels.
    private static final int BAR = 16;
    private static final int LEFT_ALONE_SECONDS = 90;
    /// Before a visitor's session ends, so long it is said.
    private static final int COUNTDOWN_SECONDS = 30;
    /// A code takes its time to arrive, and whoever waits for it touches nothing.
    private static final int CODE_ON_ITS_WAY_SECONDS = 300;
    /// A film that waits for the network may have people in front of it, who wait as well.
    private static final int WAITS_IN_VAIN_SECONDS = 300;

    private final Screens screens;
    private final Languages languages;
    private final Texts texts;
    private final KioskFilmsView films;
    private final StackPane support = new StackPane();
    private final BorderPane shell = new BorderPane();
    private final StackPane whole = new StackPane();
    private @Nullable KioskSupportView panel;
    private final KioskPerson person;
    private final Node usual;
    private @Nullable SignInView signingIn;
    private int secondsAlone;
    private Optional<ContributeViewModel> contributing = Optional.empty();
    private Subscription offering = Subscription.EMPTY;

    KioskShell(Screens screens, Languages languages, Texts texts) {
        this.screens = screens;
        this.languages = languages;
        this.texts = texts;
        films = part(new KioskFilmsView(
                screens.catalogue(),
                screens.marks(),
                screens,
                screens.pictures(),
                screens.visit().film(),
                this::chose,
                texts));
        person = part(new KioskPerson(screens.people(), this::signIn, this::fresh, this::touched, texts));
        KioskStatus status = part(new KioskStatus(screens.sync(), texts));
        whole.getStyleClass().add("kiosk");
        whole.heightProperty()
                .map(height -> height.doubleValue() < LOW)
                .subscribe(low -> whole.pseudoClassStateChanged(LOW_SCREEN, low));
        StoppedNotice stopped = part(new StoppedNotice(screens.sync(), screens::enrolAgain, texts));
        shell.setTop(new VBox(new WovenStrip(12), stopped.node()));
        // over the head, so that nothing moves away under a finger
        whole.getChildren().addAll(shell, person.leaving());
        whole.setAlignment(Pos.TOP_CENTER);
        StackPane.setMargin(person.leaving(), new Insets(12, 0, 0, 0));
        usual = columns(status.node(), new LanguageKeys(languages));
        shell.setCenter(usual);
        following(screens.ticker().every(Duration.ofSeconds(1), this::second));
        follow(screens.funding().funding(), funding -> showSupport(films.chosen()));
        following(this::leavePanel);
        following(this::leaveSignIn);
        screens.visit().signingIn().ifPresent(this::openSignIn);
    }

    private GridPane columns(Node status, Node languages) {
        GridPane columns = new GridPane();
        columns.getStyleClass().add("kiosk-columns");
        ColumnConstraints left = new ColumnConstraints();
        left.setPercentWidth(56);
        ColumnConstraints right = new ColumnConstraints();
        right.setPercentWidth(44);
        columns.getColumnConstraints().addAll(left, right);
        RowConstraints high = new RowConstraints();
        high.setVgrow(Priority.ALWAYS);
        columns.getRowConstraints().add(high);
        BorderPane shelf = new BorderPane(films.node());
        shelf.setTop(head());
        columns.add(shelf, 0, 0);
        // below each other: language packs may be many, and the words of the status long
        VBox foot = new VBox(14, status, languages);
        foot.setPadding(new Insets(14, 0, 0, 0));
        support.setPadding(new Insets(0, BAR, 0, 0));
        ScrollPane scroll = Pages.scrolling(support);
        BorderPane.setMargin(scroll, new Insets(0, -BAR, 0, 0));
        BorderPane right2 = new BorderPane(scroll);
        right2.getStyleClass().addAll("card", "kiosk-support");
        right2.setBottom(foot);
        columns.add(right2, 1, 0);
        return columns;
    }

    private HBox head() {
        Brand brand = new Brand(40);
        Label place = Labels.styled(texts.of("kiosk.place", screens.device().venueName()), "kiosk-place");
        place.setId("venue");
        HBox head = new HBox(12, brand, place, Labels.spacer(), person.node());
        head.getStyleClass().add("kiosk-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void chose(Optional<Film> film) {
        screens.visit().chose(film.map(Film::id));
        showSupport(film);
    }

    private void showSupport(Optional<Film> film) {
        Funding funding = screens.funding().funding().get();
        Instant now = screens.clock().instant();
        Optional<ProjectId> project = film.map(Film::project)
                .flatMap(funding::project)
                .filter(it -> it.accepts(now))
                .or(() -> funding.projects().stream()
                        .filter(it -> it.accepts(now))
                        .findFirst())
                .map(Project::id);
        Optional<ContributeViewModel> offered = screens.visit().contributing(project);
        if (panel != null && offered.equals(contributing)) {
            return;
        }
        leavePanel();
        contributing = offered;
        offered.ifPresentOrElse(
                this::openPanel, () -> support.getChildren().setAll(Labels.note(texts.of("projects.empty-why"))));
    }

    private void openPanel(ContributeViewModel model) {
        KioskSupportView opened = new KioskSupportView(model, screens.funding(), screens.clock(), texts);
        panel = opened;
        support.getChildren().setAll(opened.node());
        // once a code was carried away, the project of the film that was touched meanwhile is offered
        offering = model.step().subscribe((before, now) -> showSupport(films.chosen()));
    }

    private void leavePanel() {
        offering.unsubscribe();
        offering = Subscription.EMPTY;
        if (panel != null) {
            panel.close();
            panel = null;
        }
    }

    private void signIn() {
        openSignIn(screens.visit().signIn(() -> screens.people().signInModel(this::signedIn)));
    }

    private void openSignIn(SignInViewModel model) {
        SignInView opened = new SignInView(model, true, screens.ticker(), this::signedIn, texts);
        signingIn = opened;
        shell.setCenter(opened.node());
        FxBridge.later(opened::focus);
    }

    /// Somebody is in, or thought better of it.
    private void signedIn() {
        leaveSignIn();
        screens.visit().endSignIn();
        shell.setCenter(usual);
    }

    private void leaveSignIn() {
        if (signingIn != null) {
            signingIn.close();
            signingIn = null;
        }
    }

    /// Somebody is there.
    void touched() {
        secondsAlone = 0;
        person.hideCountdown();
    }

    /// A second went by. Whoever watches a film touches nothing, and may want to support its project afterwards.
    private void second() {
        PlayerActivity film = screens.playing().orElse(PlayerActivity.RESTS);
        secondsAlone = film == PlayerActivity.RUNS ? 0 : secondsAlone + 1;
        Optional<SignInViewModel> onTheWayIn = screens.visit().signingIn();
        int left = patience(film, onTheWayIn) - secondsAlone;
        boolean somethingToLose = screens.people().who().get().isPresent() || onTheWayIn.isPresent();
        if (left <= COUNTDOWN_SECONDS && left > 0 && somethingToLose) {
            person.showCountdown(left);
        }
        if (left <= 0) {
            secondsAlone = 0;
            fresh();
        }
    }

    private static int patience(PlayerActivity film, Optional<SignInViewModel> onTheWayIn) {
        if (film == PlayerActivity.WAITS) {
            return WAITS_IN_VAIN_SECONDS;
        }
        return onTheWayIn.filter(SignInViewModel::awaitsCode).isPresent()
                ? CODE_ON_ITS_WAY_SECONDS
                : LEFT_ALONE_SECONDS;
    }

    /// As the next visitor should find it, in the language that the kiosk was started with.
    private void fresh() {
        screens.leavePlayer();
        signedIn();
        person.hideCountdown();
        if (screens.people().who().get().isPresent()) {
            screens.people().presence().signOut(true);
        }
        screens.visit().end();
        films.home();
        showSupport(films.chosen());
        languages.chooseFirst();
        screens.takeScreen();
    }

    @Override
    public Parent node() {
        return whole;
    }

    @Override
    public void focus() {
        films.focus();
    }
}
