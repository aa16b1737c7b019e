package studio.karangou.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Databases that cannot be opened: each says why, and a file is as it was.
class DatabaseOpeningTest {
    @TempDir
    private Path data;

    private DatabaseSettings.H2 settings;

    @BeforeEach
    void make() {
        settings = (DatabaseSettings.H2) DatabaseKind.H2.fresh(data);
        open().close();
    }

    @Test
    void a_file_of_noise_is_left_as_it_is() throws IOException {
        byte[] noise = new byte[50_000];
        new Random(1).nextBytes(noise);

        leftAsItIs(noise);
    }

    @Test
    void an_empty_file_is_left_as_it_is() throws IOException {
        leftAsItIs(new byte[0]);
    }

    @Test
    void a_file_whose_beginning_was_overwritten_is_left_as_it_is() throws IOException {
        byte[] broken = Files.readAllBytes(settings.onDisk());
        Arrays.fill(broken, 0, 3 * 4096, (byte) 'x');

        leftAsItIs(broken);
    }

    @Test
    void a_file_that_was_cut_to_a_stump_is_left_as_it_is() throws IOException {
        leftAsItIs(Arrays.copyOf(Files.readAllBytes(settings.onDisk()), 5_000));
    }

    @Test
    void a_postgresql_server_that_is_not_there_is_told_without_its_password() {
        Failure failure = failure(new DatabaseSettings.PostgreSql(
                "jdbc:postgresql://127.0.0.1:1/karangou?password=hidden", "me", "secret", 1));

        assertThat(failure).isEqualTo(new DatabaseFailure.Unreachable("jdbc:postgresql://127.0.0.1:1/karangou"));
    }

    @Test
    void settings_keep_the_password_to_themselves() {
        assertThat(new DatabaseSettings.PostgreSql("jdbc:postgresql://x/y?password=a", "me", "secret", 1).toString())
                .doesNotContain("secret", "password");
    }

    private void leftAsItIs(byte[] content) throws IOException {
        Files.write(settings.onDisk(), content);

        assertThat(failure(settings))
                .isEqualTo(new DatabaseFailure.BrokenFile(settings.onDisk().toString()));
        assertThat(Files.readAllBytes(settings.onDisk())).isEqualTo(content);
    }

    private Database open() {
        return Database.open(settings, new SimpleMeterRegistry());
    }

    private static Failure failure(DatabaseSettings settings) {
        return catchThrowableOfType(FailureException.class, () -> Database.open(settings, new SimpleMeterRegistry()))
                .failure();
    }
}
