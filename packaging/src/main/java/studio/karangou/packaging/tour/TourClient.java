package studio.karangou.packaging.tour;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;

/// The host's hand on the venue's client: what a person does there, in words.
final class TourClient implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final String classPath;
    private final Path data;
    private final Path log;
    private final String profile;
    private final String size;
    private final String language;
    private @Nullable ClientDriver driver;

    /// @param language `fr` or `en`
    TourClient(String classPath, Path data, Path log, String profile, String size, String language) {
        this.classPath = classPath;
        this.data = data;
        this.log = log;
        this.profile = profile;
        this.size = size;
        this.language = language;
    }

    /// The same program as another device.
    TourClient another(Path folder, Path itsLog, String itsProfile) {
        return new TourClient(classPath, folder, itsLog, itsProfile, size, language);
    }

    void start(URI server) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--profile", profile, "--server", server.toString()));
        arguments.addAll(List.of("--data", data.toString(), "--language", language, "--window", size));
        driver = ClientDriver.headless(classPath, arguments, size, log);
        driver.awaitWindow();
    }

    ClientDriver driver() {
        if (driver == null) {
            throw new TourFailure("the client was not started");
        }
        return driver;
    }

    /// @param first what is on the screen once the device belongs to the venue
    void enrol(String code, String name, String first) throws IOException {
        driver().type("#enrolment-code", code);
        driver().type("#enrolment-name", name);
        driver().click("#enrol");
        driver().awaitShown(first);
    }

    void openFilm(FilmId film) throws IOException {
        driver().click("#nav-catalogue");
        driver().awaitShown("#film-" + film);
        driver().click("#film-" + film);
        driver().awaitShown("#download-card");
    }

    void contribute(String amount, String method) throws IOException {
        driver().click("#amount-" + amount);
        driver().click("#method-" + method);
        if (method.equals("cash")) {
            driver().click("#cash-received");
        }
        driver().click("#confirm-contribution");
        driver().awaitShown("#contribution-recorded");
    }

    /// How many operations the status bar says are waiting.
    int pending() throws IOException {
        Matcher number = NUMBER.matcher(driver().text("#status-pending"));
        return number.find() ? Integer.parseInt(number.group()) : 0;
    }

    void awaitPending(int expected, Duration patience) throws IOException {
        driver().await(expected + " pending operations", patience, () -> pending() == expected);
    }

    void awaitOffline() throws IOException {
        driver().awaitText("#status-connection", text -> text.startsWith(inFrench() ? "Hors ligne" : "Offline"), SOON);
    }

    void awaitOnline() throws IOException {
        driver().awaitText(
                        "#status-connection",
                        text -> text.startsWith(inFrench() ? "En ligne" : "Online"),
                        Duration.ofMinutes(2));
    }

    private boolean inFrench() {
        return language.equals("fr");
    }

    @Override
    public void close() throws IOException {
        if (driver != null) {
            driver.close();
        }
    }
}
