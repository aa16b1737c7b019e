package studio.karangou.desktop.app;

import java.util.List;
import java.util.Locale;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.desktop.ui.Texts;

/// Starts the program. A plain class, as the class path cannot start a JavaFX application directly.
public final class Main {
    private Main() {}

    /// `--profile lieu|borne|studio --server URL --data DIR [--language fr|en] [--window 1440x900]
    /// [--full-screen] [--code CODE] [--disk-gb GB] [--offline-days N] [--fault-reports on|off]`
    public static void main(String[] arguments) {
        logAsTheClientDoes();
        if (List.of(arguments).contains("--help")) {
            System.out.println(sentences().text("options.usage"));
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments), System.getenv(), System.getProperties());
        } catch (FailureException e) {
            System.err.println(sentences().of(e.failure()));
            System.err.println(sentences().text("options.usage"));
            System.exit(2);
            return;
        }
        DesktopApp.run(options);
    }

    private static Sentences sentences() {
        return new Sentences(Locale.getDefault(), Texts.BUNDLE);
    }

    /// Named, as a `logback.xml` at the root would meet the server's where both are on one class path.
    private static void logAsTheClientDoes() {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "studio/karangou/desktop/logback.xml");
        }
    }
}
