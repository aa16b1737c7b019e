package studio.karangou.planted.server.app;

import java.time.Instant;

final class ReadsInstant {
    static Instant read() {
        return Instant.now();
    }
}
