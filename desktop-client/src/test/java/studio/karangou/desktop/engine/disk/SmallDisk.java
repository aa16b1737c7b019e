package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// A disk with little room: what does not fit is written in part, as a real one does.
public final class SmallDisk implements Disk {
    private long room;
    private boolean dies;

    public SmallDisk(long room) {
        this.room = room;
    }

    public synchronized void makeRoom(long bytes) {
        room = bytes;
    }

    /// Whether whoever writes meets an error of the machine.
    public synchronized void dies(boolean now) {
        dies = now;
    }

    @Override
    public synchronized void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
        if (dies) {
            throw new OutOfMemoryError("as if there were none left");
        }
        if (length > room) {
            Disk.REAL.write(file, bytes, (int) room);
            room = 0;
            throw new DiskFullException(null);
        }
        room -= length;
        Disk.REAL.write(file, bytes, length);
    }

    @Override
    public void force(RandomAccessFile file) throws IOException {
        Disk.REAL.force(file);
    }

    @Override
    public synchronized long room(Path folder) {
        return room;
    }
}
