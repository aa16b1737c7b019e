package studio.karangou.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;

/// When cursors of before are of no use any more.
class FeedEpochTest {
    private static final Optional<String> BOOT = Optional.of("a");
    private static final Optional<String> NEXT_BOOT = Optional.of("b");

    @TempDir
    private Path folder;

    @Test
    void a_stop_in_good_order_keeps_it_over_a_boot() throws IOException {
        String first = life(BOOT, true);

        assertThat(first).matches("[0-9a-f]{16}");
        assertThat(life(NEXT_BOOT, true)).isEqualTo(first);
        assertThat(life(Optional.empty(), true)).isEqualTo(first);
    }

    @Test
    void a_killed_process_keeps_it_and_a_power_cut_does_not() throws IOException {
        String first = life(BOOT, false);

        assertThat(life(BOOT, false)).isEqualTo(first);
        assertThat(life(NEXT_BOOT, false)).isNotEqualTo(first);
    }

    @Test
    void where_the_system_names_no_boot_every_kill_may_be_a_power_cut() throws IOException {
        String first = life(Optional.empty(), false);

        assertThat(life(Optional.empty(), false)).isNotEqualTo(first);
    }

    @Test
    void a_copy_that_was_put_back_is_noticed_however_well_the_server_stopped() throws IOException {
        String first = life(BOOT, true);
        Path file = folder.resolve("karangou.mv.db");
        byte[] copy = Files.readAllBytes(file);
        assertThat(life(BOOT, true)).isEqualTo(first);
        Files.write(file, copy);

        assertThat(life(BOOT, true)).isNotEqualTo(first);
    }

    @Test
    void a_lost_or_torn_mark_costs_no_more_than_a_reading() throws IOException {
        String first = life(BOOT, true);
        Files.writeString(folder.resolve("feed.mark"), "torn");

        String second = life(BOOT, true);
        assertThat(second).isNotEqualTo(first);
        assertThat(life(BOOT, true)).isEqualTo(second);
    }

    @Test
    void postgres_keeps_it_until_its_rows_are_put_back() {
        DatabaseSettings settings = DatabaseKind.POSTGRESQL.fresh(folder);
        String first = inPostgres(settings, false);

        assertThat(inPostgres(settings, false)).isEqualTo(first);
        assertThat(inPostgres(settings, true)).isNotEqualTo(first);
    }

    /// One run of a server: the epoch, and how it ended.
    private String life(Optional<String> boot, boolean stops) throws IOException {
        DatabaseSettings settings = DatabaseKind.H2.fresh(folder);
        try (Database database = Database.open(settings, new SimpleMeterRegistry())) {
            FeedEpoch epoch = FeedEpoch.inFile(database, folder.resolve("feed.mark"), boot);
            String now = database.inTransaction(epoch::current);
            if (stops) {
                epoch.close();
            }
            return now;
        }
    }

    /// As a role that is nobody's superuser.
    private static String inPostgres(DatabaseSettings settings, boolean putBack) {
        try (Database database = Database.open(settings, new SimpleMeterRegistry());
                FeedEpoch epoch = FeedEpoch.inPostgres()) {
            return database.inTransaction(transaction -> {
                if (putBack) {
                    transaction.handle().execute("create table copy as select * from feed_position");
                    transaction.handle().execute("truncate table feed_position");
                    transaction.handle().execute("insert into feed_position select * from copy");
                    transaction.handle().execute("drop table copy");
                }
                transaction
                        .handle()
                        .execute("do $$ begin if not exists (select from pg_roles where rolname = 'plain') then"
                                + " create role plain; end if; end $$");
                transaction.handle().execute("grant select, update on feed_position to plain");
                transaction.handle().execute("set local role plain");
                String now = epoch.current(transaction);
                assertThat(epoch.current(transaction)).isEqualTo(now);
                return now;
            });
        }
    }
}
