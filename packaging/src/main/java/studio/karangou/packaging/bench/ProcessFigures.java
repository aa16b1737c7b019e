package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/// What a process has used, as `/proc` tells it (proc(5)).
final class ProcessFigures {
    private static final double TICKS_PER_SECOND = 100;
    /// Of the fields after the program's name.
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    private ProcessFigures() {}

    /// Processor seconds of a process itself, user and system.
    static double cpu(long pid) throws IOException {
        String[] fields = stat(pid);
        return (Double.parseDouble(fields[USER]) + Double.parseDouble(fields[SYSTEM])) / TICKS_PER_SECOND;
    }

    /// Processor seconds of a process and of all its children, those that have ended too.
    static double cpuOfAll(long pid) throws IOException {
        Deque<Long> left = new ArrayDeque<>();
        left.add(pid);
        double ticks = 0;
        while (!left.isEmpty()) {
            long one = left.pop();
            String[] fields = stat(one);
            for (int field : new int[] {USER, SYSTEM, ENDED_USER, ENDED_SYSTEM}) {
                ticks += Double.parseDouble(fields[field]);
            }
            children(one).forEach(left::add);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static Stream<Long> children(long parent) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::parseLong)
                    .filter(pid -> isChild(pid, parent))
                    .toList()
                    .stream();
        }
    }

    private static boolean isChild(long pid, long parent) {
        try {
            return Long.parseLong(stat(pid)[PARENT]) == parent;
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }

    /// The most memory that a process has had, in megabytes (of 2^20 bytes).
    static long peakMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /// How many programs wanted a processor in the last minute, on average.
    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    private static String[] stat(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }
}
