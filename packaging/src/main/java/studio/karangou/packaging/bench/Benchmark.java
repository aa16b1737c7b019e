package studio.karangou.packaging.bench;

import java.util.List;
import java.util.Map;

/// Measures something.
@FunctionalInterface
interface Benchmark {
    /// Says what it does on standard error, and gives the figures, in the order to print them.
    ///
    /// @param arguments after the benchmark's name
    Map<String, Object> run(List<String> arguments) throws Exception;
}
