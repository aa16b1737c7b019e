package studio.karangou.common.protocol;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;

/// The server's time, vouched for to one device that has just asked. It travels in the headers of an
/// answer, so that a body that takes hours makes it no later.
public final class SignedTime {
    /// What the device drew for this question alone: no answer from before fits it.
    public static final String NONCE_HEADER = "Karangou-Time-Nonce";
    /// The instant (ISO 8601), a space, and the signature in base64url.
    public static final String HEADER = "Karangou-Time";

    private static final int NONCE_BYTES = 16;
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern ANSWER = Pattern.compile("[0-9TZ:.-]{20,30} [A-Za-z0-9_-]{86}");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private SignedTime() {}

    /// A nonce for one question: 22 characters of base64url.
    public static String nonce(SecureRandom random) {
        byte[] drawn = new byte[NONCE_BYTES];
        random.nextBytes(drawn);
        return BASE64.encodeToString(drawn);
    }

    /// What the server says in [#HEADER].
    ///
    /// @param nonce as the device sent it
    /// @return empty if the nonce is none
    public static Optional<String> answer(SigningKeyPair server, DeviceId device, String nonce, Instant now) {
        if (!NONCE.matcher(nonce).matches()) {
            return Optional.empty();
        }
        String signature = BASE64.encodeToString(server.sign(signedBytes(device, nonce, now.toString())));
        return Optional.of(now + " " + signature);
    }

    /// What the device believes of it.
    ///
    /// @param server the key that the device pinned
    /// @param nonce as it sent it
    /// @return empty if the server did not say this to this device in answer to this question
    public static Optional<Instant> read(VerifyingKey server, DeviceId device, String nonce, String answer) {
        if (!ANSWER.matcher(answer).matches()) {
            return Optional.empty();
        }
        String[] parts = answer.split(" ", 2);
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[1]);
            return server.verifies(signedBytes(device, nonce, parts[0]), signature)
                    ? Optional.of(Instant.parse(parts[0]))
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] signedBytes(DeviceId device, String nonce, String instant) {
        return ("karangou-time\n" + device + "\n" + nonce + "\n" + instant).getBytes(StandardCharsets.US_ASCII);
    }
}
