package studio.karangou.planted.server.db;

import java.time.Clock;

final class MakesAClock {
    static Clock make() {
        return Clock.systemUTC();
    }
}
