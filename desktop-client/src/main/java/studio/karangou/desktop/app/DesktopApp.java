package studio.karangou.desktop.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.desktop.ui.DeskPapers;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.SystemDrives;
import studio.karangou.desktop.ui.TaskFailure;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Theme;
import studio.karangou.desktop.ui.Ticker;

/// The program as JavaFX starts and stops it.
public final class DesktopApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApp.class);

    /// JavaFX makes the object itself, and late: what was begun before is handed over here.
    private static final AtomicReference<@Nullable Beginning> BEGUN = new AtomicReference<>();

    private @Nullable Beginning begun;
    private @Nullable Desktop desktop;

    /// What begins before JavaFX is there.
    private record Beginning(
            Options options,
            Clock clock,
            ExecutorService background,
            Tasks tasks,
            SystemBrowser browser,
            FaultRelay faults,
            EarlyOpening opening) {
        static Beginning of(Options options) {
            Clock clock = Clock.systemUTC();
            ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
            FaultRelay faults = new FaultRelay();
            Tasks tasks = new Tasks(background, FxBridge.foreground(), faults::caught);
            SystemBrowser browser = new SystemBrowser();
            Wiring wiring = new Wiring(options, clock, background, tasks, browser, faults);
            return new Beginning(
                    options, clock, background, tasks, browser, faults, new EarlyOpening(wiring::open, background));
        }
    }

    /// Runs the program until its end.
    static void run(Options options) {
        Beginning beginning = Beginning.of(options);
        BEGUN.set(beginning);
        try {
            Application.launch(DesktopApp.class);
        } catch (RuntimeException e) {
            beginning.opening().abandon();
            throw e;
        }
    }

    @Override
    public void start(Stage stage) {
        Beginning beginning = Objects.requireNonNull(BEGUN.getAndSet(null), "started by Main only");
        begun = beginning;
        Options options = beginning.options();
        beginning.browser().use(getHostServices()::showDocument);
        Theme.load();
        Settings settings = new SettingsFile(options.data());
        // a kiosk does not keep the language of its last visitor
        Settings remembered = options.profile() == DeviceProfile.BORNE ? Settings.NONE : settings;
        Languages languages = new Languages(language(options, settings), ZoneId.systemDefault(), remembered);
        Desktop window = new Desktop(
                stage,
                options,
                beginning.opening(),
                new Desktop.Parts(
                        beginning.tasks(),
                        beginning.clock(),
                        new SecureRandom(),
                        settings,
                        languages,
                        new DeskPapers(),
                        new SystemDrives(),
                        Ticker.REAL));
        desktop = window;
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {
            LOG.error("uncaught on {}", thread.getName(), problem);
            beginning.faults().caught(problem);
            FxBridge.later(() -> window.sorry(new TaskFailure.Unexpected()));
        });
        window.show();
    }

    private static Locale language(Options options, Settings settings) {
        return options.language()
                .or(() -> settings.get(Settings.LANGUAGE).map(Locale::forLanguageTag))
                .orElseGet(() -> saysNothing(System.getenv()) ? Locale.FRENCH : Locale.getDefault());
    }

    /// Whether the system has no language of its own (POSIX.1-2024, section 8.2), so that ours holds.
    private static boolean saysNothing(Map<String, String> environment) {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return false;
        }
        String said = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return said.isEmpty() || said.equals("POSIX") || said.equals("C") || said.startsWith("C.");
    }

    @Override
    public void stop() {
        if (desktop != null) {
            desktop.close();
        }
        if (begun != null) {
            begun.background().shutdown();
        }
    }
}
