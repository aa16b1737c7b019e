package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.feature.player.Views.OpenView;

/// Shows a film until it is killed; writes to its standard output how many seconds it has kept.
final class KilledViewMain {
    private KilledViewMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        LocalDatabase database =
                LocalDatabase.open(folder.resolve("db"), KilledJournalMain.KEY).database();
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
        FilmId film = FilmId.parse(arguments[1]);
        OpenView view = views.begin(film);
        for (int seconds = 5; ; seconds += 5) {
            view.keep(new FilmViewed(film, Duration.ofSeconds(seconds), false, 1));
            System.out.write(("kept " + seconds + "\n").getBytes(StandardCharsets.US_ASCII));
            System.out.flush();
        }
    }
}
