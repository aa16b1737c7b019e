package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A database that went through every version there was, with rows written in each of them: whatever a server was
/// updated from, every row is still there.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SchemaStepsTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path folder;

    @Test
    void every_row_of_every_earlier_version_is_there_after_the_update() throws Exception {
        DatabaseSettings settings = kind.fresh(folder);
        List<SchemaRows.Row> written = new ArrayList<>();
        SchemaRows rows = new SchemaRows();
        for (String version : versions(settings)) {
            try (Database database = Database.openAt(settings, new SimpleMeterRegistry(), version)) {
                database.inTransaction(transaction -> {
                    written.addAll(rows.write(transaction.handle()));
                    return version;
                });
            }
        }
        assertThat(written).hasSizeGreaterThan(300);

        try (Database database = Database.open(settings, new SimpleMeterRegistry())) {
            for (SchemaRows.Row row : written) {
                boolean there = database.inTransaction(transaction -> row.isThere(transaction.handle()));
                assertThat(there).as(row.toString()).isTrue();
            }
        }
    }

    private static List<String> versions(DatabaseSettings settings) throws Exception {
        TreeSet<String> versions = new TreeSet<>();
        for (String part : List.of("common", settings instanceof DatabaseSettings.H2 ? "h2" : "postgresql")) {
            try (var files =
                    Files.list(Path.of(DatabaseOpening.class.getResource(part).toURI()))) {
                files.map(file -> file.getFileName().toString())
                        .map(name -> name.substring(1, name.indexOf("__")))
                        .forEach(versions::add);
            }
        }
        return List.copyOf(versions);
    }
}
