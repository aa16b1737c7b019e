package studio.karangou.desktop.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.store.JournalFrame.Entry;

/// The files of journals of devices that this one was before. They are looked at until what no server has of them is
/// in the journal of now: the database may have been lost meanwhile, and with it all that it knew of them.
final class EarlierJournals {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierJournals.class);
    private static final String ENDING = ".journal";

    private final Disk disk;
    private final Path folder;
    private final JournalIndex index;

    EarlierJournals(Disk disk, Path folder, JournalIndex index) {
        this.disk = disk;
        this.folder = folder;
        this.index = index;
    }

    /// The file of a device's journal.
    static Path file(Path folder, DeviceId device) {
        return folder.resolve(device + ENDING);
    }

    /// Puts into the index what it does not know of them. What cannot be read is left for the next start.
    ///
    /// @param frames of a device's journal
    /// @return those that were read
    List<Path> index(DeviceId now, Function<DeviceId, JournalFrame> frames) {
        List<Path> read = new ArrayList<>();
        index.coverEarlier(now);
        for (Path file : files(now)) {
            Optional<DeviceId> device = device(file);
            if (device.isEmpty()) {
                continue;
            }
            try (JournalFile journal = JournalFile.open(disk, file, frames.apply(device.get()))) {
                index(device.get(), journal);
                read.add(file);
            } catch (IOException e) {
                LOG.warn("an earlier journal cannot be read; the next start tries again", e);
            }
        }
        return read;
    }

    private void index(DeviceId device, JournalFile journal) {
        for (long sequence = 1; sequence <= journal.last(); sequence++) {
            Optional<Entry> entry = journal.read(sequence);
            if (entry.isPresent()
                    && !index.has(
                            OperationCodec.decode(device, sequence, entry.get().operation())
                                    .id())) {
                index.put(device, List.of(entry.get()));
            }
        }
    }

    /// What no server had of these is in the journal of now: they are kept, and not looked at any more.
    void done(List<Path> files) {
        for (Path file : files) {
            try {
                disk.setAside(file, "taken-over");
            } catch (IOException e) {
                LOG.warn("an earlier journal keeps its name; the next start tries again", e);
            }
        }
    }

    private List<Path> files(DeviceId now) {
        try {
            return disk.list(folder).stream()
                    .filter(file -> !file.equals(file(folder, now)))
                    .toList();
        } catch (IOException e) {
            LOG.warn("earlier journals cannot be looked for; the next start tries again", e);
            return List.of();
        }
    }

    private static Optional<DeviceId> device(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(ENDING)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DeviceId.parse(name.substring(0, name.length() - ENDING.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // another file of somebody else
        }
    }
}
