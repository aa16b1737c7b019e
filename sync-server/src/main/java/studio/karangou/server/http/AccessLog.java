package studio.karangou.server.http;

import io.helidon.http.Method;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for each request, and for the beginning and the end of each line to a device; one measurement for each
/// request. The route, never the address: its query may hold a token.
final class AccessLog {
    private static final Logger ACCESS = LoggerFactory.getLogger("studio.karangou.server.access");
    private static final Set<Method> METHODS =
            Set.of(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.PATCH, Method.DELETE, Method.OPTIONS);

    private final MeterRegistry meters;

    AccessLog(MeterRegistry meters) {
        this.meters = meters;
    }

    /// How something ended.
    ///
    /// @param word for how
    /// @param code of a failure, empty for none
    /// @param bytes that were written
    record Ending(int status, String word, String code, long bytes) {}

    /// What was asked, and how that ended.
    void request(Method asked, String route, Ending ending, Duration duration) {
        String method = name(asked);
        write(method, route, ending, duration);
        Timer.builder("karangou.http.requests")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(ending.status()))
                .tag("outcome", ending.word())
                .publishPercentileHistogram()
                .register(meters)
                .record(duration);
    }

    /// A line is over. How long it was open is no measure of how fast anything was answered.
    void lineOver(String route, int status, Duration duration) {
        write(Method.GET.text(), route, new Ending(status, "over", "", 0), duration);
    }

    private static void write(String method, String route, Ending ending, Duration duration) {
        ACCESS.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", ending.status())
                .addKeyValue("outcome", ending.word())
                .addKeyValue("code", ending.code())
                .addKeyValue("ms", duration.toMillis())
                .addKeyValue("bytes", ending.bytes())
                .log("{} {} {}", method, route, ending.status());
    }

    /// Methods are made up freely, and each one that is counted is remembered.
    private static String name(Method method) {
        return METHODS.contains(method) ? method.text() : "OTHER";
    }
}
