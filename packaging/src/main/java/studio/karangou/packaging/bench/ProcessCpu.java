package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The processor time of a whole process, user and system, as `/proc/PID/stat` tells it (proc(5)): in hundredths
/// of a second.
record ProcessCpu(double seconds, long moment) {
    /// After the measured seconds, so many more are measured on their own: what a film costs once the JVM has compiled
    /// what it needs.
    static final int LATER_SECONDS = 12;

    private static final double TICKS_PER_SECOND = 100;
    /// Of the fields after the program's name.
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /// Of the process that asks.
    static ProcessCpu now() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    static ProcessCpu of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Double.parseDouble(fields[USER]) + Double.parseDouble(fields[SYSTEM]);
        return new ProcessCpu(ticks / TICKS_PER_SECOND, System.nanoTime());
    }

    /// Percent of one core since then.
    double percentSince(ProcessCpu then) {
        double wall = (moment - then.moment) / 1e9;
        return Math.round((seconds - then.seconds) / wall * 1000) / 10.0;
    }
}
