package studio.karangou.packaging.bench;

import java.io.IOException;

/// The processor time of a whole process, user and system, at a moment.
///
/// @param moment as [System#nanoTime]
record ProcessCpu(double seconds, long moment) {
    /// After the measured seconds, so many more are measured on their own: what a film costs once the JVM has compiled
    /// what it needs.
    static final int LATER_SECONDS = 12;

    /// Of the process that asks.
    static ProcessCpu now() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    static ProcessCpu of(long pid) throws IOException {
        return new ProcessCpu(ProcessFigures.cpu(pid), System.nanoTime());
    }

    /// Percent of one core since then.
    double percentSince(ProcessCpu then) {
        double wall = (moment - then.moment) / 1e9;
        return Math.round((seconds - then.seconds) / wall * 1000) / 10.0;
    }
}
