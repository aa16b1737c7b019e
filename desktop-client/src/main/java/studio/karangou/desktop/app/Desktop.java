package studio.karangou.desktop.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.catalogue.CatalogueState;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.player.OpenPlayer;
import studio.karangou.desktop.feature.player.PlayerActivity;
import studio.karangou.desktop.ui.Drives;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Theme;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;

/// The window from its first paint on: opening, enrolling, running, or saying why it cannot.
/// Whatever it shows can be made again at any time in another language.
public final class Desktop implements Surroundings, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);
    private static final Duration TICK = Duration.ofSeconds(20);
    /// At the end, work in the background may take so long; a slow server must not keep the program from ending.
    private static final Duration LAST_WORK = Duration.ofSeconds(5);

    private final Stage stage;
    private final Options options;
    private final Supplier<Ports> opening;
    private final Parts parts;
    private final Languages languages;
    private final StackPane root = new StackPane();
    private final Sayings sayings;
    private Function<Texts, View> content = LoadingView::new;
    private @Nullable Curtain curtain;
    private boolean playerReady;
    private @Nullable View shown;
    private @Nullable OpenPlayer player;
    private @Nullable Ports ports;
    private @Nullable Screens screens;
    private @Nullable AnswerWatch drives;
    private Subscription ticking = Subscription.EMPTY;

    /// What the window is given from outside, so that a test gives its own.
    ///
    /// @param random draws voucher codes; unguessable in the program
    public record Parts(
            Tasks tasks,
            InstantSource clock,
            RandomGenerator random,
            Settings settings,
            Languages languages,
            Papers papers,
            Drives drives,
            Ticker ticker) {}

    /// @param opening opens the engines; blocks, so it is called in the background
    public Desktop(Stage stage, Options options, Supplier<Ports> opening, Parts parts) {
        this.stage = stage;
        this.options = options;
        this.opening = opening;
        this.parts = parts;
        languages = parts.languages();
        sayings = new Sayings(root, languages);
    }

    /// Takes the engines, which are being opened, and paints the first screen.
    public void show() {
        root.getStyleClass().add("window");
        Scene scene = new Scene(root, options.window().width(), options.window().height());
        Theme.dress(scene);
        stage.setTitle("Karangou");
        stage.setMinWidth(960);
        stage.setMinHeight(640);
        stage.setScene(scene);
        place();
        stage.setFullScreenExitHint("");
        // JavaFX would leave the whole screen before the player sees the key, which then would leave the film as well
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
        // here and not in the kiosk's own frame: a film lies over that
        root.addEventFilter(InputEvent.ANY, this::touched);
        stage.setFullScreen(options.fullScreen());
        languages.current().subscribe(this::speak);
        curtain = new Curtain(stage);
        open();
    }

    private void touched(InputEvent event) {
        // what enters and leaves may be the screen's own moving parts under a cursor that stands still
        boolean byItself = event instanceof MouseEvent mouse
                && (mouse.getEventType().getSuperType() == MouseEvent.MOUSE_ENTERED_TARGET
                        || mouse.getEventType().getSuperType() == MouseEvent.MOUSE_EXITED_TARGET
                        || mouse.getEventType() == MouseEvent.MOUSE_ENTERED_TARGET
                        || mouse.getEventType() == MouseEvent.MOUSE_EXITED_TARGET);
        if (!byItself) {
            kiosk().ifPresent(KioskShell::touched);
        }
    }

    /// Leaves the whole screen when nothing within the window wanted the key; a kiosk stays.
    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && stage.isFullScreen() && options.profile() != DeviceProfile.BORNE) {
            stage.setFullScreen(false);
            event.consume();
        }
    }

    /// A window larger than the screen begins in its corner, not beyond it.
    private void place() {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        if (options.window().width() > screen.getWidth() || options.window().height() > screen.getHeight()) {
            stage.setX(screen.getMinX());
            stage.setY(screen.getMinY());
        }
    }

    private void open() {
        put(LoadingView::new);
        parts.tasks().run(opening, this::opened, this::broken);
    }

    private void broken(Failure failure) {
        put(texts -> new BrokenView(failure, options.data(), this::open, texts));
        rise();
    }

    private void opened(Ports opened) {
        ports = opened;
        drives = new AnswerWatch(opened, options.profile(), parts, () -> player == null, device -> run(opened, device));
        speak(languages.current().get());
        parts.tasks()
                .run(
                        () -> opened.enrolment().current(),
                        device -> device.ifPresentOrElse(it -> begin(opened, it), () -> enrol(opened)),
                        this::broken);
        sayings.tell(opened.notices());
    }

    private void begin(Ports opened, EnrolledDevice device) {
        run(opened, device);
        options.otherServer(device.server()).ifPresent(asked -> {
            Failure unused = new OptionsFailure.OtherServer(
                    asked.toString(), device.server().toString());
            switch (options.profile()) {
                case LIEU, STUDIO -> sayings.say(unused, () -> {});
                // a visitor could do nothing about it
                case BORNE -> LOG.warn("started with {}, which is not this device's server: not used", asked);
            }
        });
    }

    private EnrolmentScreen enrolment(Ports opened, AnswerWatch watch, Optional<Runnable> back) {
        EnrolmentScreen.Around around =
                new EnrolmentScreen.Around(parts.tasks(), parts.settings(), languages, parts.papers(), parts.ticker());
        return new EnrolmentScreen(
                opened, options, around, watch.model(), this::put, device -> run(opened, device), back);
    }

    @Override
    public void enrolElsewhere() {
        if (ports != null && drives != null) {
            Function<Texts, View> before = content;
            put(enrolment(ports, drives, Optional.of(() -> put(before)))::view);
        }
    }

    private void enrol(Ports opened) {
        EnrolmentScreen screen = enrolment(opened, Objects.requireNonNull(drives), Optional.empty());
        put(screen::view);
        rise();
        screen.begin();
    }

    private void run(Ports opened, EnrolledDevice device) {
        Screens before = screens;
        Screens running = new Screens(opened, device, this);
        screens = running;
        ticking.unsubscribe();
        ticking = parts.ticker().every(TICK, running.sync()::tick);
        put(
                switch (options.profile()) {
                    case LIEU, STUDIO -> texts -> new RailShell(options.profile(), running, languages, texts);
                    case BORNE -> texts -> new KioskShell(running, languages, texts);
                });
        if (before != null) {
            before.close();
        }
        running.catalogue().state().subscribe(state -> riseWithFilms(opened, state));
    }

    /// The pages listened before, so they have what there is to show.
    private void riseWithFilms(Ports opened, CatalogueState state) {
        if (!(state instanceof CatalogueState.Loading) && curtain != null && !playerReady) {
            playerReady = true;
            curtain.rise();
            curtain.afterPaint(opened.player()::makeReady);
        }
    }

    private void rise() {
        if (curtain != null) {
            curtain.rise();
        }
    }

    /// The engine asks the server for sentences in the same language.
    private void speak(Texts texts) {
        rebuild();
        Ports opened = ports;
        if (opened != null) {
            parts.tasks()
                    .run(
                            () -> opened.settings()
                                    .put(Settings.LANGUAGE, texts.locale().toLanguageTag()),
                            () -> {},
                            this::sorry);
        }
    }

    private void put(Function<Texts, View> next) {
        content = next;
        rebuild();
    }

    private void rebuild() {
        if (shown != null) {
            shown.close();
            root.getChildren().remove(shown.node());
        }
        View view = content.apply(languages.current().get());
        shown = view;
        root.getChildren().addFirst(view.node());
        view.node().setVisible(player == null);
        FxBridge.later(() -> {
            if (view.equals(shown) && player == null) {
                view.focus();
            }
        });
    }

    @Override
    public void play(FilmId film) {
        if (ports == null || player != null) {
            return;
        }
        OpenPlayer opened =
                ports.player().open(film, languages.current().get(), this::leavePlayer, () -> support(film));
        player = opened;
        root.getChildren().add(opened.node());
        underneath(false);
        FxBridge.later(opened::focus);
    }

    private void support(FilmId film) {
        leavePlayer();
        if (screens != null && options.profile() != DeviceProfile.BORNE) {
            screens.support(film);
        }
    }

    @Override
    public void leavePlayer() {
        View leaving = player;
        if (leaving == null) {
            return;
        }
        player = null;
        leaving.close();
        root.getChildren().remove(leaving.node());
        underneath(true);
        if (shown != null) {
            shown.focus();
        }
    }

    @Override
    public void takeScreen() {
        if (options.fullScreen() && !stage.isFullScreen()) {
            stage.setFullScreen(true);
        }
    }

    @Override
    public Optional<PlayerActivity> playing() {
        return Optional.ofNullable(player).map(OpenPlayer::activity);
    }

    private void underneath(boolean visible) {
        if (shown != null) {
            Parent node = shown.node();
            node.setVisible(visible);
        }
    }

    /// The kiosk's frame, empty when something else is shown.
    Optional<KioskShell> kiosk() {
        return shown instanceof KioskShell shell ? Optional.of(shell) : Optional.empty();
    }

    /// Says calmly that something of ours failed; the cause is in the log already.
    public void sorry(Failure failure) {
        sayings.sorry(failure);
    }

    @Override
    public void tell(String key) {
        sayings.done(key);
    }

    @Override
    public Tasks tasks() {
        return parts.tasks();
    }

    @Override
    public InstantSource clock() {
        return ports == null ? parts.clock() : ports.time();
    }

    @Override
    public RandomGenerator random() {
        return parts.random();
    }

    @Override
    public Ticker ticker() {
        return parts.ticker();
    }

    @Override
    public Locale spoken() {
        return languages.current().get().locale();
    }

    @Override
    public Papers papers() {
        return parts.papers();
    }

    @Override
    public Drives drives() {
        return parts.drives();
    }

    @Override
    public Path data() {
        return options.data();
    }

    @Override
    public void close() {
        ticking.unsubscribe();
        if (drives != null) {
            drives.close();
        }
        leavePlayer();
        if (shown != null) {
            shown.close();
            shown = null;
        }
        if (screens != null) {
            screens.close();
        }
        if (ports != null) {
            // the view and the place of the film that was left just now are still on their way to the disk
            if (!parts.tasks().drain(LAST_WORK)) {
                LOG.warn("closing with work in flight");
            }
            ports.close().run();
            LOG.info("closed");
        }
    }
}
