package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.karangou.packaging.bench.SyncGround.DeviceFigures;

/// Journals from the disks of devices to the server's commit, and changes back: `sync [--operations N] [--devices M]
/// [--changes C] [--database h2|postgres] [--runs R] [--server-options JVM] [--once]`. With a tenth of everything
/// first, unless `--once`. Throughput is the best of the runs, as other programs of the machine only ever take away;
/// all are listed, with the machine's load before each.
final class SyncBench implements Benchmark {
    private static final int WARMING = 20_000;
    private static final int FLOOR_ROWS = 100_000;
    /// Where in the upload the line is cut.
    private static final double CUT = 0.47;

    @Override
    public Map<String, Object> run(List<String> arguments) throws Exception {
        SyncOptions wanted = SyncOptions.read(arguments);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "sync");
        figures.put("database", wanted.postgres() ? "postgres" : "h2");
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("devices", wanted.devices());
        Path folder = Files.createTempDirectory("karangou-sync");
        try {
            if (!wanted.once()) {
                figures.put("tenth", measure(folder.resolve("tenth"), wanted.tenth()));
            }
            figures.put("whole", measure(folder.resolve("whole"), wanted));
            return figures;
        } finally {
            Folders.delete(folder);
        }
    }

    private static Map<String, Object> measure(Path folder, SyncOptions wanted) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("operations", wanted.operations());
        try (SyncGround ground = new SyncGround(folder, wanted.postgres(), wanted.serverOptions())) {
            say("échauffement du serveur…", "warming the server…");
            ground.sync(ground.recorded(1, WARMING, false), ground.address(), true);
            say(wanted.operations() + " opérations…", wanted.operations() + " operations…");
            figures.put("one", push(ground, wanted, 1));
            if (wanted.devices() > 1) {
                figures.put(wanted.devices() == 10 ? "ten" : "many", push(ground, wanted, wanted.devices()));
            }
            say("octets et coupure…", "bytes and a cut…");
            figures.putAll(overTheLine(ground, wanted.operations()));
            say("trente jours d’absence…", "thirty days away…");
            figures.put("away", away(ground, wanted));
            figures.put("serverPeakMegabytes", ground.serverPeakMegabytes());
            say("la base seule…", "the database alone…");
            figures.put("floor", ground.floor(Math.min(FLOOR_ROWS, wanted.operations())));
        }
        return figures;
    }

    private static void say(String french, String english) {
        System.err.println(french + " / " + english);
    }

    /// One push of everything.
    private record Pushed(double perSecond, Map<String, Object> figures) {}

    private static Map<String, Object> push(SyncGround ground, SyncOptions wanted, int devices) throws Exception {
        List<Pushed> runs = new ArrayList<>();
        for (int run = 0; run < wanted.runs(); run++) {
            List<Path> folders = ground.recorded(devices, wanted.operations() / devices, false);
            double load = ProcessFigures.load();
            double server = ground.serverCpu();
            double database = ground.databaseCpu();
            List<DeviceFigures> said = ground.sync(folders, ground.address(), true);
            server = ground.serverCpu() - server;
            database = ground.databaseCpu() - database;
            long acknowledged =
                    said.stream().mapToLong(DeviceFigures::acknowledged).sum();
            if (acknowledged != (long) wanted.operations() / devices * devices) {
                throw new IOException("the server has " + acknowledged + " operations");
            }
            double each = acknowledged / 100_000.0;
            double perSecond = acknowledged
                    * 1000.0
                    / said.stream().mapToLong(DeviceFigures::millis).max().orElseThrow();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("operationsPerSecond", Math.round(perSecond));
            figures.put(
                    "deviceCpuPer100k",
                    hundredths(said.stream().mapToDouble(DeviceFigures::cpu).sum() / each));
            figures.put("serverCpuPer100k", hundredths(server / each));
            figures.put("databaseCpuPer100k", hundredths(database / each));
            figures.put(
                    "devicePeakMegabytes",
                    said.stream().mapToLong(DeviceFigures::peakMegabytes).max().orElseThrow());
            figures.put("serverPeakMegabytes", ground.serverPeakMegabytes());
            figures.put("loadBefore", load);
            System.err.println(figures);
            runs.add(new Pushed(perSecond, figures));
            delete(folders);
        }
        Map<String, Object> best = runs.stream()
                .max(Comparator.comparingDouble(Pushed::perSecond))
                .orElseThrow()
                .figures();
        best.put("runs", runs.stream().map(one -> Math.round(one.perSecond)).toList());
        return best;
    }

    /// Bytes on the wire, all of them with TCP's payload: HTTP, the session, batches and receipts. Then the same, cut
    /// in the middle of a batch: what went up more than without a cut was sent again.
    private static Map<String, Object> overTheLine(SyncGround ground, int operations) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<Path> folders = List.of(
                ground.recorded(1, operations, false).getFirst(),
                ground.recorded(1, operations, false).getFirst());
        long whole;
        try (CuttableLine line = ground.line()) {
            ground.sync(List.of(folders.getFirst()), line.address(), true);
            whole = line.up();
            figures.put("bytesUpPerOperation", hundredths((double) whole / operations));
            figures.put("bytesDownPerOperation", hundredths((double) line.down() / operations));
        }
        try (CuttableLine line = ground.line()) {
            line.cutAt(Math.round(whole * CUT));
            DeviceFigures said = ground.sync(List.of(folders.getLast()), line.address(), true)
                    .getFirst();
            figures.put("bytesResentAfterCut", line.up() - whole);
            figures.put("millisWithCut", said.millis());
        }
        delete(folders);
        return figures;
    }

    /// Devices of a venue that has said much since they were there last.
    private static Map<String, Object> away(SyncGround ground, SyncOptions wanted) throws Exception {
        List<Path> away = ground.recorded(wanted.runs(), 0, false);
        for (Path one : away) {
            ground.sync(List.of(one), ground.address(), false);
        }
        List<Path> talking = ground.recorded(1, wanted.changes(), true);
        ground.sync(talking, ground.address(), true);
        delete(talking);
        List<DeviceFigures> said = new ArrayList<>();
        double server = ground.serverCpu();
        for (Path one : away) {
            said.addAll(ground.sync(List.of(one), ground.address(), false));
        }
        server = (ground.serverCpu() - server) / wanted.runs();
        delete(away);
        DeviceFigures best = said.stream()
                .min(Comparator.comparingLong(DeviceFigures::millis))
                .orElseThrow();
        double each = wanted.changes() / 100_000.0;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("changes", wanted.changes());
        figures.put("seconds", hundredths(best.millis() / 1000.0));
        figures.put("changesPerSecond", Math.round(wanted.changes() * 1000.0 / best.millis()));
        figures.put("deviceCpuPer100k", hundredths(best.cpu() / each));
        figures.put("serverCpuPer100k", hundredths(server / each));
        figures.put("devicePeakMegabytes", best.peakMegabytes());
        figures.put("runs", said.stream().map(one -> one.millis() / 1000.0).toList());
        System.err.println(figures);
        return figures;
    }

    private static void delete(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            Folders.delete(folder);
        }
    }

    private static double hundredths(double figure) {
        return Math.round(figure * 100) / 100.0;
    }
}
