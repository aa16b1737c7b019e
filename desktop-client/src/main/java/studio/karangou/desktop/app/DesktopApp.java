package studio.karangou.desktop.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import studio.karangou.desktop.ui.TaskFailure;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Theme;

/// The program as JavaFX starts and stops it.
public final class DesktopApp extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApp.class);

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Desktop desktop;

    @Override
    public void start(Stage stage) {
        Options options = Options.parse(getParameters().getRaw(), System.getenv(), System.getProperties());
        Theme.load();
        Clock clock = Clock.systemUTC();
        Tasks tasks = new Tasks(background, FxBridge.foreground());
        Settings settings = new SettingsFile(options.data());
        // a kiosk does not keep the language of its last visitor
        Settings remembered = options.profile() == DeviceProfile.BORNE ? Settings.NONE : settings;
        Languages languages = new Languages(language(options, settings), ZoneId.systemDefault(), remembered);
        Wiring wiring = new Wiring(options, clock, background, tasks);
        Desktop window = new Desktop(
                stage,
                options,
                wiring::open,
                new Desktop.Parts(tasks, clock, new SecureRandom(), settings, languages, new DeskPapers()));
        desktop = window;
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {
            LOG.error("uncaught on {}", thread.getName(), problem);
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
        background.shutdown();
    }
}
