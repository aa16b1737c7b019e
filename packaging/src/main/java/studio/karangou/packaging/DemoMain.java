package studio.karangou.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.packaging.demo.ChildProcess;
import studio.karangou.packaging.demo.DemoOptions;
import studio.karangou.packaging.demo.DemoSite;
import studio.karangou.packaging.demo.DemoWindows;
import studio.karangou.packaging.demo.FilmSource;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.packaging.tour.Tour;

/// `packaging/demo.sh`: a server on H2, films, and the client; or, with `--tour`, the whole story by itself.
public final class DemoMain {
    private static final int FAILED = 1;
    private static final int BAD_OPTIONS = 2;

    private DemoMain() {}

    public static void main(String[] arguments) {
        PlainLog.use();
        try {
            DemoOptions options = DemoOptions.parse(List.of(arguments));
            boolean well = options.tour() == null ? show(options) : Tour.play(options, options.tour(), DemoMain::say);
            System.exit(well ? 0 : FAILED);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_OPTIONS);
        } catch (IOException e) {
            System.err.println("La démonstration s’arrête. The demo ends: " + e.getMessage());
            System.exit(FAILED);
        } catch (FailureException e) {
            System.err.println(sentence(e));
            System.exit(FAILED);
        }
    }

    private static boolean show(DemoOptions options) throws IOException {
        Installation installation = Installation.current();
        Path usual = installation.root().resolve("packaging/target/demo");
        Path data = Objects.requireNonNullElse(options.data(), usual);
        Path cache = usual.resolveSibling("demo-cache");
        try (DemoWindows windows = DemoWindows.open(data.resolve("windows"));
                DemoSite site = new DemoSite(installation, data, cache, data.resolve("logs"), DemoMain::say)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(site)));
            site.server().keepPort(data.resolve("port"));
            boolean own = site.server().startOrJoin();
            say("Serveur : " + site.server().address());
            fill(site, own, options);
            boolean well = client(installation, site, data, options) == 0;
            if (own) {
                windows.awaitOthers(() -> say("Le serveur reste pour les autres fenêtres de la démonstration."
                        + " The server stays for the demo’s other windows."));
            }
            return well;
        }
    }

    /// Only who started the server fills it: another may be at it.
    private static void fill(DemoSite site, boolean own, DemoOptions options) throws IOException {
        if (own) {
            FilmSource main = site.mainFilm(options.film(), options.generated());
            site.open(main);
            enter(site);
            Thread.ofVirtual().start(() -> prepare(site, main));
        } else if (options.film() != null) {
            site.add(site.mainFilm(options.film(), options.generated()));
        }
    }

    /// The demo goes on without its people.
    private static void enter(DemoSite site) {
        try {
            site.people();
        } catch (IOException | FailureException e) {
            say("Les comptes de la démonstration manquent. Its accounts are missing. (" + sentence(e) + ")");
        }
    }

    private static int client(Installation installation, DemoSite site, Path data, DemoOptions demo)
            throws IOException {
        String profile = demo.profile();
        Path own = data.resolve("client-" + profile);
        List<String> arguments = new ArrayList<>(List.of("--profile", profile, "--server"));
        arguments.add(site.server().address().toString());
        arguments.addAll(List.of("--data", own.toString()));
        if (demo.language() != null) {
            arguments.addAll(List.of("--language", demo.language()));
        }
        if (!Files.exists(own.resolve("device.cbor"))) {
            arguments.addAll(List.of("--code", site.seeding().newCode()));
        }
        List<String> options = new ArrayList<>(installation.clientOptions());
        String cache = System.getenv("KARANGOU_AOT_CACHE"); // demo.sh names it where it fits the jars
        if (cache != null) {
            options.add("-XX:AOTCache=" + cache);
        }
        Path log = data.resolve("logs").resolve("client-" + profile + ".log");
        try (ChildProcess client = ChildProcess.start(
                installation.client(), "studio.karangou.desktop.app.Main", options, arguments, log)) {
            return client.awaitEndOfUse();
        }
    }

    private static void prepare(DemoSite site, FilmSource main) {
        try {
            site.prepareTheOthers(main);
        } catch (IOException | FailureException e) {
            say("Films : " + sentence(e));
        }
    }

    /// Why something failed, with its code, as far as it has a sentence.
    private static String sentence(Exception e) {
        return e instanceof FailureException failed
                ? new Sentences(Locale.getDefault(), "studio.karangou.server.messages").of(failed.failure())
                : String.valueOf(e.getMessage());
    }

    private static void end(DemoSite site) {
        try {
            site.close();
        } catch (IOException e) {
            say(e.toString());
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
