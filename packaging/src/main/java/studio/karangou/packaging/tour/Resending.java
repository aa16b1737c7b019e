package studio.karangou.packaging.tour;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.enrolment.ContactFile;
import studio.karangou.desktop.engine.http.Introduction;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.keychain.FileKeychain;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.DataFolder;
import studio.karangou.desktop.engine.store.JournalRun;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.LocalDatabase;

/// Sends what a device has sent before once more, as a network that repeats itself would.
final class Resending {
    private Resending() {}

    /// Works on the device's own folder, which must not be in use: a copy would make the next contact of either a
    /// second one with the same mark, and that device is shut out.
    ///
    /// @return how many batches were sent
    static int sendAgain(Path clientData, URI server, DeviceId device) throws IOException {
        try (DataFolder folder = DataFolder.take(clientData)) {
            DeviceSecrets secrets = new FileKeychain(Disk.REAL, folder.secrets()).secrets();
            Introduction marks = new Marks(new ContactFile(Disk.REAL, folder.contact()));
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
                            new ServerConnection(TimeLimits.USUAL, secrets::signing, () -> Locale.FRENCH, marks)) {
                journal.openFor(device);
                connection.identify(server, device);
                return send(journal, connection, secrets, device);
            }
        }
    }

    /// Says which contact this is, as a device that ever said it must, and nothing else.
    private record Marks(ContactFile contacts) implements Introduction {
        @Override
        public @Nullable ContactMark contact(DeviceId device) {
            return contacts.next(device);
        }

        @Override
        public @Nullable DeviceHealth health() {
            return null;
        }

        @Override
        public void answered(DeviceId device, ContactMark contact) {
            contacts.answered(device, contact);
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
            JournalRun run, long last, ServerConnection connection, DeviceSecrets secrets, DeviceId device) {
        Batch batch = Batch.sign(secrets.signing(), device, run.firstSequence(), run.previousHash(), run.operations());
        PushReceipt receipt = connection.push(batch);
        if (receipt.acknowledged() != last) {
            throw new TourFailure("acknowledged " + receipt.acknowledged() + " instead of " + last);
        }
        return 1;
    }
}
