package studio.karangou.desktop.engine.roads;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.ParcelFile;
import studio.karangou.common.protocol.ParcelName;
import studio.karangou.common.protocol.UpParcel;
import studio.karangou.desktop.engine.disk.DiskFullException;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.JournalRun;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// Makes the file of parcels of this device, at home: whatever road it takes goes on with the same bytes after a
/// cut.
public final class ParcelMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ParcelMaker.class);
    private static final String MADE = "roads.made";
    /// Bytes of operations in one batch, before they are packed.
    private static final int BATCH_BYTES = 1024 * 1024;
    /// When a parcel has so many bytes of batches, the next batch begins another.
    private static final int ENOUGH = 3 * 1024 * 1024;

    private final Path folder;
    private final JournalStore journal;
    private final ChangeStore feed;
    private final SettingsStore settings;
    private final Self self;
    private final ServerSeal seal;

    /// @param folder for this alone
    public ParcelMaker(
            Path folder, JournalStore journal, ChangeStore feed, SettingsStore settings, Self self, ServerSeal seal) {
        this.folder = folder;
        this.journal = journal;
        this.feed = feed;
        this.settings = settings;
        this.self = self;
        this.seal = seal;
    }

    /// A file that is whole.
    ///
    /// @param operations in it
    /// @param last of them, or before the first if there is none
    public record Made(ParcelName name, Path file, long operations, long last) {}

    /// The file of what waits now; the one made before if nothing changed since.
    ///
    /// @throws FailureException with a [RoadFailure], a [StoreFailure] or a failure of the keychain
    public synchronized Made make() {
        return make(0);
    }

    /// The same as another generation, for a place where that of [#make] would be taken for something else.
    ///
    /// @param taken the highest generation that is in use there, 0 if none is
    /// @throws FailureException as [#make()]
    public synchronized Made make(int taken) {
        EnrolledDevice device = self.device();
        SealingKey server = seal.known(device.serverKey())
                .orElseThrow(() -> new RoadFailure.NoServerKey().asException())
                .toKey();
        long from = journal.acknowledged();
        long last = journal.last();
        String basis =
                String.join(" ", device.id().toString(), server.raw().hex(), from + "", last + "", feed.cursor());
        try {
            Files.createDirectories(folder);
            Optional<Made> before = taken == 0 ? made(basis, from, last - from) : Optional.empty();
            return before.isPresent() ? before.get() : fresh(device, server, basis, from, taken);
        } catch (IOException e) {
            throw new FailureException(
                    DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new RoadFailure.NotKept(), e);
        }
    }

    /// Takes note that a parcel left this device; whether it arrives is said by an answer. It has left whether that
    /// can be noted or not: a note that fails is in the log, and the page says less about the way.
    public void left(Made made, Road road) {
        try {
            if (made.operations() > 0) {
                journal.handedOver(road, made.last());
            }
        } catch (FailureException e) {
            LOG.warn(
                    "a parcel left, and that could not be noted: {}",
                    e.failure().code(),
                    e);
        }
    }

    /// What was made is named with what it was made of: `generation basis`.
    private Optional<Made> made(String basis, long acknowledged, long operations) throws IOException {
        Optional<String> kept = settings.get(MADE).filter(text -> text.endsWith(" " + basis));
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        ParcelName name = new ParcelName(Parcel.Direction.UP, self.device().id(), generation(kept.get()));
        Path file = folder.resolve(name.fileName());
        try {
            ParcelFile.check(file);
            return Optional.of(new Made(name, file, operations, acknowledged + operations));
        } catch (FailureException e) {
            return Optional.empty(); // damaged here: made anew
        }
    }

    private static int generation(String kept) {
        return Integer.parseInt(kept.substring(0, kept.indexOf(' ')));
    }

    private Made fresh(EnrolledDevice device, SealingKey server, String basis, long acknowledged, int taken)
            throws IOException {
        int highest =
                Math.max(taken, settings.get(MADE).map(ParcelMaker::generation).orElse(0));
        ParcelName name = highest == 0
                ? new ParcelName(Parcel.Direction.UP, device.id(), 1)
                : new ParcelName(Parcel.Direction.UP, device.id(), highest).next();
        clear();
        Path file = folder.resolve(name.fileName());
        Path partial = folder.resolve(name.fileName() + ParcelName.PARTIAL);
        long operations;
        try (BufferedOutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            ParcelFile.Writer writer = new ParcelFile.Writer(out);
            operations = write(device, server, acknowledged, writer);
            writer.finish();
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        settings.put(MADE, name.generation() + " " + basis);
        return new Made(name, file, operations, acknowledged + operations);
    }

    /// Files of before are of no use: what they hold is in the next one, or the server has it.
    private void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "aller-*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private long write(EnrolledDevice device, SealingKey server, long acknowledged, ParcelFile.Writer writer)
            throws IOException {
        String cursor = feed.cursor();
        List<Bytes> batches = new ArrayList<>();
        long begin = 0;
        long sent = acknowledged;
        int bytes = 0;
        while (writer.count() < Limits.FILE_PARCELS - 1) {
            Optional<JournalRun> run = journal.from(sent + 1, Limits.BATCH_OPERATIONS, BATCH_BYTES);
            if (run.isEmpty()) {
                break;
            }
            if (bytes > ENOUGH || batches.size() == Limits.PARCEL_BATCHES) {
                writer.add(sealed(new UpParcel(device.id(), begin, cursor, false, batches), server));
                batches.clear();
                bytes = 0;
            }
            begin = batches.isEmpty() ? run.get().firstSequence() : begin;
            Batch batch = Batch.sign(
                    self.signing().get(),
                    device.id(),
                    run.get().firstSequence(),
                    run.get().previousHash(),
                    run.get().operations());
            byte[] encoded = BatchCodec.encode(batch);
            batches.add(Bytes.of(encoded));
            bytes += encoded.length;
            sent = batch.lastSequence();
        }
        writer.add(sealed(new UpParcel(device.id(), batches.isEmpty() ? 0 : begin, cursor, true, batches), server));
        return sent - acknowledged;
    }

    private byte[] sealed(UpParcel up, SealingKey server) {
        return up.seal(self.signing().get(), server).encode();
    }
}
