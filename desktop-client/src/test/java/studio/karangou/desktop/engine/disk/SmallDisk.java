package studio.karangou.desktop.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A disk with little room: what does not fit is written in part, as a real one does.
public final class SmallDisk implements Disk {
    private long room;

    public SmallDisk(long room) {
        this.room = room;
    }

    public synchronized void makeRoom(long bytes) {
        room = bytes;
    }

    @Override
    public synchronized void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > room) {
            Disk.REAL.write(channel, bytes.slice(bytes.position(), (int) room));
            room = 0;
            throw new DiskFullException(null);
        }
        room -= bytes.remaining();
        Disk.REAL.write(channel, bytes);
    }

    @Override
    public void force(FileChannel channel) throws IOException {
        Disk.REAL.force(channel);
    }

    @Override
    public synchronized long room(Path folder) {
        return room;
    }
}
