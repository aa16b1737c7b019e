package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FailureException;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class DatabaseTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private DatabaseSettings settings;
    private Database database;

    @BeforeEach
    void open() {
        settings = kind.fresh(data);
        database = Database.open(settings, new SimpleMeterRegistry());
        run("create table tried (id integer primary key, times integer not null check (times < 100))");
        run("insert into tried values (1, 0)");
        run("insert into tried values (2, 0)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void two_transactions_that_wait_for_each_other_both_get_through() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        List<Future<Integer>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int first : new int[] {1, 2}) {
                done.add(threads.submit(() -> database.inTransaction(transaction -> {
                    increment(transaction, first);
                    if (attempts.incrementAndGet() <= 2) {
                        meet(both);
                    }
                    increment(transaction, 3 - first);
                    return first;
                })));
            }
        }
        for (Future<Integer> one : done) {
            one.get(30, TimeUnit.SECONDS);
        }
        assertThat(attempts.get()).as("one of them was run again").isGreaterThan(2);
        assertThat(times(1)).isEqualTo(2);
        assertThat(times(2)).isEqualTo(2);
    }

    @Test
    void a_transaction_that_throws_leaves_nothing() {
        assertThatThrownBy(() -> database.inTransaction(transaction -> {
                    increment(transaction, 1);
                    throw new IllegalArgumentException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(times(1)).isZero();
    }

    @Test
    void a_part_that_the_database_refuses_is_undone_alone() {
        database.inTransaction(transaction -> {
            increment(transaction, 1);
            boolean taken = transaction.attempt(() -> {
                increment(transaction, 2);
                transaction.handle().execute("update tried set times = 1000 where id = 1");
            });
            assertThat(taken).isFalse();
            assertThat(transaction.attempt(() -> increment(transaction, 1))).isTrue();
            return taken;
        });

        assertThat(times(1)).isEqualTo(2);
        assertThat(times(2)).isZero();
    }

    @Test
    void data_that_is_refused_is_told_from_other_trouble() {
        Throwable refused = catchThrowable(() -> run("update tried set times = 1000"));
        Throwable nonsense = catchThrowable(() -> run("update nothing set x = 1"));

        assertThat(Database.isDataRefused((RuntimeException) refused)).isTrue();
        assertThat(Database.isDataRefused((RuntimeException) nonsense)).isFalse();
    }

    @Test
    void tables_that_were_changed_by_hand_are_not_touched() {
        run("update flyway_schema_history set checksum = 1 where version = '0001'");
        database.close();

        assertThatThrownBy(() -> Database.open(settings, new SimpleMeterRegistry()))
                .isInstanceOf(FailureException.class)
                .hasMessage("database.unknown-schema");
    }

    @Test
    void a_database_that_was_closed_is_not_ready_and_says_unavailable() {
        assertThat(database.isReady()).isTrue();
        database.close();

        assertThat(database.isReady()).isFalse();
        assertThatThrownBy(() -> times(1)).hasMessage("database.unavailable");
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void increment(Transaction transaction, int id) {
        transaction.handle().execute("update tried set times = times + 1 where id = ?", id);
    }

    private int times(int id) {
        return database.inTransaction(transaction -> transaction
                .handle()
                .select("select times from tried where id = ?", id)
                .mapTo(Integer.class)
                .one());
    }

    private void run(String sql) {
        database.inTransaction(transaction -> transaction.handle().execute(sql));
    }
}
