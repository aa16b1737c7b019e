package studio.karangou.common.protocol;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a device is to be enrolled and with which code, in one line for a QR code:
/// `karangou:enrol?server=https%3A%2F%2Fkarangou.example&code=7KQ4-M2RD`. A scanner that types what it reads types it
/// into the field of the code.
///
/// @param code as it is shown, eight characters with a dash in the middle
public record EnrolmentInvitation(URI server, String code) {
    private static final String HEAD = "karangou:enrol?server=";
    private static final Pattern LINE =
            Pattern.compile(Pattern.quote(HEAD) + "([A-Za-z0-9%._*+-]{1,400})&code=([A-Z0-9]{4})-?([A-Z0-9]{4})");

    public EnrolmentInvitation {
        Objects.requireNonNull(server, "a server");
        Objects.requireNonNull(code, "a code");
    }

    /// The line.
    public String text() {
        return HEAD + URLEncoder.encode(server.toString(), StandardCharsets.UTF_8) + "&code=" + code;
    }

    /// Reads the line; empty for anything else.
    public static Optional<EnrolmentInvitation> parse(String text) {
        Matcher line = LINE.matcher(text.strip());
        if (!line.matches()) {
            return Optional.empty();
        }
        try {
            URI server = URI.create(URLDecoder.decode(line.group(1), StandardCharsets.UTF_8));
            boolean web = "https".equals(server.getScheme()) || "http".equals(server.getScheme());
            return web && server.getHost() != null
                    ? Optional.of(new EnrolmentInvitation(server, line.group(2) + "-" + line.group(3)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no address, or one that is badly written
        }
    }

    /// Whether this may become such a line, when more of it is typed.
    public static boolean isBegun(String text) {
        return text.length() <= HEAD.length() ? HEAD.startsWith(text) : text.startsWith(HEAD);
    }
}
