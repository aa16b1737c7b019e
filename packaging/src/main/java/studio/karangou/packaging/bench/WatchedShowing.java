package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.packaging.demo.Patience;
import studio.karangou.packaging.tour.ClientDriver;
import studio.karangou.packaging.tour.ClientDriver.PictureTimes;
import studio.karangou.packaging.tour.PlayerFigures;

/// The real program at a venue that has a film and no network: a hand opens the film's page and plays it, as the tour's
/// does. Its processor time is read from outside; nobody asks it anything while that is measured.
final class WatchedShowing implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    /// Between two seeks: their storyboard pictures are not compared.
    private static final Duration BETWEEN_SEEKS = Duration.ofMillis(300);
    /// Percent of a core that a program takes which has nothing to do.
    private static final double IDLE = 4;
    /// To so many tenths of the film.
    private static final List<String> SEEKS = List.of("DIGIT5", "DIGIT1", "DIGIT7", "DIGIT3", "DIGIT8");

    private static final String PICTURE = "#player-picture";
    private static final String WATCH = "#watch";

    private final ClientDriver client;
    private final long pid;

    private WatchedShowing(ClientDriver client) {
        this.client = client;
        pid = client.process().pid();
    }

    /// Starts the client and opens the film's page; when this returns it has nothing to do.
    ///
    /// @param window its size, as `1440x900`
    /// @param options of the JVM
    static WatchedShowing open(
            Path data, String window, List<String> options, Map<String, String> environment, Path log)
            throws IOException {
        WatchedShowing showing = new WatchedShowing(ClientDriver.start(
                Installation.current().drivenClient(), options, arguments(data, window), log, environment));
        try {
            showing.client.awaitWindow();
            showing.client.click("#film-" + PlayerBenchGround.FILM);
            showing.client.awaitEnabled(WATCH);
            awaitIdle(showing.pid);
            return showing;
        } catch (IOException | RuntimeException e) {
            showing.client.close();
            throw e;
        }
    }

    /// As a venue starts it.
    static List<String> arguments(Path data, String window) {
        return List.of("--profile", "lieu", "--language", "fr", "--window", window, "--data", data.toString());
    }

    /// Waits until a process takes hardly any processor time for a second.
    static void awaitIdle(long pid) throws IOException {
        boolean idle = Patience.await(SOON, () -> {
            ProcessCpu before = ProcessCpu.of(pid);
            Patience.pause(A_SECOND);
            return ProcessCpu.of(pid).percentSince(before) < IDLE;
        });
        if (!idle) {
            throw new IOException("the client is not done in " + SOON.toSeconds() + " s");
        }
    }

    Map<String, Object> measure(int seconds) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        ProcessCpu begun = ProcessCpu.of(pid);
        PictureTimes opened = client.pictureAfterClick(WATCH);
        ProcessCpu first = ProcessCpu.of(pid);
        Patience.pause(Duration.ofSeconds(seconds).minusNanos(first.moment() - begun.moment()));
        ProcessCpu end = ProcessCpu.of(pid);
        figures.put("firstFrameMillis", opened.pictureMillis());
        figures.put("playerStartedMillis", opened.pageMillis());
        figures.put("cpuPercent", end.percentSince(begun));
        figures.put("cpuPercentAfterFirstFrame", end.percentSince(first));
        PlayerFigures.Renewed early = count();
        figures.put("displayed", early.figures().given());
        figures.put("painted", early.figures().painted());
        ProcessCpu later = ProcessCpu.of(pid);
        Patience.pause(Duration.ofSeconds(ProcessCpu.LATER_SECONDS));
        figures.put("cpuPercentLater", ProcessCpu.of(pid).percentSince(later));
        PlayerFigures.Renewed late = count();
        long painted = late.figures().painted() - early.figures().painted();
        double wall = (late.moment() - early.moment()) / 1e9;
        figures.put("framesPerSecond", Math.round(painted / wall * 100) / 100.0);
        figures.put("lost", late.figures().lost());
        figures.put("lostAudio", late.figures().lostSound());
        figures.put("stalls", late.figures().stalls());
        figures.put("seekMillis", seeks());
        leave();
        figures.put("nextFirstFrameMillis", client.pictureAfterClick(WATCH).pictureMillis());
        return figures;
    }

    /// What the player has counted, looked at for as short as can be.
    private PlayerFigures.Renewed count() throws IOException {
        client.press("I");
        client.awaitShown(PlayerFigures.PLACE);
        PlayerFigures.Renewed now = PlayerFigures.awaitNext(client, SOON);
        client.press("I");
        client.awaitGone(PlayerFigures.PLACE);
        return now;
    }

    /// While paused, so that the next other picture is that of the place sought.
    private List<Double> seeks() throws IOException {
        client.press("SPACE");
        awaitIdleOfPictures();
        List<Double> took = new ArrayList<>();
        for (String key : SEEKS) {
            took.add(client.pictureAfterKey(key).pictureMillis());
            Patience.pause(BETWEEN_SEEKS);
        }
        return took;
    }

    /// A paused film is quiet.
    private void awaitIdleOfPictures() throws IOException {
        String[] before = {""};
        client.press("I");
        client.await("a paused film", SOON, () -> {
            Patience.pause(A_SECOND);
            String last = before[0];
            before[0] = client.text(PlayerFigures.PLACE);
            return before[0].equals(last);
        });
        client.press("I");
        client.awaitGone(PlayerFigures.PLACE);
    }

    private void leave() throws IOException {
        client.click("#player-back");
        client.await("the film's page", SOON, () -> {
            if (client.shows("#player-leaving") && client.shows("#player-leave")) {
                client.click("#player-leave");
            }
            return !client.shows(PICTURE);
        });
    }

    @Override
    public void close() throws IOException {
        client.process().stop();
    }
}
