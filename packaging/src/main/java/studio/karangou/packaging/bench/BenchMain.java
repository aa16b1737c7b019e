package studio.karangou.packaging.bench;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.PlainLog;

/// `bench.sh NAME …`: the last line of standard output is one JSON object.
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] arguments) throws Exception {
        PlainLog.use();
        Map<String, Benchmark> benchmarks = new TreeMap<>();
        benchmarks.put("api", new ApiBench(Clock.systemUTC()));
        benchmarks.put("ingest", new IngestBench(Clock.systemUTC()));
        benchmarks.put("player", new PlayerBench());
        benchmarks.put("startup", new StartupBench());
        benchmarks.put("sync", new SyncBench());
        Benchmark benchmark = arguments.length == 0 ? null : benchmarks.get(arguments[0]);
        if (benchmark == null) {
            System.err.println("bench.sh " + String.join("|", benchmarks.keySet()));
            System.exit(2);
            return;
        }
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        try {
            System.out.println(Wire.json().writeValueAsString(benchmark.run(rest)));
        } catch (IllegalArgumentException e) {
            System.err.println("Option inconnue ou valeur impossible. Unknown option or impossible value. ("
                    + e.getMessage() + ")");
            System.exit(2);
        }
    }
}
