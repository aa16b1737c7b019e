package studio.karangou.server.backup;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseSettings;

/// Whole databases: H2 by its own online backup, PostgreSQL row by row as JSON, in one snapshot. Neither needs a
/// program of the system, and the server goes on meanwhile.
final class BackupStore {
    private static final int AT_A_TIME = 500;

    private final Database database;

    BackupStore(Database database) {
        this.database = database;
    }

    /// The last migration of the tables.
    String schema() {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("select max(\"version\") from \"flyway_schema_history\" where \"success\"")
                .mapTo(String.class)
                .one());
    }

    /// H2's file as it is at this moment, in a zip.
    void copyH2(Path zip) {
        database.inTransaction(transaction ->
                transaction.handle().execute("backup to '" + zip.toString().replace("'", "''") + "'"));
    }

    /// What is done with the bytes of a table.
    @FunctionalInterface
    interface TableTaker {
        void take(String table, Rows rows) throws IOException;
    }

    /// The rows of a table.
    interface Rows {
        /// By the database's own count.
        long count();

        /// One a line, as JSON.
        void writeTo(OutputStream out) throws IOException;
    }

    private record RowsOf(Handle handle, String table) implements Rows {
        @Override
        public long count() {
            return handle.createQuery("select count(*) from " + quoted(table))
                    .mapTo(Long.class)
                    .one();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            copyOut(handle, table, out);
        }
    }

    /// All tables of PostgreSQL as they are at one moment, those first that others refer to.
    void copyTables(TableTaker taker) {
        database.inTransaction(transaction -> {
            Handle handle = transaction.handle();
            handle.execute("set transaction isolation level repeatable read, read only");
            List<String> tables = tables(handle);
            for (String table : tables) {
                try {
                    taker.take(table, new RowsOf(handle, table));
                } catch (IOException e) {
                    throw new UncheckedIOException("writing the table " + table, e);
                }
            }
            return tables;
        });
    }

    /// Puts the rows of tables in the place of those that a new database begins with.
    void fill(List<String> tables, TableSource source) {
        database.inTransaction(transaction -> {
            empty(transaction.handle(), tables);
            for (String table : tables) {
                try (BufferedReader rows =
                        new BufferedReader(new InputStreamReader(source.open(table), StandardCharsets.UTF_8))) {
                    copyIn(transaction.handle(), table, rows);
                } catch (IOException e) {
                    throw new UncheckedIOException("reading the table " + table, e);
                }
            }
            return tables;
        });
    }

    /// Only tables that begin with rows: the audit log lets nobody empty it, and has none yet.
    private static void empty(Handle handle, List<String> tables) {
        for (String table : tables.reversed()) {
            boolean rows = handle.createQuery("select exists (select 1 from " + quoted(table) + ")")
                    .mapTo(Boolean.class)
                    .one();
            if (rows) {
                handle.execute("delete from " + quoted(table));
            }
        }
    }

    /// Where the rows of tables come from.
    @FunctionalInterface
    interface TableSource {
        InputStream open(String table) throws IOException;
    }

    /// Whether a PostgreSQL database has no tables yet.
    static boolean isEmpty(DatabaseSettings.PostgreSql settings) {
        return Jdbi.create(settings.url(), settings.user(), settings.password())
                        .withHandle(handle -> handle.createQuery(
                                        "select count(*) from pg_tables where schemaname = current_schema()")
                                .mapTo(Long.class)
                                .one())
                == 0;
    }

    /// Those that others refer to come first.
    private static List<String> tables(Handle handle) {
        List<String> all = handle.createQuery(
                        "select tablename from pg_tables where schemaname = current_schema() order by tablename")
                .mapTo(String.class)
                .list();
        List<Reference> references = handle.createQuery(
                        "select c.relname as child, p.relname as parent from pg_constraint f"
                                + " join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid"
                                + " where f.contype = 'f' and c.oid <> p.oid")
                .map((row, _) -> new Reference(row.getString("child"), row.getString("parent")))
                .list();
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < all.size()) {
            int before = ordered.size();
            for (String table : all) {
                if (references.stream()
                        .filter(one -> one.child().equals(table))
                        .allMatch(one -> ordered.contains(one.parent()))) {
                    ordered.add(table);
                }
            }
            if (ordered.size() == before) {
                throw new IllegalStateException("tables that refer to each other in a circle");
            }
        }
        return new ArrayList<>(ordered);
    }

    private record Reference(String child, String parent) {}

    private static void copyOut(Handle handle, String table, OutputStream out) throws IOException {
        Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try (Stream<String> rows = handle
                .createQuery("select cast(to_jsonb(t) as text) from " + quoted(table) + " t")
                .setFetchSize(AT_A_TIME)
                .mapTo(String.class)
                .stream()) {
            Iterable<String> each = rows::iterator;
            for (String row : each) {
                lines.write(row);
                lines.write('\n');
            }
        }
        lines.flush();
    }

    private static void copyIn(Handle handle, String table, BufferedReader rows) throws IOException {
        String insert = "insert into %1$s select * from jsonb_populate_record(cast(null as %1$s), cast(:row as jsonb))"
                .formatted(quoted(table));
        PreparedBatch batch = handle.prepareBatch(insert);
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            batch.bind("row", row).add();
            if (batch.size() == AT_A_TIME) {
                batch.execute();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static String quoted(String table) {
        return '"' + table.replace("\"", "\"\"") + '"';
    }
}
