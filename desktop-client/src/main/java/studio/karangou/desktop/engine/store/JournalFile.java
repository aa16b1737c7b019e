package studio.karangou.desktop.engine.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFile;
import studio.karangou.desktop.engine.disk.DiskFullException;
import studio.karangou.desktop.engine.store.JournalFrame.Entry;
import studio.karangou.desktop.engine.store.JournalFrame.Place;

/// The journal on disk: frames ([JournalFrame]) one after the other, only ever appended.
///
/// What [#append] returned from is on the disk's platter. A frame that was being written when the power went is cut
/// off at the next opening. A damaged frame between whole ones is left where it is and reported as missing.
/// Safe for several threads.
final class JournalFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final byte[] MAGIC = {'K', 'A', 'R', 'J', 'R', 'N', 'L', '1'};
    private static final int HEADER = 24;
    private static final int WINDOW = 8 * 1024 * 1024;
    /// Bytes of frames that are read at once.
    static final int RUN = 1024 * 1024;

    private final JournalFrame frames;
    private final DiskFile file;
    private final NavigableMap<Long, Place> places = new TreeMap<>();
    private long end;
    private boolean tailUnsure;

    private JournalFile(JournalFrame frames, DiskFile file) {
        this.frames = frames;
        this.file = file;
    }

    /// Opens a device's journal, or begins it.
    ///
    /// @throws IOException if the file cannot be read or made
    static JournalFile open(Disk disk, Path file, DeviceId device, byte[] key) throws IOException {
        return open(disk, file, new JournalFrame(device, key));
    }

    /// The same with what makes its frames.
    static JournalFile open(Disk disk, Path file, JournalFrame frames) throws IOException {
        DeviceId device = frames.device();
        if (!disk.exists(file)) {
            disk.replace(file, header(device));
        }
        DiskFile opened = disk.open(file);
        try {
            JournalFile journal = new JournalFile(frames, opened);
            journal.repairHeader(device);
            journal.scan();
            return journal;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /// The highest sequence in the file, 0 if it has none.
    synchronized long last() {
        return places.isEmpty() ? 0 : places.lastKey();
    }

    /// The entry of a sequence, empty if it is not there or not readable.
    synchronized Optional<Entry> read(long sequence) {
        Place place = places.get(sequence);
        if (place == null) {
            return Optional.empty();
        }
        try {
            return frames.read(bytes(place.position(), place.size())).filter(entry -> entry.sequence() == sequence);
        } catch (IOException e) {
            LOG.warn("operation {} of the journal cannot be read", sequence, e);
            return Optional.empty();
        }
    }

    /// The sequences between 1 and the last that have no whole frame.
    synchronized List<Long> holes() {
        List<Long> holes = new ArrayList<>();
        if (places.size() < last()) {
            for (long sequence = 1; sequence <= last(); sequence++) {
                if (!places.containsKey(sequence)) {
                    holes.add(sequence);
                }
            }
        }
        return holes;
    }

    /// Entries from a sequence on, in order and without a gap, as far as they stand one behind the other and can be
    /// read; empty if not even the first is there. Read in one go.
    ///
    /// @param most entries
    synchronized List<Entry> run(long first, int most) {
        Place place = places.get(first);
        if (place == null) {
            return List.of();
        }
        long until = place.position() + place.size();
        int count = 1;
        for (Place next = places.get(first + 1);
                next != null
                        && count < most
                        && next.position() == until
                        && until + next.size() - place.position() <= RUN;
                next = places.get(first + count)) {
            until += next.size();
            count++;
        }
        List<Entry> entries = new ArrayList<>(count);
        try {
            ByteBuffer bytes = bytes(place.position(), (int) (until - place.position()));
            for (int offset = 0; entries.size() < count; ) {
                int size = Objects.requireNonNull(places.get(first + entries.size()))
                        .size();
                Optional<Entry> entry =
                        offset + size > bytes.limit() ? Optional.empty() : frames.read(bytes.slice(offset, size));
                long expected = first + entries.size();
                if (entry.isEmpty() || entry.get().sequence() != expected) {
                    break;
                }
                entries.add(entry.get());
                offset += size;
            }
        } catch (IOException e) {
            LOG.warn("the journal cannot be read from operation {} on", first, e);
        }
        return entries;
    }

    /// As [#append(List)].
    void append(Entry entry) {
        append(List.of(entry));
    }

    /// Appends entries. They are on disk when this returns.
    ///
    /// @param entries all of them are held in memory once more, as they are written
    /// @throws FailureException with [StoreFailure.DiskFull] or [StoreFailure.NotWritten]; then nothing
    ///     was appended
    synchronized void append(List<Entry> entries) {
        List<Place> added = new ArrayList<>(entries.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            ByteBuffer frame = frames.write(entry);
            added.add(new Place(entry.sequence(), end + bytes.size(), frame.remaining()));
            bytes.write(frame.array(), 0, frame.remaining());
        }
        try {
            if (tailUnsure) {
                cutTail();
            }
            tailUnsure = true;
            file.write(end, bytes.toByteArray(), bytes.size());
            file.force();
            tailUnsure = false;
        } catch (IOException e) {
            cutTailAfter(e);
            throw new FailureException(
                    DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.NotWritten(), e);
        }
        added.forEach(place -> places.put(place.sequence(), place));
        end += bytes.size();
    }

    private void cutTailAfter(IOException cause) {
        try {
            cutTail();
        } catch (IOException e) {
            // the next append tries again, and so does the next opening
            cause.addSuppressed(e);
        }
    }

    private void cutTail() throws IOException {
        file.setLength(end);
        file.force();
        tailUnsure = false;
    }

    private void scan() throws IOException {
        long size = file.length();
        long position = HEADER;
        long whole = HEADER;
        while (position < size) {
            ByteBuffer window = bytes(position, (int) Math.min(WINDOW, size - position));
            int read = scanWindow(window, position);
            if (read > 0) {
                position += read;
                whole = position;
                continue;
            }
            long next = nextFrame(position, size);
            if (next < 0) {
                break;
            }
            LOG.error("the journal is damaged from byte {} to {}", position, next);
            position = next;
        }
        end = whole;
        if (size > whole) {
            LOG.warn("the journal ended in {} bytes of an operation that was never confirmed", size - whole);
            cutTail();
        }
    }

    /// Takes the whole frames from the window's start on; answers how many bytes they have.
    private int scanWindow(ByteBuffer window, long position) {
        int offset = 0;
        for (Place place = JournalFrame.at(window, 0); place != null; place = JournalFrame.at(window, offset)) {
            places.putIfAbsent(place.sequence(), new Place(place.sequence(), position + offset, place.size()));
            offset += place.size();
        }
        return offset;
    }

    /// Where the next whole frame begins behind a damaged place, -1 if there is none.
    private long nextFrame(long damaged, long size) throws IOException {
        int overlap = JournalFrame.HEAD + (1 << 16);
        for (long from = damaged + 1; from < size; from += WINDOW - overlap) {
            ByteBuffer window = bytes(from, (int) Math.min(WINDOW, size - from));
            for (int offset = 0; offset < window.limit(); offset++) {
                if (JournalFrame.at(window, offset) != null) {
                    return from + offset;
                }
            }
        }
        return -1;
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        return ByteBuffer.wrap(bytes, 0, file.read(position, bytes));
    }

    /// The name of the file and the cipher of its frames already say whose journal it is, so a damaged header
    /// must not keep anybody from reading it.
    private void repairHeader(DeviceId device) throws IOException {
        byte[] header = header(device);
        if (!bytes(0, HEADER).equals(ByteBuffer.wrap(header))) {
            LOG.error("the header of the journal is damaged; it is written anew");
            file.write(0, header, HEADER);
            file.force();
        }
    }

    private static byte[] header(DeviceId device) {
        return ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .putLong(device.value().getMostSignificantBits())
                .putLong(device.value().getLeastSignificantBits())
                .array();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
