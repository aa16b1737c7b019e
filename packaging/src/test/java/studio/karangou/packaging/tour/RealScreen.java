package studio.karangou.packaging.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An X11 screen in memory with a window manager.
final class RealScreen implements AutoCloseable {
    private final List<Process> started = new ArrayList<>();
    private final String display;

    RealScreen() throws IOException {
        Process screen = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(screen);
        try (BufferedReader number =
                new BufferedReader(new InputStreamReader(screen.getInputStream(), StandardCharsets.US_ASCII))) {
            display = ":" + number.readLine();
        }
        ProcessBuilder manager = new ProcessBuilder("openbox", "--sm-disable")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        manager.environment().put("DISPLAY", display);
        started.add(manager.start());
    }

    /// As in the variable `DISPLAY`.
    String display() {
        return display;
    }

    @Override
    public void close() {
        started.reversed().forEach(Process::destroyForcibly);
    }
}
