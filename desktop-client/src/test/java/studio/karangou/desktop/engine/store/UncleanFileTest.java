package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy of an open file is what a killed process leaves: the system keeps what was written, and nothing else.
class UncleanFileTest {
    private static final int COMMITS = 240;
    private static final String PASSWORD = "0123456789abcdef";

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface AfterCommit {
        void look(Path copy, int committed) throws SQLException, IOException;
    }

    @Test
    void whenever_the_process_dies_the_last_commit_is_there() throws Exception {
        write((copy, committed) -> {
            UncleanFile.mend(copy, PASSWORD);
            assertThat(last(copy)).isEqualTo(committed);
        });
    }

    @Test
    void h2_alone_still_goes_back_to_earlier_commits() throws Exception {
        int[] forgotten = {0};
        write((copy, committed) -> forgotten[0] += last(copy) < committed ? 1 : 0);
        assertThat(forgotten[0])
                .as("if none is forgotten, H2 is mended and UncleanFile can go")
                .isPositive();
    }

    @Test
    void the_database_of_a_device_is_looked_through_when_it_is_opened() throws Exception {
        byte[] key = new byte[32];
        Path copy = folder.resolve("copy.mv.db");
        try (LocalDatabase database =
                LocalDatabase.open(folder.resolve("live"), key).database()) {
            new SettingsStore(database).put("language", "ee");
            Files.copy(folder.resolve("live.mv.db"), copy);
        }
        byte[] left = Files.readAllBytes(copy);

        UncleanFile.mend(copy, LocalDatabase.filePassword(key));

        assertThat(Files.readAllBytes(copy)).isNotEqualTo(left);
        LocalDatabase.Opened opened = LocalDatabase.open(folder.resolve("copy"), key);
        try (LocalDatabase database = opened.database()) {
            assertThat(opened.notice()).isEmpty();
            assertThat(new SettingsStore(database).get("language")).contains("ee");
        }
    }

    @Test
    void a_file_that_was_closed_in_good_order_stays_byte_for_byte() throws Exception {
        write((copy, committed) -> {});
        assertStays(folder.resolve("live.mv.db"), PASSWORD);
    }

    @Test
    void a_file_with_another_key_stays_byte_for_byte() throws Exception {
        write((copy, committed) -> {});
        assertStays(folder.resolve("copy.mv.db"), "fedcba9876543210");
    }

    @Test
    void a_file_that_cannot_be_read_stays_byte_for_byte() throws Exception {
        Path file = folder.resolve("broken.mv.db");
        byte[] noise = new byte[40_000];
        new Random(3).nextBytes(noise);
        Files.write(file, noise);
        assertStays(file, PASSWORD);
    }

    private static void assertStays(Path file, String password) throws IOException {
        byte[] before = Files.readAllBytes(file);
        UncleanFile.mend(file, password);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /// Commits rows of many sizes into a file whose space is used again at once, as H2 else does after 45 seconds.
    private void write(AfterCommit afterCommit) throws SQLException, IOException {
        Random random = new Random(11);
        try (Connection connection = open("live");
                Statement statement = connection.createStatement()) {
            statement.execute("set retention_time 0");
            statement.execute("create table entry (id int primary key, bytes bytea)");
            try (PreparedStatement insert = connection.prepareStatement("insert into entry values (?, ?)")) {
                for (int i = 1; i <= COMMITS; i++) {
                    byte[] bytes = new byte[1 + random.nextInt(20_000)];
                    random.nextBytes(bytes);
                    insert.setInt(1, i);
                    insert.setBytes(2, bytes);
                    insert.execute();
                    statement.execute("delete from entry where id = " + (i - 20));
                    if (i % 2 == 0) {
                        Path copy = folder.resolve("copy.mv.db");
                        Files.copy(folder.resolve("live.mv.db"), copy, StandardCopyOption.REPLACE_EXISTING);
                        afterCommit.look(copy, i);
                    }
                }
            }
        }
    }

    private int last(Path copy) throws SQLException {
        String name = copy.getFileName().toString().replace(".mv.db", "");
        try (Connection connection = open(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(id) from entry")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Connection open(String name) throws SQLException {
        String url = "jdbc:h2:async:" + folder.resolve(name).toAbsolutePath()
                + ";CIPHER=AES;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        return DriverManager.getConnection(url, "karangou", PASSWORD + " karangou");
    }
}
