package studio.karangou.server.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.http.Listening;
import studio.karangou.server.http.Network;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.RequestRates;
import studio.karangou.server.http.TlsFiles;

/// How the server lets others in.
///
/// @param concurrentRequests beyond which requests are turned away
/// @param liveConnections devices that are told at once of what is new, at most [Listening#LINES];
///     others look by themselves
/// @param behindProxy whether a proxy of ours stands before the server and writes `X-Forwarded-For`
/// @param proxies where such proxies are: nobody else is believed, or spoken to in the clear
/// @param rates how many requests a minute from whom
/// @param tls null for plain HTTP
record HttpConfig(
        int concurrentRequests,
        int liveConnections,
        boolean behindProxy,
        List<Network> proxies,
        RequestRates rates,
        @Nullable TlsFiles tls) {
    static final Set<String> SETTINGS = Set.of(
            "http.concurrent-requests",
            "http.live-connections",
            "http.behind-proxy",
            "http.proxies",
            "limits.address",
            "limits.account",
            "limits.device",
            "limits.money",
            "tls.certificate",
            "tls.key");
    private static final int MOST_A_MINUTE = 10_000_000;

    /// Reads the settings.
    ///
    /// @throws studio.karangou.common.model.FailureException with a [ConfigFailure]
    static HttpConfig read(Settings settings) {
        RequestRates standard = RequestRates.STANDARD;
        return new HttpConfig(
                (int) settings.number("http.concurrent-requests", 1000, 1, 100_000),
                (int) settings.number("http.live-connections", Listening.LINES, 0, Listening.LINES),
                settings.get("http.behind-proxy").map(HttpConfig::yes).orElse(false),
                settings.get("http.proxies").map(HttpConfig::networks).orElse(Network.THIS_MACHINE),
                new RequestRates(
                        rate(settings, "limits.address", standard.address()),
                        rate(settings, "limits.account", standard.account()),
                        rate(settings, "limits.device", standard.device()),
                        rate(settings, "limits.money", standard.money())),
                tls(settings));
    }

    /// Where requests come from.
    PeerAddress peers() {
        return new PeerAddress(behindProxy, proxies);
    }

    private static List<Network> networks(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Network::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new FailureException(new ConfigFailure.BadValue("http.proxies"), e);
        }
    }

    private static @Nullable TlsFiles tls(Settings settings) {
        String certificate = settings.get("tls.certificate").orElse(null);
        String key = settings.get("tls.key").orElse(null);
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new ConfigFailure.Missing(certificate == null ? "tls.certificate" : "tls.key").asException();
        }
        return new TlsFiles(path("tls.certificate", certificate), path("tls.key", key));
    }

    private static Path path(String setting, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new FailureException(new ConfigFailure.BadValue(setting), e);
        }
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
