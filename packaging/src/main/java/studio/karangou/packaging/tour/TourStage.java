package studio.karangou.packaging.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;

/// Runs the steps of the story one after the other: times each, takes its screenshot, writes it down.
final class TourStage {
    private final Path directory;
    private final TourReport report;
    private final Consumer<String> narrator;
    private @Nullable ClientDriver client;

    TourStage(Path directory, TourReport report, Consumer<String> narrator) {
        this.directory = directory;
        this.report = report;
        this.narrator = narrator;
    }

    /// What a step does; it puts its figures into the map.
    @FunctionalInterface
    interface Act {
        void play(Map<String, Object> figures) throws IOException;
    }

    /// Plays one step.
    ///
    /// @throws TourFailure if it failed, after it was written down; the story cannot go on without it
    void step(String id, Act act) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        long begun = System.nanoTime();
        String error = null;
        TourFailure failure = null;
        try {
            act.play(figures);
        } catch (TourFailure e) {
            failure = e;
        } catch (IOException | RuntimeException e) {
            failure = new TourFailure(reason(e), e);
        }
        long ms = (System.nanoTime() - begun) / 1_000_000;
        String screenshot = screenshot(id);
        if (failure != null) {
            error = failure.getMessage();
        }
        report.add(new TourReport.Step(id, failure == null, ms, screenshot, figures, error));
        narrator.accept((failure == null ? "✓ " : "✗ ") + id + " " + ms + " ms " + figures
                + (error == null ? "" : " " + error));
        if (failure != null) {
            throw failure;
        }
    }

    private static String reason(Exception e) {
        return e instanceof FailureException refused
                ? refused.failure().code() + " " + refused.failure().arguments()
                : e.toString();
    }

    /// The client whose window the screenshots show from now on.
    void show(@Nullable ClientDriver driver) {
        client = driver;
    }

    /// A picture within a step, beside the one at its end.
    Path picture(String name) throws IOException {
        Path file = directory.resolve("%02d-%s.png".formatted(report.count() + 1, name));
        if (client == null) {
            throw new TourFailure("there is no window to take a picture of");
        }
        client.screenshot(file);
        return file;
    }

    private @Nullable String screenshot(String id) throws IOException {
        ClientDriver driver = client;
        if (driver == null || !driver.process().isAlive()) {
            return null;
        }
        String name = "%02d-%s.png".formatted(report.count() + 1, id);
        try {
            driver.screenshot(directory.resolve(name));
            return name;
        } catch (TourFailure e) {
            narrator.accept("no screenshot of " + id + ": " + e.getMessage());
            return null;
        }
    }
}
