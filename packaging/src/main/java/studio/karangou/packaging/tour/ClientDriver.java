package studio.karangou.packaging.tour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.demo.ChildProcess;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.packaging.demo.Patience;

/// The tour's end of a [DrivenClient].
public final class ClientDriver implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final ChildProcess child;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    ClientDriver(ChildProcess child) {
        this.child = child;
        commands =
                new BufferedWriter(new OutputStreamWriter(child.process().getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(child.process().getInputStream(), StandardCharsets.UTF_8));
    }

    /// Starts the client on the headless platform.
    static ClientDriver headless(String classPath, List<String> arguments, String size, Path log) throws IOException {
        List<String> options = new ArrayList<>(Installation.current().clientOptions());
        options.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Dheadless.geometry=" + size));
        return start(classPath, options, arguments, log, Map.of());
    }

    /// Starts the client where options and environment say.
    public static ClientDriver start(
            String classPath, List<String> options, List<String> arguments, Path log, Map<String, String> environment)
            throws IOException {
        return new ClientDriver(
                ChildProcess.start(classPath, DrivenClient.class.getName(), options, arguments, log, environment));
    }

    public ChildProcess process() {
        return child;
    }

    public void click(String selector) throws IOException {
        awaitEnabled(selector);
        ask("click", selector, "");
    }

    void type(String selector, String text) throws IOException {
        awaitShown(selector);
        ask("type", selector, text);
    }

    public void press(String key) throws IOException {
        ask("press", "", key);
    }

    /// Clicks, and waits for another picture in the player.
    public PictureTimes pictureAfterClick(String selector) throws IOException {
        awaitEnabled(selector);
        return PictureTimes.parse(ask("picture-after", selector, ""));
    }

    /// Presses a key, and waits for another picture in the player.
    public PictureTimes pictureAfterKey(String key) throws IOException {
        return PictureTimes.parse(ask("picture-after", "", key));
    }

    /// From the hand's move, as the client's own thread saw it.
    ///
    /// @param pageMillis until the player's page was in the window
    /// @param pictureMillis until it had a picture, another one than before
    public record PictureTimes(double pageMillis, double pictureMillis) {
        private static PictureTimes parse(String micros) {
            String[] both = micros.split(" ", 2);
            return new PictureTimes(Integer.parseInt(both[0]) / 1000.0, Integer.parseInt(both[1]) / 1000.0);
        }
    }

    public String text(String selector) throws IOException {
        return ask("text", selector, "");
    }

    boolean isFullScreen() throws IOException {
        return Boolean.parseBoolean(ask("full-screen", "", ""));
    }

    /// Of the window's content, as in `1440x900`.
    String size() throws IOException {
        return ask("size", "", "");
    }

    public boolean shows(String selector) throws IOException {
        return Boolean.parseBoolean(ask("shows", selector, ""));
    }

    void screenshot(Path file) throws IOException {
        ask("shot", "", file.toAbsolutePath().toString());
    }

    /// Saves the picture of an image view as it is, at its own size.
    void image(String selector, Path file) throws IOException {
        ask("image", selector, file.toAbsolutePath().toString());
    }

    public void awaitWindow() throws IOException {
        await("a window", SOON, () -> {
            try {
                return Boolean.parseBoolean(ask("ready", "", ""));
            } catch (TourFailure toolkitNotStarted) {
                return false;
            }
        });
    }

    public void awaitShown(String selector) throws IOException {
        await(selector + " shown", SOON, () -> shows(selector));
    }

    /// Waits until the window has looked the same for a second: what was to come has come.
    void awaitStill() throws IOException {
        Path before = Files.createTempFile("karangou-still", ".png");
        Path after = Files.createTempFile("karangou-still", ".png");
        try {
            await("a still window", SOON, () -> {
                screenshot(before);
                Patience.pause(Duration.ofSeconds(1));
                screenshot(after);
                return Files.mismatch(before, after) < 0;
            });
        } finally {
            Files.delete(before);
            Files.delete(after);
        }
    }

    public void awaitGone(String selector) throws IOException {
        await(selector + " gone", SOON, () -> !shows(selector));
    }

    public void awaitEnabled(String selector) throws IOException {
        await(selector + " enabled", SOON, () -> Boolean.parseBoolean(ask("enabled", selector, "")));
    }

    public void awaitText(String selector, Predicate<String> expected, Duration limit) throws IOException {
        String[] last = {""};
        try {
            await(selector, limit, () -> {
                if (!shows(selector)) {
                    return false;
                }
                last[0] = text(selector);
                return expected.test(last[0]);
            });
        } catch (TourFailure e) {
            throw new TourFailure(e.getMessage() + "; it says: " + last[0], e);
        }
    }

    /// Waits for a condition of the world; the client goes on meanwhile.
    public void await(String what, Duration limit, Patience.Condition condition) throws IOException {
        boolean held = Patience.await(limit, () -> {
            if (!child.isAlive()) {
                throw new TourFailure("the client ended while waiting for " + what);
            }
            return condition.holds();
        });
        if (!held) {
            throw new TourFailure("waited " + limit.toSeconds() + " s for " + what);
        }
    }

    private String ask(String action, String target, String argument) throws IOException {
        commands.write(Wire.json().writeValueAsString(Map.of("do", action, "target", target, "argument", argument)));
        commands.newLine();
        commands.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new TourFailure("the client ended during " + action + " " + target);
        }
        JsonNode answer = Wire.json().readTree(line);
        if (!answer.path("ok").asBoolean()) {
            throw new TourFailure(
                    action + " " + target + ": " + answer.path("error").asText());
        }
        return answer.path("value").asText();
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
