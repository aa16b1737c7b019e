package studio.karangou.desktop.engine.time;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.SignedTime;

/// One question for the server's time, on the back of requests until one answers it. Only what the server signed in
/// answer to this very question is believed: no answer from before, nobody else's. It counts from when the answer's
/// headers are here, as its body may take hours.
public final class TimeQuestion {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BestTime time;
    private final LongSupplier nanos;
    private final DeviceId device;
    private final Optional<VerifyingKey> server;
    private final String nonce = SignedTime.nonce(RANDOM);
    private volatile long sentAt;
    private volatile boolean answered;

    /// @param nanos goes on evenly, as [System#nanoTime]
    /// @param server the key that the device pinned, empty if it knows none
    public TimeQuestion(BestTime time, LongSupplier nanos, DeviceId device, Optional<VerifyingKey> server) {
        this.time = time;
        this.nanos = nanos;
        this.device = device;
        this.server = server;
        sentAt = nanos.getAsLong();
    }

    /// For [SignedTime#NONCE_HEADER], empty once it is answered.
    public Optional<String> nonce() {
        return answered ? Optional.empty() : Optional.of(nonce);
    }

    /// The request leaves now; said again when it leaves again.
    public void sent() {
        sentAt = nanos.getAsLong();
    }

    /// The answer's headers are here. Writes nothing: that is for who waits for the answer ([#remember]).
    ///
    /// @param header [SignedTime#HEADER], empty if there is none
    public void heard(Optional<String> header) {
        if (answered) {
            return;
        }
        Duration way = Duration.ofNanos((nanos.getAsLong() - sentAt) / 2);
        Optional<Instant> said =
                header.flatMap(answer -> server.flatMap(key -> SignedTime.read(key, device, nonce, answer)));
        if (said.isPresent()) {
            answered = true;
            time.hear(said.get().plus(way));
        }
    }

    /// What was written into an answer's body without a signature: it is at least so late, if nothing
    /// surer was said.
    public void read(Instant unsigned) {
        if (!answered) {
            time.atLeast(unsigned);
        }
    }

    /// The answer is over, whole or not: what was heard is written down.
    public void remember() {
        if (answered) {
            time.remember();
        }
    }
}
