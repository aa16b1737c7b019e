package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The real client and the real server over a line that the kernel holds to 8 kbit/s each way (`tc tbf`, in a network
/// of its own), with a second on the way there and a second back, over TLS.
class SlowLinkTest {
    private static final List<String> OWN_NETWORK = List.of("unshare", "--user", "--map-root-user", "--net");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whatever_is_recorded_comes_over_once_and_news_come_back() throws Exception {
        Path log = folder.resolve("device.log");

        Map<String, Long> told = told(log);

        assertThat(told.keySet())
                .as("see %s", log)
                .contains("enrolled", "pushed", "changed", "pushed-after-a-cut", "told-at-once");
        // 8 kbit/s are 1,000 bytes a second
        assertThat(told.get("bytes-up-a-second")).isBetween(200L, 1_100L);
        // one batch at the most goes twice
        assertThat(told.get("batch-bytes-again")).isLessThan(told.get("bytes-up-after-the-cut"));
        try (Connection tables = tables()) {
            KilledBooks books = new KilledBooks(tables);
            assertThat(books.operations()).hasSize(SlowLinkMain.OPERATIONS);
            assertThat(books.operations().values())
                    .allSatisfy(rows -> assertThat(rows).hasSize(1));
            assertThat(books.gaps()).isZero();
            assertThat(books.collected())
                    .isEqualTo(books.confirmed())
                    .isEqualTo(SlowLinkMain.AMOUNT * SlowLinkMain.OPERATIONS);
        }
    }

    /// What the devices' program says, each word with its number.
    private Map<String, Long> told(Path log) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(OWN_NETWORK);
        command.addAll(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SlowLinkMain.class.getName(),
                folder.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        Map<String, Long> told = new HashMap<>();
        try (var words = process.inputReader()) {
            words.lines().map(line -> line.split(" ", -1)).forEach(word -> told.put(word[0], Long.valueOf(word[1])));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        int code = process.waitFor();
        assumeTrue(code != SlowLinkMain.NO_NETWORK && !isForbidden(log), "this machine gives no such network");
        assertThat(code).as("%s; %s", told, Files.readString(log)).isZero();
        return told;
    }

    /// Whether there is not even a namespace.
    private static boolean isForbidden(Path log) throws IOException {
        return Files.readString(log).startsWith("unshare: ");
    }

    /// The tables of the server, which has ended.
    private Connection tables() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("server/karangou")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "karangou",
                "");
    }
}
