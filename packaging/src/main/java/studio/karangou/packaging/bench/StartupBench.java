package studio.karangou.packaging.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import studio.karangou.packaging.demo.Installation;

/// Process start to first painted catalogue of twelve films, from the device's own copy and without a server; with
/// and without an AOT cache (JEP 514), in turn. `startup [--runs N] [--headless]`; every figure is the median.
final class StartupBench implements Benchmark {
    @Override
    public Map<String, Object> run(List<String> arguments) throws Exception {
        int at = arguments.indexOf("--runs");
        int runs = at < 0 ? 5 : Integer.parseInt(arguments.get(at + 1));
        Path folder = Files.createTempDirectory("karangou-startup");
        try (BenchScreen screen = BenchScreen.open(!arguments.contains("--headless"))) {
            Path device = StartupGround.device(folder);
            Client client = new Client(device, screen, folder.resolve("client.log"));
            Path cache = folder.resolve("client.aot");
            System.err.println("AOT…");
            client.start(List.of("-XX:AOTCacheOutput=" + cache));
            List<Long> without = new ArrayList<>();
            List<Long> with = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                without.add(client.start(List.of()));
                with.add(client.start(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on")));
                System.err.println(without.getLast() + " ms, AOT " + with.getLast() + " ms");
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("benchmark", "startup");
            figures.put("films", StartupGround.FILMS);
            figures.put("runs", runs);
            figures.put("platform", screen.platform());
            figures.put("millis", middle(without));
            figures.put("aotMillis", middle(with));
            figures.put("aotMegabytes", Files.size(cache) / 1_000_000);
            return figures;
        } finally {
            Folders.delete(folder);
        }
    }

    private static long middle(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// The client as its users start it; the probe's own jar comes after all of its jars.
    private record Client(Path data, BenchScreen screen, Path log) {
        /// @return milliseconds from the start of the process until it said that the catalogue is painted
        long start(List<String> options) throws IOException, InterruptedException {
            long begun = System.nanoTime();
            ProcessBuilder builder =
                    new ProcessBuilder(command(options)).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(screen.environment());
            Process process = builder.start();
            try (BufferedReader out = process.inputReader()) {
                String line = out.readLine();
                while (line != null && !line.equals(StartupProbeMain.PAINTED)) {
                    line = out.readLine();
                }
                long took = (System.nanoTime() - begun) / 1_000_000;
                if (line == null || !process.waitFor(2, TimeUnit.MINUTES)) {
                    throw new IOException("the client did not show its catalogue:\n" + Files.readString(log));
                }
                return took;
            } finally {
                process.destroyForcibly();
            }
        }

        private List<String> command(List<String> options) throws IOException {
            Installation installation = Installation.current();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(installation.clientOptions());
            command.addAll(options);
            command.addAll(screen.options());
            command.addAll(List.of(
                    "-cp",
                    installation.drivenClient(),
                    StartupProbeMain.class.getName(),
                    "--profile",
                    "lieu",
                    "--language",
                    "fr",
                    "--window",
                    "1440x900",
                    "--data",
                    data.toString()));
            return command;
        }
    }
}
