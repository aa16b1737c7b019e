package studio.karangou.packaging.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.feature.player.PlayableFilm;
import studio.karangou.packaging.demo.ChildProcess;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.packaging.demo.Patience;

/// 720p25 from disk through the proxy, in the real program as `packaging/client.sh` starts it: pictures, processor,
/// first picture, seeks; against a bare JVM in which libVLC decodes the same film, from the same proxy in another
/// process, into memory. `player [--seconds N] [--runs N] [--window WIDTHxHEIGHT] [--film FILE] [--headless]
/// [--no-aot]`. In a window of 1280 × 720 the pictures have their own size, as those of libVLC have; in any other they
/// are made larger or smaller, too. The client has an AOT cache, as it has one from `packaging/aot.sh`: of a start that
/// got ready for a film and played none; it paints by software, where [BenchScreen] says. The two are run in turn;
/// every figure is the median.
final class PlayerBench implements Benchmark {
    /// Until the window is there and everything behind it has begun.
    private static final Duration TRAINING = Duration.ofSeconds(8);

    @Override
    public Map<String, Object> run(List<String> arguments) throws Exception {
        int seconds = number(arguments, "--seconds", 20);
        int runs = number(arguments, "--runs", 3);
        String window = word(arguments, "--window").orElse("1440x900");
        List<String> options = new ArrayList<>(Installation.current().clientOptions());
        options.add("-Dprism.order=sw");
        Path folder = Files.createTempDirectory("karangou-player");
        try (BenchScreen screen = BenchScreen.open(!arguments.contains("--headless"))) {
            options.addAll(screen.options());
            List<Path> devices = new PlayerBenchGround(folder, film(arguments)).twoDevices();
            boolean aot = !arguments.contains("--no-aot");
            if (aot) {
                options.add("-XX:AOTCache=" + train(devices.getFirst(), window, options, screen, folder));
                options.add("-XX:AOTMode=on");
            }
            List<JsonNode> ours = new ArrayList<>();
            List<JsonNode> bare = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                bare.add(bare(devices.getLast(), seconds, folder));
                ours.add(ours(devices.getFirst(), window, seconds, options, screen, folder));
                System.err.printf("%d/%d%n  libVLC %s%n  Karangou %s%n", run, runs, bare.getLast(), ours.getLast());
            }
            Map<String, Object> figures = figures(seconds, runs, screen.platform(), ours, bare);
            figures.put("window", window);
            figures.put("load", load());
            figures.put("aot", aot);
            return figures;
        } finally {
            Folders.delete(folder);
        }
    }

    /// As `packaging/aot.sh` does.
    private static Path train(Path data, String window, List<String> options, BenchScreen screen, Path folder)
            throws IOException {
        System.err.println("AOT…");
        Path cache = folder.resolve("client.aot");
        List<String> training = new ArrayList<>(options);
        training.add("-XX:AOTCacheOutput=" + cache);
        try (ChildProcess client = ChildProcess.start(
                Installation.current().client(),
                "studio.karangou.desktop.app.Main",
                training,
                WatchedShowing.arguments(data, window),
                folder.resolve("client.log"),
                screen.environment())) {
            Patience.pause(TRAINING);
            WatchedShowing.awaitIdle(client.pid());
            client.process().destroy();
            client.awaitEndOfUse(); // it writes the cache
        }
        return cache;
    }

    private static JsonNode ours(
            Path data, String window, int seconds, List<String> options, BenchScreen screen, Path folder)
            throws IOException {
        try (WatchedShowing showing =
                WatchedShowing.open(data, window, options, screen.environment(), folder.resolve("client.log"))) {
            return Wire.json().valueToTree(showing.measure(seconds));
        }
    }

    private static JsonNode bare(Path data, int seconds, Path folder) throws IOException {
        try (Engine engine = Engine.open(data, Clock.systemUTC(), EngineSettings.USUAL);
                PlayableFilm film = engine.playback().open(PlayerBenchGround.FILM)) {
            List<String> arguments = List.of(
                    film.address().toString(),
                    String.valueOf(seconds),
                    String.valueOf(PlayerBenchGround.WIDTH),
                    String.valueOf(PlayerBenchGround.HEIGHT));
            return bare(arguments, folder.resolve("bare.log"));
        }
    }

    private static JsonNode bare(List<String> arguments, Path log) throws IOException {
        try (ChildProcess child = ChildProcess.start(
                Installation.current().packaging(),
                BareVlcMain.class.getName(),
                List.of("-XX:+UseSerialGC"),
                arguments,
                log)) {
            String said = new String(child.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Optional<String> figures =
                    said.lines().filter(line -> line.startsWith("{")).reduce((earlier, later) -> later);
            if (figures.isEmpty()) {
                throw new IOException("libVLC alone gave no figures:\n" + Files.readString(log));
            }
            return Wire.json().readTree(figures.get());
        }
    }

    private static Map<String, Object> figures(
            int seconds, int runs, String platform, List<JsonNode> ours, List<JsonNode> bare) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "player");
        figures.put("film", "1280x720, 25 fps");
        figures.put("seconds", seconds);
        figures.put("runs", runs);
        figures.put("platform", platform);
        figures.put("framesPerSecond", median(ours, "framesPerSecond"));
        figures.put("displayed", median(ours, "displayed"));
        figures.put("painted", median(ours, "painted"));
        figures.put("lost", median(ours, "lost"));
        figures.put("cpuPercent", median(ours, "cpuPercent"));
        figures.put("cpuPercentAfterFirstFrame", median(ours, "cpuPercentAfterFirstFrame"));
        figures.put("bareCpuPercent", median(bare, "cpuPercent"));
        figures.put("bareCpuPercentAfterFirstFrame", median(bare, "cpuPercentAfterFirstFrame"));
        figures.put("cpuPercentLater", median(ours, "cpuPercentLater"));
        figures.put("bareCpuPercentLater", median(bare, "cpuPercentLater"));
        figures.put("cpuAgainstBareLater", ratio(ours, bare, "cpuPercentLater"));
        figures.put("cpuAgainstBare", ratio(ours, bare, "cpuPercent"));
        figures.put("cpuAgainstBareAfterFirstFrame", ratio(ours, bare, "cpuPercentAfterFirstFrame"));
        figures.put("firstFrameMillis", median(ours, "firstFrameMillis"));
        figures.put("nextFirstFrameMillis", median(ours, "nextFirstFrameMillis"));
        figures.put("playerStartedMillis", median(ours, "playerStartedMillis"));
        figures.put("bareFirstFrameMillis", median(bare, "firstFrameMillis"));
        figures.put("seekMillis", seeks(ours));
        return figures;
    }

    /// What the whole machine had to do, as the mean of the last minute: a figure taken beside a build is none.
    private static double load() {
        return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 100) / 100.0;
    }

    private static double seeks(List<JsonNode> runs) {
        List<Double> all = new ArrayList<>();
        runs.forEach(run -> run.path("seekMillis").forEach(each -> all.add(each.asDouble())));
        return middle(all);
    }

    private static double ratio(List<JsonNode> ours, List<JsonNode> bare, String figure) {
        return Math.round(median(ours, figure) / median(bare, figure) * 100) / 100.0;
    }

    private static double median(List<JsonNode> runs, String figure) {
        return middle(runs.stream().map(run -> run.path(figure).asDouble()).toList());
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static @Nullable Path film(List<String> arguments) {
        return word(arguments, "--film").map(Path::of).orElse(null);
    }

    private static Optional<String> word(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        return at < 0 ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }

    private static int number(List<String> arguments, String option, int usual) {
        return word(arguments, option).map(Integer::parseInt).orElse(usual);
    }
}
