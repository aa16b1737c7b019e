package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.db.DatabaseKind;

/// Database and secrets belong to one server.
class OpeningTest {
    @TempDir
    private Path data;

    @Test
    void a_database_whose_file_has_vanished_is_not_begun_anew() throws IOException {
        TestServer.start(DatabaseKind.H2, data).close();
        Files.delete(data.resolve("karangou.mv.db"));

        refused(data, "database.missing-file");
        assertThat(data.resolve("karangou.mv.db")).doesNotExist();
    }

    @Test
    void only_its_owner_enters_the_data_folder_and_the_films_in_the_clear() throws IOException {
        Path made = data.resolve("made");
        TestServer.start(DatabaseKind.H2, made).close();
        List<Path> folders = List.of(made, made.resolve("ingest/sources"), made.resolve("ingest/work"));
        assumeTrue(Files.getFileStore(made).supportsFileAttributeView("posix"));
        for (Path folder : folders) {
            assertThat(mode(folder)).as(folder.toString()).isEqualTo("rwx------");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        try (TestServer server = TestServer.start(DatabaseKind.H2, made)) {
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        }

        assertThat(folders).allSatisfy(folder -> assertThat(mode(folder)).isEqualTo("rwx------"));
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    void a_database_whose_secrets_have_vanished_gets_no_new_ones() throws IOException {
        TestServer.start(DatabaseKind.H2, data).close();
        Files.move(data.resolve("secrets"), data.resolve("elsewhere"));

        refused(data, "keys.missing");
        assertThat(data.resolve("secrets")).doesNotExist();
        Files.move(data.resolve("elsewhere"), data.resolve("secrets"));
        TestServer.start(DatabaseKind.H2, data).close();
    }

    @Test
    void the_secrets_of_another_server_are_refused() throws IOException {
        Path other = Files.createDirectory(data.resolve("other"));
        TestServer.start(DatabaseKind.H2, data).close();
        TestServer.start(DatabaseKind.H2, other).close();
        Files.move(data.resolve("karangou.mv.db"), data.resolve("kept"));
        Files.copy(other.resolve("karangou.mv.db"), data.resolve("karangou.mv.db"));

        refused(data, "keys.other-server");
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void a_data_folder_is_held_by_one_server_whatever_its_database(DatabaseKind kind) {
        try (TestServer first = TestServer.start(kind, data)) {
            assertThatThrownBy(() -> TestServer.start(kind, data))
                    .isInstanceOf(FailureException.class)
                    .hasMessage("config.data-in-use");
            assertThat(data.resolve("server.port")).exists();
            assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
        }
        TestServer.start(DatabaseKind.H2, data.resolve("again")).close();
        TestServer.start(DatabaseKind.H2, data.resolve("again")).close(); // a server that stopped has let go
    }

    private static void refused(Path data, String code) {
        assertThatThrownBy(() -> TestServer.start(DatabaseKind.H2, data))
                .isInstanceOf(FailureException.class)
                .hasMessage(code);
    }
}
