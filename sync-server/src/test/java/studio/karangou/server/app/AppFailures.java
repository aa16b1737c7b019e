package studio.karangou.server.app;

import java.util.stream.Stream;

/// The failures of the commands, for tests of another package.
public final class AppFailures {
    private AppFailures() {}

    public static Stream<Class<?>> types() {
        return Stream.of(ConfigFailure.class, AdminFailure.class);
    }
}
