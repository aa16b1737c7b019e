package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.crypto.Bytes;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class BulkInsertTest {
    private static final BulkInsert INSERT =
            new BulkInsert("tried", "id", "large", "small", "yes", "words", "bytes", "at", "other");

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private Database database;

    private record Tried(
            UUID id,
            long large,
            int small,
            boolean yes,
            @Nullable String words,
            Bytes bytes,
            @Nullable Instant at,
            @Nullable UUID other) {}

    @BeforeEach
    void open() {
        database = Database.open(kind.fresh(data), new SimpleMeterRegistry());
        database.inTransaction(transaction -> transaction
                .handle()
                .execute("create table tried (id uuid primary key, large bigint not null, small integer not null,"
                        + " yes boolean not null, words varchar(20), bytes bytea not null,"
                        + " at timestamp with time zone, other uuid)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void rows_are_read_as_they_were_written() {
        List<Tried> rows = List.of(
                new Tried(
                        id(1),
                        Long.MIN_VALUE,
                        Integer.MIN_VALUE,
                        true,
                        "« Ɖeka », Kpalimé\t\\N",
                        Bytes.of(new byte[] {0, -1, 127}),
                        Instant.parse("1970-01-01T00:00:00.000001Z"),
                        id(9)),
                new Tried(id(2), Long.MAX_VALUE, Integer.MAX_VALUE, false, null, Bytes.of(new byte[0]), null, null),
                new Tried(
                        id(3),
                        -1,
                        0,
                        true,
                        "",
                        Bytes.of(new byte[70_000]),
                        Instant.parse("9999-12-31T23:59:59.999Z"),
                        null));

        write(rows);

        assertThat(all()).isEqualTo(rows);
    }

    @Test
    void many_rows_all_arrive() {
        List<Tried> rows = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            rows.add(new Tried(id(i), i, -i, i % 2 == 0, "mot " + i, Bytes.of(new byte[40]), Instant.EPOCH, null));
        }

        write(rows);

        assertThat(all()).isEqualTo(rows);
    }

    @Test
    void no_rows_are_no_statement() {
        write(List.of());

        assertThat(all()).isEmpty();
    }

    @Test
    void what_the_database_refuses_undoes_only_the_part_that_was_attempted() {
        Tried fits = row(1, "court");
        boolean[] taken = new boolean[3];
        database.inTransaction(transaction -> {
            taken[0] = transaction.attempt(() -> INSERT.write(transaction, List.of(fits), BulkInsertTest::fill));
            taken[1] = transaction.attempt(() -> INSERT.write(
                    transaction,
                    List.of(row(2, "x"), row(3, "beaucoup trop long pour la colonne")),
                    BulkInsertTest::fill));
            taken[2] = transaction.attempt(() -> INSERT.write(transaction, List.of(fits), BulkInsertTest::fill));
            return 0;
        });

        assertThat(taken).containsExactly(true, false, false);
        assertThat(all()).containsExactly(fits);
    }

    @Test
    void what_is_refused_is_told_without_anything_of_the_row() {
        assertThatThrownBy(() -> write(List.of(row(1, "le secret de quelqu’un"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageNotContaining("secret");
        assertThat(all()).isEmpty();
    }

    @Test
    void a_row_with_a_column_too_few_is_an_error_and_leaves_nothing() {
        assertThatThrownBy(() -> database.inTransaction(transaction -> {
                    INSERT.write(transaction, List.of(id(1)), BulkInsert.Row::id);
                    return 0;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(all()).isEmpty();
        write(List.of(row(1, "après")));
        assertThat(all()).hasSize(1);
    }

    private static UUID id(long number) {
        return new UUID(0x0123_4567_89AB_7000L, Long.MIN_VALUE | number);
    }

    private static Tried row(int number, String words) {
        return new Tried(id(number), 0, 0, true, words, Bytes.of(new byte[1]), null, null);
    }

    private static void fill(BulkInsert.Row row, Tried tried) {
        row.id(tried.id)
                .bigint(tried.large)
                .integer(tried.small)
                .truth(tried.yes)
                .text(tried.words)
                .bytes(tried.bytes.toArray())
                .time(tried.at)
                .id(tried.other);
    }

    private void write(List<Tried> rows) {
        database.inTransaction(transaction -> {
            INSERT.write(transaction, rows, BulkInsertTest::fill);
            return 0;
        });
    }

    private List<Tried> all() {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("select * from tried order by id")
                .map((row, _) -> new Tried(
                        Sql.id(row, "id"),
                        row.getLong("large"),
                        row.getInt("small"),
                        row.getBoolean("yes"),
                        row.getString("words"),
                        Sql.bytes(row, "bytes"),
                        Sql.timeOrNull(row, "at"),
                        row.getObject("other", UUID.class)))
                .list());
    }
}
