package studio.karangou.packaging.simulation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFile;
import studio.karangou.desktop.engine.disk.DiskFullException;

/// The disk of a simulated device. In a power cut it keeps what was forced, and of the rest what the draw says:
/// nothing, a part, or zeros where bytes should be.
final class SimDisk implements Disk {
    private static final int PLENTY = 1 << 24;

    private final Map<Path, Content> files = new TreeMap<>();
    private final boolean forcesLate;
    private int room = PLENTY;
    private int stepsLeft = -1;
    private Draw fate = Draw.of(0);

    /// @param forcesLate whether it says "forced" and does it before the next write: a planted mistake
    SimDisk(boolean forcesLate) {
        this.forcesLate = forcesLate;
    }

    /// The same disk, in another machine.
    SimDisk copy() {
        SimDisk copy = new SimDisk(forcesLate);
        files.forEach((path, content) -> copy.files.put(path, content.copy()));
        return copy;
    }

    /// The process ends at one of the next steps.
    ///
    /// @param steps until then
    void crashAfter(int steps, Draw how) {
        stepsLeft = steps;
        fate = how;
    }

    /// No crash is to come.
    void calm() {
        stepsLeft = -1;
    }

    void fill(boolean full) {
        room = full ? 40 : PLENTY;
    }

    /// The machine is without power for a moment.
    void powerCut(Draw how) {
        files.values().forEach(content -> content.powerCut(how));
    }

    /// One of the moments in which a process can end.
    void step() {
        if (isLastStep()) {
            throw Crash.ofDevice();
        }
    }

    private boolean isLastStep() {
        return stepsLeft >= 0 && stepsLeft-- == 0;
    }

    @Override
    public void write(RandomAccessFile file, byte[] bytes, int length) {
        throw new UnsupportedOperationException("no file of the real machine");
    }

    @Override
    public void force(RandomAccessFile file) {
        throw new UnsupportedOperationException("no file of the real machine");
    }

    @Override
    public long room(Path folder) {
        return room;
    }

    @Override
    public boolean exists(Path file) {
        return files.containsKey(file);
    }

    @Override
    public List<Path> list(Path folder) {
        return files.keySet().stream()
                .filter(file -> folder.equals(file.getParent()))
                .toList();
    }

    @Override
    public void setAside(Path file, String reason) throws IOException {
        step();
        Content content = files.remove(file);
        if (content == null) {
            throw new FileNotFoundException(file.toString());
        }
        files.put(file.resolveSibling(file.getFileName() + "." + reason), content);
        step();
    }

    @Override
    public void makeFolder(Path folder) {
        // there is no difference
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        Content content = files.get(file);
        if (content == null) {
            throw new FileNotFoundException(file.toString());
        }
        return new Open(content);
    }

    @Override
    public void replace(Path file, byte[] content) {
        step();
        Content fresh = new Content();
        fresh.write(0, content, content.length);
        fresh.force();
        files.put(file, fresh);
        step();
    }

    /// Bytes as programs see them, and as the platter has them.
    private static final class Content {
        private byte[] seen = {};
        private byte[] kept = {};
        private int length;
        private int keptLength;
        private int changedFrom = Integer.MAX_VALUE;

        Content copy() {
            Content copy = new Content();
            copy.seen = seen.clone();
            copy.kept = kept.clone();
            copy.length = length;
            copy.keptLength = keptLength;
            copy.changedFrom = changedFrom;
            return copy;
        }

        void write(int position, byte[] bytes, int count) {
            int end = position + count;
            if (end > seen.length) {
                seen = Arrays.copyOf(seen, Math.max(end, seen.length * 2));
            }
            System.arraycopy(bytes, 0, seen, position, count);
            length = Math.max(length, end);
            changedFrom = Math.min(changedFrom, position);
        }

        void cut(int to) {
            if (to > length) {
                throw new UnsupportedOperationException("no journal grows so");
            }
            length = to;
            changedFrom = Math.min(changedFrom, to);
        }

        void force() {
            if (changedFrom == Integer.MAX_VALUE) {
                return;
            }
            if (kept.length < length) {
                kept = Arrays.copyOf(kept, seen.length);
            }
            if (changedFrom < length) {
                System.arraycopy(seen, changedFrom, kept, changedFrom, length - changedFrom);
            }
            keptLength = length;
            changedFrom = Integer.MAX_VALUE;
        }

        void powerCut(Draw how) {
            if (changedFrom == Integer.MAX_VALUE) {
                return;
            }
            int torn = length > keptLength ? how.upTo(length - keptLength + 1) : 0;
            byte[] tail = Arrays.copyOfRange(seen, Math.min(keptLength, length), Math.min(keptLength, length) + torn);
            if (torn > 0 && how.chance(30)) {
                Arrays.fill(tail, 0, how.upTo(torn) + 1, (byte) 0); // the length was written, its bytes were not
            }
            seen = kept.clone();
            length = keptLength;
            if (torn > 0 && how.chance(60)) {
                write(length, tail, torn);
            }
            changedFrom = Integer.MAX_VALUE;
            force(length);
        }

        private void force(int all) {
            kept = Arrays.copyOf(seen, Math.max(seen.length, all));
            keptLength = length;
        }
    }

    /// A file that is in use.
    private final class Open implements DiskFile {
        private final Content content;

        Open(Content content) {
            this.content = content;
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public int read(long position, byte[] bytes) {
            int count = Math.clamp(content.length - position, 0, bytes.length);
            if (count > 0) {
                System.arraycopy(content.seen, (int) position, bytes, 0, count);
            }
            return count;
        }

        @Override
        public void write(long position, byte[] bytes, int count) throws IOException {
            if (forcesLate) {
                content.force();
            }
            if (isLastStep()) {
                content.write((int) position, bytes, fate.upTo(count + 1));
                throw Crash.ofDevice();
            }
            if (count > room) {
                content.write((int) position, bytes, room);
                room = 0;
                throw new DiskFullException(null);
            }
            if (room < PLENTY) {
                room -= count;
            }
            content.write((int) position, bytes, count);
        }

        @Override
        public void setLength(long to) {
            content.cut((int) to);
            step();
        }

        @Override
        public void force() {
            step();
            if (!forcesLate) {
                content.force();
            }
            step();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
