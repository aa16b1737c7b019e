package studio.karangou.packaging.bench;

import java.util.List;

/// What `bench.sh sync` was asked.
///
/// @param operations that are pushed, by one device and shared out over all
/// @param devices that push at once
/// @param changes that were made while a device was away
/// @param runs of each measurement; the best counts
/// @param postgres whether the server is on PostgreSQL, and not on H2
/// @param once whether a tenth of everything is not measured before
/// @param serverOptions for the server's JVM, empty for none
record SyncOptions(
        int operations, int devices, int changes, int runs, boolean postgres, boolean once, String serverOptions) {
    private static final int MOST = 10_000_000;
    private static final int LEAST = 1_000;

    /// @throws IllegalArgumentException with the option that is wrong
    static SyncOptions read(List<String> arguments) {
        SyncOptions options = new SyncOptions(100_000, 10, 200_000, 3, false, false, "");
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--once")) {
                options = options.alone();
            } else if (++i < arguments.size()) {
                options = options.with(name, arguments.get(i));
            } else {
                throw new IllegalArgumentException(name);
            }
        }
        return options;
    }

    private SyncOptions with(String name, String value) {
        return switch (name) {
            case "--operations" ->
                new SyncOptions(number(name, value, LEAST), devices, changes, runs, postgres, once, serverOptions);
            case "--devices" ->
                new SyncOptions(operations, number(name, value, 1), changes, runs, postgres, once, serverOptions);
            case "--changes" ->
                new SyncOptions(operations, devices, number(name, value, LEAST), runs, postgres, once, serverOptions);
            case "--runs" ->
                new SyncOptions(operations, devices, changes, number(name, value, 1), postgres, once, serverOptions);
            case "--database" ->
                new SyncOptions(operations, devices, changes, runs, isPostgres(value), once, serverOptions);
            case "--server-options" -> new SyncOptions(operations, devices, changes, runs, postgres, once, value);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// The same without a tenth before it.
    private SyncOptions alone() {
        return new SyncOptions(operations, devices, changes, runs, postgres, true, serverOptions);
    }

    /// A tenth of the work.
    SyncOptions tenth() {
        return new SyncOptions(operations / 10, devices, changes / 10, runs, postgres, once, serverOptions);
    }

    private static boolean isPostgres(String value) {
        return switch (value) {
            case "postgres" -> true;
            case "h2" -> false;
            default -> throw new IllegalArgumentException("--database");
        };
    }

    private static int number(String name, String value, int least) {
        if (!value.matches("[0-9]{1,8}") || Integer.parseInt(value) < least || Integer.parseInt(value) > MOST) {
            throw new IllegalArgumentException(name);
        }
        return Integer.parseInt(value);
    }
}
