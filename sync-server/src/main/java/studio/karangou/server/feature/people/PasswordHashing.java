package studio.karangou.server.feature.people;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.server.http.RequestFailure;

/// Argon2id (RFC 9106) with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
/// No more hashes at a time than there are cores, and a short queue before them: each takes a core for a tenth of a
/// second.
public final class PasswordHashing {
    private static final int MEMORY_KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int QUEUE_PER_CORE = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Argon2Function argon2 =
            Argon2Function.getInstance(MEMORY_KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final SecureRandom random = new SecureRandom();
    private final Semaphore cores;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int queue;
    private final String nobodys;

    /// @param cores how many hashes at a time
    public PasswordHashing(int cores) {
        this.cores = new Semaphore(cores);
        queue = cores * QUEUE_PER_CORE;
        nobodys = nobodys();
    }

    /// For the database: the PHC string format, with parameters and a salt of its own.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.Busy] if too many wait
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return inTurn(() -> argon2.hash(bytes(password), salt).getResult());
    }

    /// Whether it is the password. Without a hash it is not, after the same work.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.Busy] if too many wait
    public boolean matches(String password, @Nullable String hash) {
        String against = hash == null ? nobodys : hash;
        boolean same = inTurn(() -> Argon2Function.getInstanceFromHash(against)
                .check(bytes(password), against.getBytes(StandardCharsets.US_ASCII)));
        return same && hash != null;
    }

    /// Whether a hash was made with other parameters than today's.
    boolean isOutdated(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(argon2);
    }

    /// Does other work that takes a core for long, in the same queue.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.Busy] if too many wait
    <T> T inTurn(Supplier<T> work) {
        if (waiting.incrementAndGet() > queue) {
            waiting.decrementAndGet();
            throw new RequestFailure.Busy().asException();
        }
        try {
            if (!cores.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RequestFailure.Busy().asException();
            }
            try {
                return work.get();
            } finally {
                cores.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailure.Busy().asException();
        } finally {
            waiting.decrementAndGet();
        }
    }

    /// A hash of no password, which costs as much to compare with as anybody's.
    private String nobodys() {
        byte[] chance = new byte[SALT_BYTES + HASH_BYTES];
        random.nextBytes(chance);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        MEMORY_KIBIBYTES,
                        PASSES,
                        LANES,
                        base64.encodeToString(Arrays.copyOf(chance, SALT_BYTES)),
                        base64.encodeToString(Arrays.copyOfRange(chance, SALT_BYTES, chance.length)));
    }

    /// One and the same password, however a keyboard composes its accents (RFC 8265, section 4.2.2).
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
