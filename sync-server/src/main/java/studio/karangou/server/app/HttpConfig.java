package studio.karangou.server.app;

import java.util.Set;
import studio.karangou.server.http.RequestRates;

/// How the server lets others in.
///
/// @param concurrentRequests beyond which requests are turned away
/// @param behindProxy whether a proxy of ours stands before the server and writes `X-Forwarded-For`
/// @param rates how many requests a minute from whom
record HttpConfig(int concurrentRequests, boolean behindProxy, RequestRates rates) {
    static final Set<String> SETTINGS = Set.of(
            "http.concurrent-requests",
            "http.behind-proxy",
            "limits.address",
            "limits.account",
            "limits.device",
            "limits.money");
    private static final int MOST_A_MINUTE = 10_000_000;

    /// Reads the settings.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [ConfigFailure]
    static HttpConfig read(Settings settings) {
        RequestRates standard = RequestRates.STANDARD;
        return new HttpConfig(
                (int) settings.number("http.concurrent-requests", 1000, 1, 100_000),
                settings.get("http.behind-proxy").map(HttpConfig::yes).orElse(false),
                new RequestRates(
                        rate(settings, "limits.address", standard.address()),
                        rate(settings, "limits.account", standard.account()),
                        rate(settings, "limits.device", standard.device()),
                        rate(settings, "limits.money", standard.money())));
    }

    private static int rate(Settings settings, String name, int standard) {
        return (int) settings.number(name, standard, 1, MOST_A_MINUTE);
    }

    private static boolean yes(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigFailure.BadValue("http.behind-proxy").asException();
        };
    }
}
