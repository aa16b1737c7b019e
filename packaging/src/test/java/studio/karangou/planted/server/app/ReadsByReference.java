package studio.karangou.planted.server.app;

import java.time.Instant;
import java.util.function.Supplier;

final class ReadsByReference {
    static Supplier<Instant> read() {
        return Instant::now;
    }
}
