package studio.karangou.packaging.simulation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `simulate.sh` was asked.
///
/// @param minutes after which no further seed is begun, 0 for no end
/// @param cores how many seeds run at the same time, each in a thread of its own
/// @param atLeast simulated device-days a second on each core, 0 for any speed
/// @param mutant planted, null for none
record SimulateOptions(
        long first,
        long last,
        int days,
        int devices,
        int minutes,
        int cores,
        int atLeast,
        @Nullable Mutant mutant) {
    private static final Pattern SEEDS = Pattern.compile("([0-9]{1,15})-([0-9]{1,15})");
    private static final int MOST = 1_000;

    /// @throws IllegalArgumentException with what is wrong
    static SimulateOptions read(List<String> arguments) {
        SimulateOptions options =
                new SimulateOptions(1, 0, 7, 4, 0, Runtime.getRuntime().availableProcessors(), 0, null);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i));
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        if (options.last < options.first) {
            throw new IllegalArgumentException("--seeds");
        }
        return options;
    }

    private SimulateOptions with(String name, String value) {
        return switch (name) {
            case "--seeds" -> {
                Matcher seeds = SEEDS.matcher(value);
                if (!seeds.matches()) {
                    throw new IllegalArgumentException(name);
                }
                yield new SimulateOptions(
                        Long.parseLong(seeds.group(1)),
                        Long.parseLong(seeds.group(2)),
                        days,
                        devices,
                        minutes,
                        cores,
                        atLeast,
                        mutant);
            }
            case "--days" ->
                new SimulateOptions(first, last, number(name, value), devices, minutes, cores, atLeast, mutant);
            case "--devices" ->
                new SimulateOptions(first, last, days, number(name, value), minutes, cores, atLeast, mutant);
            case "--minutes" ->
                new SimulateOptions(first, last, days, devices, number(name, value), cores, atLeast, mutant);
            case "--cores" ->
                new SimulateOptions(first, last, days, devices, minutes, number(name, value), atLeast, mutant);
            case "--at-least" ->
                new SimulateOptions(first, last, days, devices, minutes, cores, number(name, value), mutant);
            case "--mutant" ->
                new SimulateOptions(
                        first,
                        last,
                        days,
                        devices,
                        minutes,
                        cores,
                        atLeast,
                        Mutant.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_')));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int number(String name, String value) {
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST) {
            throw new IllegalArgumentException(name);
        }
        return Integer.parseInt(value);
    }
}
