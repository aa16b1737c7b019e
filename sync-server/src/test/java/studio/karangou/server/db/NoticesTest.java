package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What PostgreSQL notifies of is heard, whatever becomes of one notice.
class NoticesTest {
    private static final String MISSED = "missed";

    @TempDir
    private Path data;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void who_hears_goes_on_after_a_notice_that_nobody_could_deal_with() throws InterruptedException {
        try (Database database = Database.open(DatabaseKind.POSTGRESQL.fresh(data), new SimpleMeterRegistry());
                Notices notices = database.listen("karangou_test", this::hear, () -> heard.add(MISSED))) {
            assertThat(next()).isEqualTo(MISSED);

            notify(database, "bad");
            assertThat(next()).as("%s begin again", notices).isEqualTo(MISSED);

            notify(database, "good");
            assertThat(next()).isEqualTo("good");
        }
    }

    private void hear(String text) {
        if (text.equals("bad")) {
            throw new IllegalStateException("nobody thought of that");
        }
        heard.add(text);
    }

    private String next() throws InterruptedException {
        return heard.poll(30, TimeUnit.SECONDS);
    }

    private static void notify(Database database, String text) {
        database.inTransaction(
                transaction -> transaction.handle().execute("select pg_notify('karangou_test', ?)", text));
    }
}
