package studio.karangou.packaging.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a benchmark's client paints: on the screen of whoever started it, else on an X11 screen without a monitor
/// (Xvfb), else on JavaFX' headless platform, which copies each painted window pixel by pixel in Java and so costs what
/// no person's window does.
///
/// @param platform `window` or `headless`, for the figures
/// @param options of the client's JVM
/// @param environment of the client's process, beside this one's own
record BenchScreen(
        String platform,
        List<String> options,
        Map<String, String> environment,
        @Nullable Process server) implements AutoCloseable {
    private static final List<String> HEADLESS =
            List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Dheadless.geometry=1440x900");

    /// @param window false for the headless platform in any case
    static BenchScreen open(boolean window) throws IOException {
        if (!window) {
            return new BenchScreen("headless", HEADLESS, Map.of(), null);
        }
        if (Stream.of("DISPLAY", "WAYLAND_DISPLAY").anyMatch(System.getenv()::containsKey)) {
            return new BenchScreen("window", List.of(), Map.of(), null);
        }
        Optional<Path> xvfb = xvfb();
        return xvfb.isPresent() ? virtual(xvfb.get()) : open(false);
    }

    private static BenchScreen virtual(Path xvfb) throws IOException {
        Process server = new ProcessBuilder(
                        xvfb.toString(), "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader number = server.inputReader(StandardCharsets.US_ASCII)) {
            String display = number.readLine();
            if (display == null) {
                throw new IOException("Xvfb did not start");
            }
            return new BenchScreen("window", List.of("-Dprism.order=sw"), Map.of("DISPLAY", ":" + display), server);
        }
    }

    private static Optional<Path> xvfb() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "Xvfb"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
        }
    }
}
