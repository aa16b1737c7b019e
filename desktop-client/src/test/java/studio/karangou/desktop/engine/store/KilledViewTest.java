package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.desktop.engine.disk.Disk;

class KilledViewTest {
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void a_view_survives_kill_9_with_what_was_kept_and_each_is_one_operation() throws Exception {
        long[] kept = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            kept[round] = showUntilKilled(new FilmId(new UUID(1, round)), 20 + 7 * round);
        }
        List<FilmViewed> views = recorded();
        assertThat(views).hasSize(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            FilmViewed view = views.get(round);
            assertThat(view.film()).isEqualTo(new FilmId(new UUID(1, round)));
            // one more may have been on disk already when its line was cut
            assertThat(view.watched()).isBetween(Duration.ofSeconds(kept[round]), Duration.ofSeconds(kept[round] + 5));
        }
    }

    private long showUntilKilled(FilmId film, int times) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledViewMain.class.getName(),
                        folder.toString(),
                        film.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long kept = 0;
        int heard = 0;
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("kept \\d+[05]|kept 5")) {
                    kept = Math.max(kept, Long.parseLong(line.substring(5)));
                    if (++heard == times) {
                        child.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(child.waitFor()).as("killed, not ended").isNotZero();
        return kept;
    }

    private List<FilmViewed> recorded() throws IOException {
        try (LocalDatabase database =
                LocalDatabase.open(folder.resolve("db"), KilledJournalMain.KEY).database()) {
            JournalStore journal = new JournalStore(
                    Disk.REAL,
                    folder.resolve("journals"),
                    KilledJournalMain.KEY,
                    database,
                    new Changes(),
                    Clock.systemUTC());
            ViewStore views = new ViewStore(Disk.REAL, folder.resolve("views"), journal);
            journal.openFor(KilledJournalMain.DEVICE);
            views.recordLeft();
            List<OperationBody> bodies = journal.pending(1000).stream()
                    .map(waiting -> waiting.operation().body())
                    .toList();
            journal.close();
            return bodies.stream().map(FilmViewed.class::cast).toList();
        }
    }
}
