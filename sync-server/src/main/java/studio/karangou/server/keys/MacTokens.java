package studio.karangou.server.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tokens that say what they stand for and are believed because of their MAC: no table, any node reads them.
///
/// The bytes: purpose (1), end in milliseconds (8), two ids (32), chance (8), HMAC-SHA256 of all before (32),
/// in base 64 for URLs.
public final class MacTokens {
    private static final int BODY = 1 + Long.BYTES + 4 * Long.BYTES + Long.BYTES;
    private static final int MAC = 32;
    private static final int TEXT_LIMIT = 256;

    private static final Duration SLACK = Duration.ofMinutes(1);

    private final DerivedRing keys;
    private final SecureRandom random = new SecureRandom();

    MacTokens(DerivedRing keys) {
        this.keys = keys;
    }

    /// What a token is good for; it is good for nothing else.
    public enum Purpose {
        /// To be signed by a device: device, nil.
        CHALLENGE((byte) 1, Duration.ofMinutes(2)),
        /// A device's session: device, venue.
        SESSION((byte) 2, Duration.ofMinutes(10)),
        /// Playlists and key of a film: device, film.
        PLAYBACK((byte) 3, Duration.ofHours(72)),
        /// A person's session: person, session.
        PERSON((byte) 4, Duration.ofMinutes(10)),
        /// The next tokens of a session: session, number.
        REFRESH((byte) 5, Duration.ofDays(400)),
        /// The first factor was shown: person, version of what opens their account.
        SECOND_FACTOR((byte) 6, Duration.ofMinutes(5));

        private final byte code;
        private final Duration longest;

        /// @param longest that any token for this is good: after so long, nothing that an old key has made is
        Purpose(byte code, Duration longest) {
            this.code = code;
            this.longest = longest;
        }
    }

    /// What was found in a token.
    public sealed interface Reading {}

    /// Made here, for this purpose, and not over.
    public record Valid(UUID first, UUID second, Instant expires) implements Reading {}

    /// Made here, for this purpose, but over.
    ///
    /// @param ours whether the key that made it is one that is believed
    public record Expired(UUID first, UUID second, Instant expires, boolean ours) implements Reading {}

    /// Not made here, changed, or for another purpose.
    public record Wrong() implements Reading {}

    /// Made, for this purpose, with a key that was recalled at once: whoever has stolen that key can have made it too.
    /// To be believed only if something vouches for it that the key alone does not give.
    public record Recalled(UUID first, UUID second, Instant expires) implements Reading {}

    /// Makes a token.
    public String make(Purpose purpose, UUID first, UUID second, Instant expires) {
        byte[] body = ByteBuffer.allocate(BODY)
                .put(purpose.code)
                .putLong(expires.toEpochMilli())
                .putLong(first.getMostSignificantBits())
                .putLong(first.getLeastSignificantBits())
                .putLong(second.getMostSignificantBits())
                .putLong(second.getLeastSignificantBits())
                .putLong(random.nextLong())
                .array();
        byte[] token = ByteBuffer.allocate(BODY + MAC)
                .put(body)
                .put(keys.ring().held().getLast().secret().mac(body))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// Reads a token, whoever wrote it.
    public Reading read(Purpose purpose, String text, Instant now) {
        if (text.length() > TEXT_LIMIT) {
            return new Wrong();
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new Wrong();
        }
        if (token.length != BODY + MAC || token[0] != purpose.code) {
            return new Wrong();
        }
        ByteBuffer body = ByteBuffer.wrap(token, 1, BODY - 1);
        Instant expires = Instant.ofEpochMilli(body.getLong());
        Origin origin = origin(token, purpose, expires);
        if (origin != Origin.OURS && keys.reload()) {
            origin = origin(token, purpose, expires);
        }
        if (origin == Origin.UNKNOWN) {
            return new Wrong();
        }
        UUID first = new UUID(body.getLong(), body.getLong());
        UUID second = new UUID(body.getLong(), body.getLong());
        if (!now.isBefore(expires)) {
            return new Expired(first, second, expires, origin == Origin.OURS);
        }
        return origin == Origin.OURS ? new Valid(first, second, expires) : new Recalled(first, second, expires);
    }

    /// Which key made a token.
    private enum Origin {
        /// One that is believed.
        OURS,
        /// One that was recalled at once.
        RECALLED,
        UNKNOWN
    }

    /// One of our keys must have made it while it was the one that makes tokens: who has stolen an old key makes none
    /// with it that lasts longer than those that it made.
    private Origin origin(byte[] token, Purpose purpose, Instant expires) {
        byte[] body = Arrays.copyOf(token, BODY);
        byte[] mac = Arrays.copyOfRange(token, BODY, token.length);
        for (KeyRing.Held key : keys.ring().held().reversed()) {
            @Nullable Instant replaced = key.replaced();
            boolean canBe = replaced == null
                    || key.isRecalled()
                    || !expires.isAfter(replaced.plus(purpose.longest).plus(SLACK));
            if (canBe && MessageDigest.isEqual(key.secret().mac(body), mac)) {
                return key.isRecalled() ? Origin.RECALLED : Origin.OURS;
            }
        }
        return Origin.UNKNOWN;
    }
}
