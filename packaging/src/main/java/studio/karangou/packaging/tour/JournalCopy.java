package studio.karangou.packaging.tour;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.keychain.FileKeychain;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.DataFolder;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.LocalDatabase;

/// Sends what a device has sent before once more, as a network that repeats itself would.
final class JournalCopy {
    private JournalCopy() {}

    /// Works on a copy of the device's data, as the device itself may be running.
    ///
    /// @return how many batches were sent
    static int sendAgain(Path clientData, Path scratch, URI server, DeviceId device) throws IOException {
        copy(clientData, scratch);
        try (DataFolder folder = DataFolder.take(scratch)) {
            DeviceSecrets secrets = new FileKeychain(Disk.REAL, folder.secrets()).secrets();
            try (LocalDatabase database = LocalDatabase.open(folder.database(), secrets.storageKey("database"))
                            .database();
                    JournalStore journal = new JournalStore(
                            Disk.REAL,
                            folder.journals(),
                            secrets.storageKey("journal"),
                            database,
                            new Changes(),
                            Clock.systemUTC());
                    ServerConnection connection =
                            new ServerConnection(TimeLimits.USUAL, secrets.signing(), () -> Locale.FRENCH)) {
                journal.openFor(device);
                connection.identify(server, device);
                return send(journal, connection, secrets, device);
            }
        }
    }

    /// Everything at once, then each operation by itself: other cuts than those of the first time.
    private static int send(JournalStore journal, ServerConnection connection, DeviceSecrets secrets, DeviceId device) {
        int sent = push(
                journal.from(1, Limits.BATCH_OPERATIONS, Limits.BATCH_CONTENT_BYTES)
                        .orElseThrow(),
                journal.last(),
                connection,
                secrets,
                device);
        for (long sequence = 1; sequence <= journal.last(); sequence++) {
            sent += push(
                    journal.from(sequence, 1, Limits.OPERATION_BYTES).orElseThrow(),
                    journal.last(),
                    connection,
                    secrets,
                    device);
        }
        return sent;
    }

    private static int push(
            JournalStore.Run run, long last, ServerConnection connection, DeviceSecrets secrets, DeviceId device) {
        Batch batch = Batch.sign(secrets.signing(), device, run.firstSequence(), run.previousHash(), run.operations());
        PushReceipt receipt = connection.push(batch);
        if (receipt.acknowledged() != last) {
            throw new TourFailure("acknowledged " + receipt.acknowledged() + " instead of " + last);
        }
        return 1;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(from.resolve("films")))
                    .toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
