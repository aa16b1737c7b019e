package studio.karangou.packaging.tour;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;

/// What the tests of whole programs stand on.
final class GroundFloor {
    /// One folder for each user: unpacked once, by whichever process comes first, and kept for the next run.
    private static final Path POSTGRES =
            Path.of(System.getProperty("java.io.tmpdir"), "karangou-postgres-" + System.getProperty("user.name"));

    private GroundFloor() {}

    /// A PostgreSQL of its own.
    static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(POSTGRES.toFile())
                .start();
    }

    /// A server's settings for a database of it.
    static Map<String, String> settings(EmbeddedPostgres postgres) {
        return Map.of(
                "KARANGOU_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                "KARANGOU_DATABASE_USER", "postgres",
                "KARANGOU_DATABASE_PASSWORD", "postgres");
    }

    /// Makes of another node's folder one of the same server.
    static void copySecrets(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("secrets"));
        try (Stream<Path> files = Files.list(from.resolve("secrets"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve("secrets").resolve(file.getFileName()));
            }
        }
    }

    /// As the operator enters one.
    static Project project(ProjectId id) {
        return new Project(
                id,
                "Le Fleuve",
                "Une fillette remonte le Mono.",
                "Adjoa Mensah",
                new CountryCode("TG"),
                ProjectState.OPEN,
                FundingMode.FLEXIBLE,
                Money.xof(1_000_000_000),
                Money.xof(0),
                0,
                null,
                null);
    }

    /// As the operator enters one.
    static Map<String, Object> film(FilmId film, String title) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("id", film.toString());
        entry.put("title", title);
        entry.put("synopsis", "Une histoire.");
        entry.put("director", "Ama Mensah");
        entry.put("year", 2024);
        entry.put("genre", "FICTION");
        entry.put("countries", List.of("TG"));
        entry.put("spoken", List.of("fr"));
        entry.put("project", null);
        return entry;
    }
}
