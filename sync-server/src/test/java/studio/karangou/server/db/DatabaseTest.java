package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.statement.PreparedBatch;
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
    void nothing_of_a_row_is_in_an_error_but_what_was_broken_is() {
        run("create table note (id integer primary key, body varchar(40) not null, times integer,"
                + " constraint note_is_short check (times < 100), constraint note_once unique (body))");
        Function<String, Throwable> attempt = sql -> catchThrowable(() -> database.inTransaction(transaction -> {
            PreparedBatch batch = transaction.handle().prepareBatch(sql);
            batch.bind("id", 1).bind("body", "Afi AGBEKO").bind("times", 1).add();
            batch.bind("id", 2)
                    .bind("body", "Afi AGBEKO" + "x".repeat(90))
                    .bind("times", 1)
                    .add();
            return batch.execute();
        }));
        List<Throwable> broken = List.of(
                attempt.apply("insert into note values (:id, :body, 100 * :times)"),
                attempt.apply("insert into note values (:id, left(:body, 10), :times)"),
                attempt.apply("insert into note values (:id, :body, :times)"),
                attempt.apply("insert into note values (:id, 'Afi AGBEKO', cast(:body as integer) + :times)"),
                catchThrowable(() -> run("insert into note values (1, null, 1)")),
                catchThrowable(() -> run("insert into note (id, note_body) values (1, 'Afi AGBEKO')")));

        assertThat(broken).allSatisfy(error -> {
            StringWriter all = new StringWriter();
            error.printStackTrace(new PrintWriter(all));
            assertThat(all.toString())
                    .doesNotContain("AGBEKO")
                    .contains("SQLSTATE ")
                    .contains("DatabaseTest.");
        });
        assertThat(broken.get(0)).hasMessageContaining("SQLSTATE 2351").hasMessageContaining("note_is_short");
        assertThat(broken.get(1)).hasMessageContaining("SQLSTATE 23505").hasMessageContaining("note_once");
        assertThat(broken.get(4)).hasMessageContaining("SQLSTATE 23502").hasMessageContaining("body");
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
