package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.disk.Disk;

/// Records operations until it is killed; writes the id of each to its standard output once it was recorded.
final class KilledJournalMain {
    static final DeviceId DEVICE = new DeviceId(new UUID(5, 5));
    static final byte[] KEY = new byte[32];

    private KilledJournalMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        LocalDatabase database = LocalDatabase.open(folder.resolve("db"), KEY).database();
        JournalStore journal = new JournalStore(
                Disk.REAL, folder.resolve("journals"), KEY, database, new Changes(), Clock.systemUTC());
        journal.openFor(DEVICE);
        FilmId film = new FilmId(new UUID(1, 1));
        while (true) {
            Operation recorded =
                    journal.record(new MessagePosted(film, "Ama", "x".repeat(1 + (int) (journal.last() % 900))));
            System.out.write((recorded.sequence() + " " + recorded.id() + "\n").getBytes(StandardCharsets.US_ASCII));
            System.out.flush();
        }
    }
}
