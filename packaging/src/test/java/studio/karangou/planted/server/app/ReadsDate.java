package studio.karangou.planted.server.app;

import java.util.Date;

final class ReadsDate {
    @SuppressWarnings("JdkObsolete")
    static Date read() {
        return new Date();
    }
}
