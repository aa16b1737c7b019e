package studio.karangou.server.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.feature.people.OidcProvider;
import studio.karangou.server.feature.people.PersonSessions;
import studio.karangou.server.post.PostSettings;

/// How people sign in and how letters reach them.
///
/// @param providers with whom else people may sign in
/// @param breaches where breached passwords are looked up by range, null for nowhere
record PeopleConfig(
        PostSettings post,
        PersonSessions.Lives lives,
        List<OidcProvider> providers,
        @Nullable String breaches) {
    private static final Set<String> SETTINGS = Set.of(
            "smtp.host",
            "smtp.port",
            "smtp.security",
            "smtp.user",
            "smtp.password",
            "smtp.password-file",
            "mail.from",
            "sms.url",
            "sms.token",
            "sms.token-file",
            "sms.per-hour",
            "sms.per-day",
            "session.days",
            "session.staff-hours",
            "session.longest-days",
            "session.staff-longest-hours",
            "password.breach-url",
            "oidc.providers");
    private static final List<String> PROVIDER_SETTINGS =
            List.of("issuer", "client-id", "client-secret", "client-secret-file", "title");
    private static final Pattern PROVIDER_NAME = Pattern.compile("[a-z][a-z0-9]{0,31}");
    private static final int SUBMISSION_PORT = 587;
    private static final int MOST_TEXTS = 1_000_000;
    private static final int MOST_PORT = 65_535;

    /// Reads the settings.
    ///
    /// @throws FailureException with a [ConfigFailure]
    static PeopleConfig read(Settings settings, Path data) {
        return new PeopleConfig(
                new PostSettings(smtp(settings), sms(settings), data.resolve("letters")),
                new PersonSessions.Lives(
                        Duration.ofDays(settings.number("session.days", 90, 1, 400)),
                        Duration.ofHours(settings.number("session.staff-hours", 24, 1, 24 * 90)),
                        Duration.ofDays(settings.number("session.longest-days", 180, 1, 400)),
                        Duration.ofHours(settings.number("session.staff-longest-hours", 24, 1, 24 * 90))),
                providers(settings),
                settings.get("password.breach-url")
                        .map(text -> web("password.breach-url", text).toString())
                        .orElse(null));
    }

    /// The names of all settings that are read here, those of each provider included.
    static Set<String> settings(Settings settings) {
        return Stream.concat(
                        SETTINGS.stream(),
                        providerNames(settings)
                                .flatMap(name -> PROVIDER_SETTINGS.stream().map(field -> "oidc." + name + "." + field)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> providerNames(Settings settings) {
        return settings.get("oidc.providers").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    private static List<OidcProvider> providers(Settings settings) {
        return providerNames(settings).map(name -> provider(settings, name)).toList();
    }

    private static OidcProvider provider(Settings settings, String name) {
        if (!PROVIDER_NAME.matcher(name).matches()) {
            throw new ConfigFailure.BadValue("oidc.providers").asException();
        }
        String prefix = "oidc." + name + ".";
        return new OidcProvider(
                name,
                settings.get(prefix + "title").orElse(name),
                web(prefix + "issuer", needed(settings, prefix + "issuer")),
                needed(settings, prefix + "client-id"),
                settings.secret(prefix + "client-secret").orElse(null));
    }

    private static String needed(Settings settings, String name) {
        return settings.get(name).orElseThrow(() -> new ConfigFailure.Missing(name).asException());
    }

    private static PostSettings.@Nullable Smtp smtp(Settings settings) {
        String host = settings.get("smtp.host").orElse(null);
        if (host == null) {
            return null;
        }
        String from = needed(settings, "mail.from");
        return new PostSettings.Smtp(
                host,
                (int) settings.number("smtp.port", SUBMISSION_PORT, 1, MOST_PORT),
                security(settings.get("smtp.security").orElse("starttls")),
                settings.get("smtp.user").orElse(null),
                settings.secret("smtp.password").orElse(""),
                from);
    }

    private static PostSettings.Security security(String text) {
        try {
            return PostSettings.Security.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new FailureException(new ConfigFailure.BadValue("smtp.security"), e);
        }
    }

    private static PostSettings.@Nullable Sms sms(Settings settings) {
        String url = settings.get("sms.url").orElse(null);
        return url == null
                ? null
                : new PostSettings.Sms(
                        web("sms.url", url),
                        settings.secret("sms.token").orElse(null),
                        new PostSettings.TextLimits(
                                (int) settings.number(
                                        "sms.per-hour", PostSettings.TextLimits.STANDARD.hour(), 1, MOST_TEXTS),
                                (int) settings.number(
                                        "sms.per-day", PostSettings.TextLimits.STANDARD.day(), 1, MOST_TEXTS)));
    }

    /// Passwords, numbers and codes go there: in the clear only inside this machine.
    private static URI web(String setting, String text) {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getHost() != null && "https".equals(uri.getScheme())) {
                return uri;
            }
            if (uri.getHost() != null && "http".equals(uri.getScheme())) {
                if (!ThisMachine.is(uri)) {
                    throw new ConfigFailure.NeedsHttps(setting).asException();
                }
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new FailureException(new ConfigFailure.BadValue(setting), e);
        }
        throw new ConfigFailure.BadValue(setting).asException();
    }
}
