package studio.karangou.desktop.app;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;

/// How the program was asked to start.
///
/// @param server empty: the one that the device is enrolled with
/// @param language empty: the one chosen last, else the system's
/// @param offlineDays for how many days people come in without the network from now on; empty: as before
/// @param diskGigabytes what films may take from now on, in GB of 1 000 000 000 bytes; empty: as before
/// @param faultReports whether this device tells of its faults from now on, for kiosks, where nobody is asked;
///     empty: as before
/// @param neighbour address of the relay to use from now on, for kiosks, where nobody types it; empty: as before
/// @param code the one-time code to enrol with, empty: ask
public record Options(
        DeviceProfile profile,
        Optional<URI> server,
        Path data,
        Optional<Locale> language,
        Size window,
        boolean fullScreen,
        Optional<String> code,
        OptionalLong diskGigabytes,
        OptionalInt offlineDays,
        Optional<Boolean> faultReports,
        Optional<String> neighbour) {
    private static final String DAYS_SHOWN = "1…90";
    private static final Pattern DAYS = Pattern.compile("[1-9]|[1-8][0-9]|90");
    private static final Pattern GIGABYTES = Pattern.compile("[1-9][0-9]{0,4}|100000");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{2,4})x([1-9][0-9]{2,4})");

    /// In pixels.
    public record Size(int width, int height) {}

    /// Reads the command line.
    ///
    /// @param environment where the operating system says where data goes
    /// @param systemProperties as above
    /// @throws FailureException with an [OptionsFailure]
    public static Options parse(List<String> arguments, Map<String, String> environment, Map<?, ?> systemProperties) {
        Reader reader = new Reader();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            reader.read(rest.removeFirst(), rest);
        }
        Size usual = reader.profile == DeviceProfile.BORNE ? new Size(1920, 1080) : new Size(1440, 900);
        return new Options(
                reader.profile,
                reader.server,
                reader.data.orElseGet(() -> usualData(environment, systemProperties)),
                reader.language,
                reader.window.orElse(usual),
                reader.fullScreen,
                reader.code,
                reader.diskGigabytes,
                reader.offlineDays,
                reader.faultReports,
                reader.neighbour);
    }

    /// The server that was asked for, if it is another than the device's own.
    Optional<URI> otherServer(URI own) {
        return server.filter(asked -> !sameServer(asked, own));
    }

    private static boolean sameServer(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(String.valueOf(other.getScheme()))
                && String.valueOf(one.getHost()).equalsIgnoreCase(String.valueOf(other.getHost()))
                && port(one) == port(other)
                && path(one).equals(path(other));
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static String path(URI address) {
        return String.valueOf(address.getPath()).replaceAll("/+$", "");
    }

    private static Path usualData(Map<String, String> environment, Map<?, ?> properties) {
        Path home = Path.of(String.valueOf(properties.get("user.home")));
        String system = String.valueOf(properties.get("os.name")).toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            String local = environment.get("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Karangou");
        }
        if (system.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Karangou");
        }
        String data = environment.get("XDG_DATA_HOME");
        boolean given = data != null && !data.isBlank();
        return (given ? Path.of(data) : home.resolve(".local").resolve("share")).resolve("karangou");
    }

    private static final class Reader {
        private DeviceProfile profile = DeviceProfile.LIEU;
        private Optional<URI> server = Optional.empty();
        private Optional<Path> data = Optional.empty();
        private Optional<Locale> language = Optional.empty();
        private Optional<Size> window = Optional.empty();
        private boolean fullScreen;
        private Optional<String> code = Optional.empty();
        private OptionalLong diskGigabytes = OptionalLong.empty();
        private OptionalInt offlineDays = OptionalInt.empty();
        private Optional<Boolean> faultReports = Optional.empty();
        private Optional<String> neighbour = Optional.empty();

        void read(String option, Deque<String> rest) {
            switch (option) {
                case "--profile" -> profile = profile(value(option, rest, "lieu | borne | studio"));
                case "--server" -> server = Optional.of(uri(value(option, rest, "http(s)://…")));
                case "--data" -> data = Optional.of(path(value(option, rest, "DIR")));
                case "--language" -> language = Optional.of(language(value(option, rest, "fr | en")));
                case "--window" -> window = Optional.of(size(value(option, rest, "1440x900")));
                case "--full-screen" -> fullScreen = true;
                case "--code" -> code = Optional.of(value(option, rest, "XXXX-XXXX"));
                case "--offline-days" -> offlineDays = OptionalInt.of(days(value(option, rest, DAYS_SHOWN)));
                case "--fault-reports" -> faultReports = Optional.of(onOrOff(value(option, rest, "on | off")));
                case "--neighbour" -> neighbour = Optional.of(value(option, rest, "192.168.1.12:7420"));
                case "--disk-gb" -> diskGigabytes = OptionalLong.of(gigabytes(value(option, rest, "1…100000")));
                default -> throw new FailureException(new OptionsFailure.Unknown(option));
            }
        }

        private static String value(String option, Deque<String> rest, String expected) {
            String value = rest.pollFirst();
            if (value == null || value.isBlank() || value.startsWith("--")) {
                throw new FailureException(new OptionsFailure.Wrong(option, expected));
            }
            return value;
        }

        private static boolean onOrOff(String value) {
            return switch (value) {
                case "on" -> true;
                case "off" -> false;
                default -> throw new FailureException(new OptionsFailure.Wrong("--fault-reports", "on | off"));
            };
        }

        private static int days(String value) {
            if (DAYS.matcher(value).matches()) {
                return Integer.parseInt(value);
            }
            throw new FailureException(new OptionsFailure.Wrong("--offline-days", DAYS_SHOWN));
        }

        private static long gigabytes(String value) {
            if (GIGABYTES.matcher(value).matches()) {
                return Long.parseLong(value);
            }
            throw new FailureException(new OptionsFailure.Wrong("--disk-gb", "1…100000"));
        }

        private static DeviceProfile profile(String value) {
            return switch (value) {
                case "lieu" -> DeviceProfile.LIEU;
                case "borne" -> DeviceProfile.BORNE;
                case "studio" -> DeviceProfile.STUDIO;
                default -> throw new FailureException(new OptionsFailure.Wrong("--profile", "lieu | borne | studio"));
            };
        }

        private static URI uri(String value) {
            try {
                URI uri = URI.create(value);
                String scheme = String.valueOf(uri.getScheme());
                if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
                    return uri;
                }
                throw new FailureException(new OptionsFailure.Wrong("--server", "http(s)://…"));
            } catch (IllegalArgumentException e) {
                throw new FailureException(new OptionsFailure.Wrong("--server", "http(s)://…"), e);
            }
        }

        private static Path path(String value) {
            try {
                return Path.of(value).toAbsolutePath();
            } catch (InvalidPathException e) {
                throw new FailureException(new OptionsFailure.Wrong("--data", "DIR"), e);
            }
        }

        private static Locale language(String value) {
            Locale locale = Locale.forLanguageTag(value);
            if (locale.getLanguage().isEmpty()) {
                throw new FailureException(new OptionsFailure.Wrong("--language", "fr | en"));
            }
            return locale;
        }

        private static Size size(String value) {
            Matcher matcher = SIZE.matcher(value);
            if (!matcher.matches()) {
                throw new FailureException(new OptionsFailure.Wrong("--window", "1440x900"));
            }
            return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
