package studio.karangou.server.post;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How letters leave.
///
/// @param smtp null if there is no mail server: e-mails then lie in the folder
/// @param sms null if there is no gateway: text messages then lie in the folder
/// @param folder for what cannot leave
public record PostSettings(@Nullable Smtp smtp, @Nullable Sms sms, Path folder) {
    /// A mail server.
    ///
    /// @param user null for none
    /// @param from the sender's address
    public record Smtp(
            String host,
            int port,
            Security security,
            @Nullable String user,
            String password,
            String from) {
        @Override
        public String toString() {
            return "Smtp[" + host + ":" + port + "]";
        }
    }

    /// How many codes may leave by text message.
    public record TextLimits(int hour, int day) {
        public static final TextLimits STANDARD = new TextLimits(200, 1000);
    }

    /// How the line to the mail server is protected.
    public enum Security {
        /// TLS from the first byte (port 465).
        TLS,
        /// TLS once greeted, or no letter at all (port 587).
        STARTTLS,
        /// None: for a mail server on this machine.
        NONE
    }

    /// A gateway for text messages: `POST` with JSON `{"to": …, "text": …}`.
    ///
    /// @param token for `Authorization: Bearer`; null for none
    /// @param limits how many messages it may be given
    public record Sms(URI url, @Nullable String token, TextLimits limits) {
        /// With the usual limits.
        public Sms(URI url, @Nullable String token) {
            this(url, token, TextLimits.STANDARD);
        }

        @Override
        public String toString() {
            return "Sms[" + url.getHost() + "]";
        }
    }
}
